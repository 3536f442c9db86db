package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The program's behaviour as scripts with their output. {@code -Dfairlead.rewrite=true} writes down
 * what happens now; read the diff before you commit it.
 */
class ScriptsTest {
  @TestFactory
  Stream<DynamicTest> everyScriptPrintsWhatItSays() throws IOException {
    Path folder = Path.of(System.getProperty("basedir", "cli"), "src/test/resources/scripts");
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> scripts = files.sorted().toList();
      return scripts.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }
  }

  private static void check(Path file) throws IOException {
    String expected = Files.readString(file);
    String actual = Script.run(expected);
    if (Boolean.getBoolean("fairlead.rewrite")) {
      Files.writeString(file, actual);
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }
}
