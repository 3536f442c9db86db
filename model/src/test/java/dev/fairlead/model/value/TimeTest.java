package dev.fairlead.model.value;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeTest {

  @Test
  void timesAreReadAndPrintedAsInGo() {
    assertThat(differences(TimeTest.class, "time.tsv", go -> compare(go, Time::parse))).isEmpty();
  }

  @Test
  void timesWithMicrosecondsAreReadAndPrintedAsInGo() {
    assertThat(differences(TimeTest.class, "micro-time.tsv", go -> compare(go, MicroTime::parse)))
        .isEmpty();
  }

  @Test
  void fractionsOfASecondAreDroppedDownwards() {
    assertThat(Time.parse("1969-12-31T23:59:59.999Z")).hasToString("1969-12-31T23:59:59Z");
    assertThat(Time.of(Instant.parse("1969-12-31T23:59:59.999Z")).epochSecond()).isEqualTo(-1);
    assertThat(MicroTime.of(Instant.parse("1969-12-31T23:59:59.999999999Z")))
        .isEqualTo(new MicroTime(-1, 999_999));
    assertThat(MicroTime.ofEpoch(-1, 999_999_999)).isEqualTo(new MicroTime(-1, 999_999));
  }

  @Test
  void theZeroTimeOfGoIsRecognized() {
    assertThat(Time.parse("0001-01-01T00:00:00Z").isUnset()).isTrue();
    assertThat(Time.of(Instant.EPOCH).isUnset()).isFalse();
    assertThat(MicroTime.parse("0001-01-01T00:00:00.000000Z").isUnset()).isTrue();
    assertThat(MicroTime.parse("0001-01-01T00:00:00.000001Z").isUnset()).isFalse();
  }

  @Test
  void aTextThatIsNoTimeSaysWhereAndWhatToWrite() {
    assertThatThrownBy(() -> Time.parse("2026-02-29T00:00:00Z"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "Cannot read Time \"2026-02-29T00:00:00Z\" at offset 8: day out of range."
                + " Write it like 2026-01-31T08:00:00Z.");
    assertThatThrownBy(() -> Time.parse("2026-01-31"))
        .hasMessage(
            "Cannot read Time \"2026-01-31\" at offset 10: 'T' is missing."
                + " Write it like 2026-01-31T08:00:00Z.");
    assertThatThrownBy(() -> MicroTime.parse("2026-01-31T08:00:00Z"))
        .hasMessage(
            "Cannot read MicroTime \"2026-01-31T08:00:00Z\" at offset 19: the fraction of 6 digits"
                + " is missing. Write it like 2026-01-31T08:00:00.000000Z.");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Time(1_700_000_000_000L))
        .hasMessage(
            "1700000000000 seconds since 1970 is outside of the years 0001 to 9999. Give seconds,"
                + " not milliseconds, from -62135596800 to 253402300799.");
    assertThatThrownBy(() -> new MicroTime(0, 1_000_000))
        .hasMessage(
            "1000000 is not a number of microseconds within a second. Give 0 to 999999; negative"
                + " times count forward too.");
    assertThatThrownBy(() -> MicroTime.ofEpoch(0, -1))
        .hasMessage(
            "-1 is not a number of nanoseconds within a second. Give 0 to 999999999; negative times"
                + " count forward too.");
  }

  /** Every day of 800 years, two eras of the calendar. */
  @Example
  void everyDayIsPrintedAsJavaTimePrintsIt() {
    Instant first = Instant.parse("1600-01-01T12:34:56Z");
    for (int day = 0; day < 2 * 146_097; day++) {
      Instant instant = first.plus(day, ChronoUnit.DAYS);
      String expected = instant.toString();
      Time time = Time.of(instant);
      if (!time.toString().equals(expected) || !Time.parse(expected).equals(time)) {
        assertThat(time).hasToString(expected).isEqualTo(Time.parse(expected));
      }
    }
  }

  @Property
  void everyMomentIsReadBackAndOrderedAsInJavaTime(
      @ForAll @LongRange(min = Time.MIN_EPOCH_SECOND, max = Time.MAX_EPOCH_SECOND) long a,
      @ForAll @LongRange(min = Time.MIN_EPOCH_SECOND, max = Time.MAX_EPOCH_SECOND) long b,
      @ForAll @IntRange(max = 999_999) int micros) {
    Time time = new Time(a);
    MicroTime precise = new MicroTime(a, micros);
    assertThat(Time.parse(time.toString())).isEqualTo(time);
    assertThat(time).hasToString(time.instant().toString());
    assertThat(MicroTime.parse(precise.toString())).isEqualTo(precise);
    assertThat(MicroTime.of(precise.instant())).isEqualTo(precise);
    assertThat(Time.parse(precise.toString())).isEqualTo(time);
    assertThat(Integer.signum(time.compareTo(new Time(b))))
        .isEqualTo(Integer.signum(time.instant().compareTo(Instant.ofEpochSecond(b))));
  }

  private static String compare(List<String> go, Function<String, Object> parse) {
    String here;
    try {
      here = parse.apply(go.get(0)).toString();
    } catch (MalformedTextException e) {
      here = go.get(1).equals("!year") && e.problem().contains("years") ? "!year" : "!";
    }
    return firstDifference(go.get(1), here);
  }
}
