package dev.fairlead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./fairlead up}, as a user starts it. */
final class EmbeddedServer implements RunningServer {
  private static final long SECONDS_TO_STOP = 5;

  private final Process process;
  private final Path folder;

  private EmbeddedServer(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  static EmbeddedServer start(Places places, int port) {
    try {
      Path folder = Files.createTempDirectory("fairlead-bench-");
      Process process =
          new ProcessBuilder(
                  places.launcher().toString(),
                  "up",
                  "--port",
                  String.valueOf(port),
                  "--kubeconfig",
                  folder.resolve("kubeconfig").toString())
              .redirectOutput(places.log("up").toFile())
              .redirectErrorStream(true)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-up"));
      return new EmbeddedServer(process, folder);
    } catch (IOException e) {
      throw new BenchException("can't start " + places.launcher() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /** The launcher becomes the server. */
  @Override
  public List<ProcessHandle> processes() {
    return List.of(process.toHandle());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    RealServer.deleteAll(folder);
  }
}
