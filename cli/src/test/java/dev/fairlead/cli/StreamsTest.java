package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.command.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program does when its streams fail. The messages are those of Linux and Windows. */
class StreamsTest {
  private static final byte[] NAMESPACE =
      "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\"}".getBytes(StandardCharsets.UTF_8);

  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  private int run(InputStream in, OutputStream out, String... arguments) {
    var err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    return new Fairlead(new StandardStreams(in, out, err), ProgramRun.NOWHERE).run(arguments);
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"Broken pipe", "The pipe is being closed"})
  void aReaderThatHasSeenEnoughIsNoFailure(String message) {
    int exitCode =
        run(
            new ByteArrayInputStream(NAMESPACE),
            failing(message),
            "convert",
            "--from",
            "json",
            "--to",
            "json");

    assertThat(exitCode).isZero();
    assertThat(errors.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--help", "version", "convert --help"})
  void aFullDiskIsAFailureWhateverWasPrinted(String line) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertThat(run(InputStream.nullInputStream(), failing("No space left on device"), arguments))
        .isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .isEqualTo("fairlead: writing standard output: No space left on device\n");
  }

  @Test
  void anInputThatCannotBeReadIsNamed() {
    InputStream folder =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Is a directory");
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("Is a directory");
          }
        };

    assertThat(run(folder, failing(""), "convert", "--from", "json", "--to", "json")).isEqualTo(1);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .isEqualTo("fairlead: reading standard input: Is a directory\n");
  }
}
