package dev.fairlead.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.config.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {
  /** Of the JDK, whose messages are often the file's name and nothing else. */
  @Test
  void saysWhyAFileCannotBeUsed() {
    assertThat(saidOf(new NoSuchFileException("k"))).isEqualTo("fairlead: k isn't there\n");
    assertThat(saidOf(new AccessDeniedException("k")))
        .isEqualTo("fairlead: k can't be used by this user: its permissions forbid it\n");
    assertThat(saidOf(new FileSystemException("k", null, "No space left on device")))
        .isEqualTo("fairlead: k: No space left on device\n");
  }

  private static String saidOf(IOException failure) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StandardStreams streams =
        new StandardStreams(
            new ByteArrayInputStream(new byte[0]),
            new ByteArrayOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Command failing =
        new Command() {
          @Override
          public String name() {
            return "fail";
          }

          @Override
          public List<Option> options() {
            return List.of();
          }

          @Override
          public String help() {
            return "";
          }

          @Override
          public void run(Arguments arguments) throws IOException {
            throw failure;
          }
        };
    Environment nowhere = new Environment(Map.of(), Path.of("none"));
    int code = new Program(streams, nowhere, "", List.of(failing)).run("fail");
    assertThat(code).isEqualTo(Program.FAILURE);
    return err.toString(StandardCharsets.UTF_8);
  }
}
