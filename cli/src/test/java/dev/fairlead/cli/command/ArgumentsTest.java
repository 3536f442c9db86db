package dev.fairlead.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final Option ALL = new Option("-A", "--all", null);
  private static final Option NAME = new Option("-n", "--name", "NAME");

  /** Takes a flag, a value and one word. */
  private static final Command COMMAND =
      new Command() {
        @Override
        public String name() {
          return "test";
        }

        @Override
        public List<Option> options() {
          return List.of(ALL, NAME);
        }

        @Override
        public int maxWords() {
          return 1;
        }

        @Override
        public String help() {
          return "";
        }

        @Override
        public void run(Arguments arguments) {}
      };

  private static Arguments parse(String line) {
    return Arguments.parse(COMMAND, line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource({
    "--name x, x",
    "--name=x, x",
    "--name=x=y, x=y",
    "--name=, ''",
    "-n x, x",
    "-nx, x",
    "-An x, x",
    "-Anx, x",
    "-n -x, -x",
    "--name --all, --all"
  })
  void takeAValueInEveryFormThatIsCommon(String line, String value) {
    assertThat(parse(line).value(NAME)).isEqualTo(value);
  }

  @Test
  void tellWhatIsNotGiven() {
    assertThat(parse("").has(ALL)).isFalse();
    assertThat(parse("").value(NAME)).isNull();
    assertThatThrownBy(() -> parse("").required(NAME)).hasMessage("it needs --name NAME");
  }

  @Test
  void takeWordsAsTheyAreAfterTwoDashes() {
    assertThat(parse("-- --all").words()).containsExactly("--all");
    assertThat(parse("-- --all").has(ALL)).isFalse();
    assertThat(parse("-").words()).containsExactly("-");
  }

  @ParameterizedTest
  @CsvSource({
    "--nam x, there is no option '--nam'; similar: --name",
    "-x, there is no option '-x'",
    "-Ax, there is no option '-x'",
    "--name, --name needs NAME after it",
    "-An, -n needs NAME after it",
    "--all=yes, --all takes no value but true or false",
    "-n x --name y, --name is given twice",
    "x y, there is no place for 'y'"
  })
  void nameTheFirstWordThatCannotBeUnderstood(String line, String message) {
    assertThatThrownBy(() -> parse(line)).isInstanceOf(UsageException.class).hasMessage(message);
  }
}
