package dev.fairlead.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.client.error.ApiException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * Copies files by the tar of the container. The far end has all when its tar has read the archive's
 * end and ends with code 0; this end, when the archive's end has come and the same.
 */
public final class Copy {
  /** Of what tar complains about. In bytes. */
  private static final int MAX_COMPLAINT = 4 << 10;

  private static final String NO_TAR =
      "the container has no tar, which copying needs: use an image that has it, or exec and cat";

  private static final int NOT_FOUND = 127;
  private static final int NOT_RUNNABLE = 126;
  private static final int BUFFER_BYTES = 32 << 10;

  private final Runner runner;

  /** Starts a command in a container, with stdout and stderr. */
  public interface Runner {
    Exec start(boolean stdin, String... command);
  }

  /** For who can run commands. */
  public Copy(Runner runner) {
    this.runner = runner;
  }

  /** From here into the container. */
  public CopyResult to(Path from, String to) throws IOException {
    if (!Files.exists(from)) {
      throw new FileNotFoundException(from + ": there is no such file or folder here");
    }
    Remote remote = Remote.of(to);
    if (remote.name.equals(".")) {
      throw new IllegalArgumentException(
          "\"" + to + "\" names no file: say what it is to be called there");
    }
    try (Exec tar = runner.start(true, "tar", "-xpf", "-", "-C", remote.folder)) {
      if (!tar.endsStdin()) {
        tar.stdin().close(); // fails, and says why: tar would wait for more for ever
      }
      CompletableFuture<String> complaint = complaints(tar);
      Sink stdin = new Sink(tar.stdin());
      CopyResult result;
      try {
        result = LocalTree.write(from.toRealPath(), remote.name, new TarWriter(stdin));
        tar.stdin().close();
      } catch (IOException e) {
        if (stdin.failed) {
          check(tar, complaint); // why it takes no more
        }
        throw e;
      }
      check(tar, complaint);
      return result;
    }
  }

  /** From the container to here. */
  public CopyResult from(String from, Path to) throws IOException {
    Remote remote = Remote.of(from);
    Path target = Files.isDirectory(to) ? to.toRealPath() : to.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new FileNotFoundException(parent + ": there is no such folder here");
    }
    try (Exec tar =
        runner.start(false, "tar", "-cf", "-", "-C", remote.folder, "./" + remote.name)) {
      CompletableFuture<String> complaint = complaints(tar);
      CopyResult result;
      try {
        result = LocalTarget.write(new TarReader(tar.stdout()), target, remote.name);
      } catch (EOFException e) {
        check(tar, complaint); // why it gives no more
        throw e;
      } catch (IOException e) {
        if (e.getCause() instanceof ApiException failure) {
          throw explained(failure);
        }
        throw e;
      }
      check(tar, complaint);
      return result;
    }
  }

  private static CompletableFuture<String> complaints(Exec tar) {
    CompletableFuture<String> text = new CompletableFuture<>();
    InputStream stderr = tar.stderr();
    Thread unused =
        Thread.ofVirtual()
            .start(() -> {
              try (stderr) { // what is more is let go
                text.complete(new String(stderr.readNBytes(MAX_COMPLAINT), UTF_8).strip());
              } catch (IOException e) {
                text.complete("");
              }
            });
    return text;
  }

  private static void check(Exec tar, CompletableFuture<String> complaint) throws IOException {
    int code;
    try {
      code = tar.exitCode();
    } catch (ApiException e) {
      throw explained(e);
    }
    if (code == NOT_FOUND || code == NOT_RUNNABLE) {
      throw new IOException(NO_TAR + " (exit code " + code + ")");
    }
    if (code != 0) {
      throw new IOException(
          "tar in the container ended with exit code " + code + ": " + complaint.join());
    }
  }

  /** An IOException where the reason is that there is no tar, else the failure as it is. */
  private static IOException explained(ApiException failure) {
    String message = String.valueOf(failure.status().message());
    if (message.contains("executable file not found") || message.contains("no such file")) {
      return new IOException(NO_TAR, failure);
    }
    throw failure;
  }

  /** What goes to tar, in larger pieces. Knows whether it was that which failed. */
  private static final class Sink extends OutputStream {
    private final OutputStream to;
    private final byte[] held = new byte[BUFFER_BYTES];
    private int count;
    private boolean failed;

    Sink(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      if (length > held.length - count) {
        flush();
      }
      if (length > held.length) {
        send(content, from, length);
      } else {
        System.arraycopy(content, from, held, count, length);
        count += length;
      }
    }

    @Override
    public void flush() throws IOException {
      send(held, 0, count);
      count = 0;
    }

    private void send(byte[] content, int from, int length) throws IOException {
      failed = true;
      to.write(content, from, length);
      failed = false;
    }
  }

  /** A path in the container: the folder that it is in, and its name there. */
  private record Remote(String folder, String name) {
    static Remote of(String path) {
      String clean = path.replaceFirst("(?<=.)/+$", "");
      int slash = clean.lastIndexOf('/');
      String folder = slash < 0 ? "." : slash == 0 ? "/" : clean.substring(0, slash);
      String name = clean.substring(slash + 1);
      if (path.isEmpty() || name.equals("..")) {
        throw new IllegalArgumentException("\"" + path + "\" is no path of a file or folder");
      }
      return new Remote(folder, name.isEmpty() ? "." : name);
    }
  }
}
