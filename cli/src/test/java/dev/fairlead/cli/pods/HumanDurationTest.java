package dev.fairlead.cli.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values by TestHumanDuration and the code of k8s.io/apimachinery 0.37.2. */
class HumanDurationTest {
  @ParameterizedTest
  @CsvSource({
    // input in ISO 8601, what kubectl prints
    "PT-2S, <invalid>",
    "PT-1.999S, 0s",
    "PT-1S, 0s",
    "PT-0.001S, 0s",
    "PT0S, 0s",
    "PT0.999S, 0s",
    "PT1S, 1s",
    "PT70S, 70s",
    "PT119.999S, 119s",
    "PT2M, 2m",
    "PT3M1S, 3m1s",
    "PT9M59S, 9m59s",
    "PT10M, 10m",
    "PT10M59S, 10m",
    "PT179M59S, 179m",
    "PT3H, 3h",
    "PT3H1M, 3h1m",
    "PT7H59M59S, 7h59m",
    "PT8H, 8h",
    "PT8H59M, 8h",
    "PT47H59M, 47h",
    "PT48H, 2d",
    "PT49H, 2d1h",
    "P3DT4H, 3d4h",
    "P7DT23H, 7d23h",
    "P8D, 8d",
    "P8DT23H, 8d",
    "P729DT23H, 729d",
    "P730D, 2y",
    "P760D, 2y30d",
    "P1095D, 3y",
    "P2919DT23H, 7y364d",
    "P2920D, 8y",
    "P3649D, 9y",
  })
  void printsAgesAsKubectlDoes(Duration age, String expected) {
    assertThat(HumanDuration.of(age)).isEqualTo(expected);
  }
}
