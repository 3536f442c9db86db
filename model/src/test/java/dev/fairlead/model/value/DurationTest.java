package dev.fairlead.model.value;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DurationTest {

  @Test
  void durationsAreReadAndPrintedAsInGo() {
    assertThat(differences(DurationTest.class, "duration.tsv", DurationTest::compareWithGo))
        .isEmpty();
  }

  @Test
  void aDurationIsTheSameInJava() {
    assertThat(Duration.parse("1h15m30.5s").toJavaDuration())
        .isEqualTo(java.time.Duration.parse("PT1H15M30.5S"));
    assertThat(Duration.of(java.time.Duration.ofMillis(1500))).hasToString("1.5s");
    assertThat(Duration.parse("1m")).isLessThan(Duration.parse("61s"));
  }

  @Test
  void aDurationBeyondALongIsRefused() {
    assertThatThrownBy(() -> Duration.of(java.time.Duration.ofDays(365 * 300)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "PT2628000H is longer than the 292 years that a Duration can hold. Use a shorter one.");
    assertThatThrownBy(() -> Duration.parse("2562048h"))
        .hasMessage(
            "Cannot read Duration \"2562048h\" at offset 0: invalid duration, longer than 292"
                + " years. Write numbers with the units h, m, s, ms, us or ns, for example 1h30m or"
                + " 500ms.");
  }

  @Test
  void aTextThatIsNoDurationSaysWhereAndWhatToWrite() {
    assertThatThrownBy(() -> Duration.parse("1h30"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "Cannot read Duration \"1h30\" at offset 4: missing unit in duration. Write numbers"
                + " with the units h, m, s, ms, us or ns, for example 1h30m or 500ms.");
    assertThatThrownBy(() -> Duration.parse("1d"))
        .hasMessage(
            "Cannot read Duration \"1d\" at offset 1: unknown unit in duration. Write numbers with"
                + " the units h, m, s, ms, us or ns, for example 1h30m or 500ms.");
  }

  @Property
  void whatIsPrintedIsReadBack(@ForAll long nanos) {
    Duration duration = new Duration(nanos);
    assertThat(Duration.parse(duration.toString())).isEqualTo(duration);
    assertThat(Duration.of(duration.toJavaDuration())).isEqualTo(duration);
  }

  private static String compareWithGo(List<String> go) {
    try {
      Duration read = Duration.parse(go.get(0));
      return firstDifference(go.get(1), Long.toString(read.nanos()), go.getLast(), read.toString());
    } catch (MalformedTextException e) {
      return firstDifference(go.get(1), "!");
    }
  }
}
