package dev.fairlead.client.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What a process left that has ended.
 *
 * @param exitCode 0 for success
 * @param stdout not to be changed
 * @param stderr not to be changed; empty if there was a TTY
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RunResult(int exitCode, byte[] stdout, byte[] stderr) {

  /** What the process wrote, as UTF-8. */
  public String text() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** What the process wrote to stderr, as UTF-8. */
  public String errorText() {
    return new String(stderr, StandardCharsets.UTF_8);
  }

  /**
   * Feeds the process, reads all that it writes, and waits for its end.
   *
   * @param stdin null if the process has no stdin
   * @param limit of each output, in bytes
   * @throws IllegalStateException if an output is larger than that
   */
  public static RunResult of(Exec process, byte @Nullable [] stdin, int limit) {
    try (process) {
      if (stdin != null) {
        Thread unused = Thread.ofVirtual().start(() -> feed(process.stdin(), stdin));
      }
      CompletableFuture<byte[]> stderr = new CompletableFuture<>();
      InputStream errors = process.stderr();
      Thread unused =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  stderr.complete(all(errors, "stderr", limit));
                } catch (RuntimeException | IOException e) {
                  stderr.completeExceptionally(e);
                  process.close(); // or stdout would be waited for
                }
              });
      byte[] stdout;
      try {
        stdout = all(process.stdout(), "stdout", limit);
      } catch (IOException e) {
        throw failure(process, stderr, e);
      }
      int code = process.exitCode();
      return new RunResult(code, stdout, stderr.join());
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private static void feed(OutputStream stdin, byte[] content) {
    try {
      stdin.write(content);
      stdin.close();
    } catch (IOException e) {
      // The process has ended, or the connection; in either case the exit code tells.
    }
  }

  private static byte[] all(InputStream stream, String name, int limit) throws IOException {
    byte[] all = stream.readNBytes(limit);
    if (stream.read() >= 0) {
      throw new IllegalStateException(
          name
              + " is larger than "
              + limit
              + " bytes: give a higher outputLimit, or read it as it comes by exec");
    }
    return all;
  }

  private static RuntimeException failure(
      Exec process, CompletableFuture<byte[]> stderr, IOException e) {
    if (stderr.isCompletedExceptionally()
        && stderr.exceptionNow() instanceof IllegalStateException tooLarge) {
      return tooLarge;
    }
    if (e.getCause() instanceof RuntimeException failure) {
      return failure;
    }
    int unexpected = process.exitCode(); // throws what it was
    return new IllegalStateException("exit code " + unexpected + ", but " + e.getMessage(), e);
  }
}
