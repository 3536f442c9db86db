package dev.fairlead.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MalformedTextExceptionTest {

  @Test
  void aHostileTextIsShownShortAndWithoutControlCharacters() {
    assertThat(MalformedTextException.quoted("a\u001b\"\n")).isEqualTo("\"a\\u001b\\\"\\u000a\"");
    assertThat(MalformedTextException.quoted("x".repeat(1_000)))
        .isEqualTo("\"" + "x".repeat(120) + "\" (the first 120 of 1000 characters)");
  }

  @Test
  void thePartsOfTheProblemAreKept() {
    assertThatThrownBy(() -> Quantity.parse("1x"))
        .isInstanceOfSatisfying(
            MalformedTextException.class,
            e -> {
              assertThat(e.kind()).isEqualTo("Quantity");
              assertThat(e.text()).isEqualTo("1x");
              assertThat(e.offset()).isEqualTo(1);
              assertThat(e.problem())
                  .isEqualTo(
                      "quantities must match the regular expression"
                          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
            });
  }
}
