package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Time;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expectations were printed by duration.HumanDuration and ShortHumanDuration. */
class AgesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT-2S, <invalid>",
    "PT-1.5S, 0s",
    "PT0S, 0s",
    "PT119.9S, 119s",
    "PT2M, 2m",
    "PT2M1S, 2m1s",
    "PT9M59S, 9m59s",
    "PT10M1S, 10m",
    "PT179M59S, 179m",
    "PT3H, 3h",
    "PT7H59M, 7h59m",
    "PT8H1M, 8h",
    "PT47H59M, 47h",
    "P2D, 2d",
    "P7DT23H, 7d23h",
    "P8DT1H, 8d",
    "P729D, 729d",
    "P730D, 2y",
    "P731D, 2y1d",
    "P2919D, 7y364d",
    "P2920D, 8y",
    "P3000D, 8y"
  })
  void showsTwoOrThreeFigures(String span, String shown) {
    assertThat(Ages.human(Duration.parse(span))).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-2S, <invalid>",
    "PT-1S, 0s",
    "PT59S, 59s",
    "PT61S, 1m",
    "PT60M, 1h",
    "PT25H, 1d",
    "P364D, 364d",
    "P365D, 1y"
  })
  void showsOneFigure(String span, String shown) {
    assertThat(Ages.shortHuman(Duration.parse(span))).isEqualTo(shown);
  }

  @Test
  void tellsHowLongAgoATimeWas() {
    assertThat(Ages.since(Time.parse("2026-01-31T07:54:48Z"), NOW)).isEqualTo("5m12s");
    assertThat(Ages.since(MicroTime.parse("2026-01-31T07:59:59.500000Z"), NOW)).isEqualTo("0s");
    assertThat(Ages.since((Time) null, NOW)).isEqualTo("<unknown>");
    assertThat(Ages.since(new Time(Time.MIN_EPOCH_SECOND), NOW)).isEqualTo("<unknown>");
  }
}
