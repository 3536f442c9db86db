package dev.fairlead.up;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.Program;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.config.LoadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code warm-up}: both programs once, for nobody to read, so that the launcher's archive has the
 * classes that they load. Over the network too, which {@code demo} alone doesn't touch.
 */
final class WarmUpCommand implements Command {
  private final Environment environment;

  WarmUpCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String name() {
    return "warm-up";
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public String help() {
    return """
    Runs up and demo once, for the launcher's archive of classes.
    Usage: fairlead warm-up
    """;
  }

  @Override
  public void run(Arguments arguments) throws IOException {
    Path folder = Files.createTempDirectory("fairlead-warm-up");
    Path kubeconfig = folder.resolve("kubeconfig");
    try {
      int code =
          new Program(silent(), environment, "", List.of(up(kubeconfig), demo()))
              .run("up", "--port", "0", "--kubeconfig", kubeconfig.toString());
      if (code != Program.SUCCESS || demo(List.of()) != Program.SUCCESS) {
        throw new CommandFailure("up or demo failed: run them to see why");
      }
    } finally {
      Files.deleteIfExists(kubeconfig);
      Files.delete(folder);
    }
  }

  /** Serves until one demo has been run against it. */
  private UpCommand up(Path kubeconfig) {
    return new UpCommand(
        silent(),
        environment,
        last -> {
          int code = demo(List.of("--kubeconfig", kubeconfig.toString()));
          Config config = Config.load(LoadOptions.defaults().withKubeconfig(kubeconfig));
          try (Kubernetes k8s = Kubernetes.connect(config)) {
            WarmUpWrites.run(k8s);
            k8s.coreV1().pods().list();
          }
          last.run();
          if (code != Program.SUCCESS) {
            throw new CommandFailure("demo failed over the network");
          }
        });
  }

  private DemoCommand demo() {
    return new DemoCommand(silent(), environment);
  }

  private int demo(List<String> options) {
    String[] line = new String[options.size() + 1];
    line[0] = "demo";
    for (int i = 0; i < options.size(); i++) {
      line[i + 1] = options.get(i);
    }
    return new Program(silent(), environment, "", List.of(demo())).run(line);
  }

  private static StandardStreams silent() {
    return new StandardStreams(
        new ByteArrayInputStream(new byte[0]),
        OutputStream.nullOutputStream(),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }
}
