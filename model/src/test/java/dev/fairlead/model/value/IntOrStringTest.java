package dev.fairlead.model.value;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IntOrStringTest {

  private static final int[] TOTALS = {0, 1, 3, 10, 99, 1000};

  @Test
  void textsAreReadAsInGo() {
    assertThat(
            differences(IntOrStringTest.class, "int-or-string.tsv", IntOrStringTest::compareWithGo))
        .isEmpty();
  }

  @Test
  void aNumberAndItsTextAreDifferent() {
    assertThat(IntOrString.ofInt(80)).isNotEqualTo(IntOrString.ofString("80")).hasToString("80");
    assertThat(IntOrString.ofInt(80).isInt()).isTrue();
    assertThat(IntOrString.ofString("80").isInt()).isFalse();
  }

  @Test
  void aPercentageIsRoundedEitherWay() {
    assertThat(IntOrString.ofString("25%").scaled(10, true)).isEqualTo(3);
    assertThat(IntOrString.ofString("25%").scaled(10, false)).isEqualTo(2);
    assertThat(IntOrString.ofInt(7).scaled(10, true)).isEqualTo(7);
  }

  @Test
  void aTextThatIsNoPercentageCannotBeScaled() {
    assertThatThrownBy(() -> IntOrString.ofString("http").scaled(10, true))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "Cannot read IntOrString \"http\" at offset 4: invalid type: string is not a"
                + " percentage. Write a number without quotes, or a percentage such as \"25%\".");
    assertThatThrownBy(() -> IntOrString.ofString("x%").scaled(10, true))
        .hasMessage(
            "Cannot read IntOrString \"x%\" at offset 0: invalid value: what stands before the % is"
                + " not a whole number of 64 bits. Write a percentage such as \"25%\".");
  }

  @Property
  void whatIsPrintedIsReadBack(@ForAll int number, @ForAll String text) {
    assertThat(IntOrString.parse(IntOrString.ofInt(number).toString()))
        .isEqualTo(IntOrString.ofInt(number));
    assertThat(IntOrString.parse(text))
        .satisfiesAnyOf(
            read -> assertThat(read.isInt()).isTrue(), read -> assertThat(read).hasToString(text));
  }

  private static String compareWithGo(List<String> go) {
    IntOrString parsed = IntOrString.parse(go.get(0));
    IntOrString text = IntOrString.ofString(go.get(0));
    String difference =
        firstDifference(
            go.get(1), Boolean.toString(parsed.isInt()),
            go.get(2), orDash(go.get(2), parsed.intValue()),
            go.get(3), orDash(go.get(3), text.intValue()));
    for (int i = 0; i < TOTALS.length && difference.isEmpty(); i++) {
      try {
        difference =
            firstDifference(
                go.get(4 + 2 * i), orDash(go.get(4 + 2 * i), text.scaled(TOTALS[i], true)),
                go.get(5 + 2 * i), orDash(go.get(5 + 2 * i), text.scaled(TOTALS[i], false)));
      } catch (MalformedTextException e) {
        return firstDifference(go.get(4), "!");
      }
    }
    return difference;
  }

  /** A dash stands where Go's arithmetic overflows; any number will do there. */
  private static String orDash(String go, int here) {
    return go.equals("-") ? go : Integer.toString(here);
  }
}
