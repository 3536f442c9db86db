package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void isThatOfTheProgramAndOfItsJava() {
    assertThat(ProgramRun.of("version").run().output())
        .matches("fairlead \\S+ \\(Java " + Runtime.version().feature() + "\\S*\\)\n");
  }

  @Test
  void isWhatOthersCallAnOption() {
    assertThat(ProgramRun.of("--version").run().output()).startsWith("fairlead ");
  }
}
