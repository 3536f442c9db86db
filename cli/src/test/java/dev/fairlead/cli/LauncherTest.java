package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("basedir", "cli")).resolve("../fairlead").toAbsolutePath();

  /** Says what Maven says when a warning has failed the compiler. */
  private static final String FAILING_MAVEN =
      """
      #!/bin/sh
      case " $* " in *" -q "*) quiet=yes ;; esac
      [ "$quiet" ] || echo '[INFO] Scanning for projects...'
      [ "$quiet" ] || echo '[WARNING] Fairlead.java:[20,33] [rawtypes] found raw type: List'
      echo '[ERROR] error: warnings found and -Werror specified'
      echo '[ERROR] -> [Help 1]'
      echo '[ERROR] To see the full stack trace, re-run Maven.'
      exit 1
      """;

  @Test
  void showsTheWarningThatFailedABuild(@TempDir Path folder) throws Exception {
    Path launcher = Files.copy(LAUNCHER, folder.resolve("fairlead"));
    Path programs = Files.createDirectory(folder.resolve("bin"));
    Path maven = Files.writeString(programs.resolve("mvn"), FAILING_MAVEN);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    ProcessBuilder builder = new ProcessBuilder("bash", launcher.toString(), "version");
    builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));

    assertThat(said(builder))
        .isEqualTo(
            """
            fairlead: building the program, this first time for some minutes
            [WARNING] Fairlead.java:[20,33] [rawtypes] found raw type: List
            [ERROR] error: warnings found and -Werror specified
            [ERROR] -> [Help 1]
            fairlead: the build failed: all that it said is in %s/target/build.log
            """
                .formatted(folder));
  }

  private static String said(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(1);
    return text;
  }
}
