package dev.fairlead.model.value;

import static dev.fairlead.model.value.GoVectors.differences;
import static dev.fairlead.model.value.GoVectors.firstDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.value.Quantity.Format;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class QuantityTest {

  /** Where Go drops the suffix: 1000E and more, and 1024Ei and more. */
  private static final BigDecimal FIRST_WITHOUT_SUFFIX = new BigDecimal("1e21");

  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  @Test
  void textsAreReadAndPrintedAsInGo() {
    assertThat(differences(QuantityTest.class, "quantity.tsv", QuantityTest::compareReading))
        .isEmpty();
  }

  @Test
  void arithmeticAndOrderAreAsInGo() {
    assertThat(
            differences(
                QuantityTest.class, "quantity-arithmetic.tsv", QuantityTest::compareArithmetic))
        .isEmpty();
  }

  @Test
  void textFromTheWireIsKeptAsItStands() {
    assertThat(Quantity.ofWire("1.50Gi")).hasToString("1.50Gi");
    assertThat(Quantity.ofWire(" 2 ")).hasToString("2");
    assertThat(Quantity.parse("1.50Gi")).hasToString("1536Mi");
  }

  @Test
  void quantitiesAreEqualByTextAndSameByAmount() {
    Quantity one = Quantity.ofWire("1");
    Quantity thousandMillis = Quantity.ofWire("1000m");

    assertThat(one).isNotEqualTo(thousandMillis).isEqualByComparingTo(thousandMillis);
    assertThat(one.sameValue(thousandMillis)).isTrue();
    assertThat(one).isEqualTo(Quantity.of(1)).hasSameHashCodeAs(Quantity.of(1));
  }

  @Test
  void quantitiesAreMadeFromNumbers() {
    assertThat(Quantity.of(1_500_000)).hasToString("1500k");
    assertThat(Quantity.of(1536L << 20, Format.BINARY_SI)).hasToString("1536Mi");
    assertThat(Quantity.of(1_500_000, Format.DECIMAL_EXPONENT)).hasToString("1500e3");
    assertThat(Quantity.ofMillis(1500)).hasToString("1500m");
    assertThat(Quantity.of(new BigDecimal("0.00000000001"), Format.DECIMAL_SI)).hasToString("1n");
    assertThat(Quantity.of(new BigDecimal("-1e-1000000"), Format.DECIMAL_SI)).hasToString("-1n");
    assertThat(Quantity.of(BigDecimal.ZERO, Format.BINARY_SI)).isSameAs(Quantity.ZERO);
    assertThat(Quantity.of(Long.MIN_VALUE)).hasToString("-9223372036854775808");
  }

  @Test
  void wholeValuesAreRoundedAwayFromZero() {
    assertThat(Quantity.parse("1500m").value()).isEqualTo(2);
    assertThat(Quantity.parse("-1500m").value()).isEqualTo(-2);
    assertThat(Quantity.parse("1500001u").milliValue()).isEqualTo(1501);
    assertThat(Quantity.of(Long.MAX_VALUE).value()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aWholeValueBeyondALongIsRefused() {
    assertThatThrownBy(() -> Quantity.parse("10E").value())
        .isInstanceOf(ArithmeticException.class)
        .hasMessage(
            "value() of Quantity \"10E\" does not fit a 64-bit integer. Use asBigDecimal().");
    assertThatThrownBy(() -> Quantity.parse("1e999999999").milliValue())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void anAmountBeyondTheLastSuffixKeepsThatSuffix() {
    assertThat(Quantity.parse("1000E")).hasToString("1000E");
    assertThat(Quantity.of(1L << 60, Format.BINARY_SI).multiply(1024)).hasToString("1024Ei");
  }

  @Test
  void hugeExponentsCostNothing() {
    Assertions.assertTimeoutPreemptively(
        AT_ONCE,
        () -> {
          Quantity huge = Quantity.parse("1e1000000000");
          Quantity tiny = Quantity.parse("1e-1000000000");
          assertThat(huge).hasToString("10e999999999").isGreaterThan(Quantity.parse("9E"));
          assertThat(tiny).hasToString("1e-9").isLessThan(huge);
          assertThat(Quantity.parse("1234567890123456789e1000000000")).isGreaterThan(huge);
          assertThat(huge.add(huge)).hasToString("20e999999999");
          assertThat(huge.subtract(huge)).isSameAs(Quantity.ZERO);
          assertThat(huge.add(Quantity.ZERO)).isEqualTo(huge);
          assertThatThrownBy(() -> huge.add(Quantity.of(1)))
              .isInstanceOf(ArithmeticException.class)
              .hasMessage(
                  "The sum of Quantity \"10e999999999\" and \"1\" has 1000000001 digits, more than"
                      + " 1000. Check where the larger one comes from.");
        });
  }

  @Test
  void anExponentThatGoWouldWrapAroundIsRefused() {
    assertThatThrownBy(() -> Quantity.parse("1e4294967296"))
        .hasMessage(
            "Cannot read Quantity \"1e4294967296\" at offset 2: unable to parse quantity's suffix."
                + " Write an exponent from -1000000000 to 1000000000.");
  }

  @Test
  void aTextBeyondTheLimitIsRefused() {
    String longest = "1".repeat(Quantity.MAX_TEXT_LENGTH);
    assertThat(Quantity.parse(longest)).hasToString(longest);
    assertThatThrownBy(() -> Quantity.ofWire(longest + "1"))
        .hasMessageEndingWith(
            "at offset 1000: the text is longer than 1000 characters. Write the amount with a"
                + " suffix or an exponent.");
    assertThatThrownBy(() -> Quantity.parse(longest).multiply(1000))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aTextThatIsNoQuantitySaysWhereAndWhatToWrite() {
    assertThatThrownBy(() -> Quantity.ofWire("1.5 GB"))
        .isInstanceOf(MalformedTextException.class)
        .hasMessage(
            "Cannot read Quantity \"1.5 GB\" at offset 3: quantities must match the regular"
                + " expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'. Write a number and"
                + " at most one suffix of n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e with an"
                + " exponent, for example 500m, 1.5Gi or 2e3.");
  }

  @Property
  void whatIsPrintedIsReadBack(@ForAll("quantities") Quantity quantity) {
    assertThat(Quantity.ofWire(quantity.toString())).isEqualTo(quantity);
    // A binary 192000 has no suffix; read back it is decimal, and becomes 192k. Go does the same.
    Quantity read = Quantity.parse(quantity.toString());
    assertThat(read).isEqualByComparingTo(quantity);
    assertThat(Quantity.parse(read.toString())).isEqualTo(read);
  }

  @Property
  void theCanonicalFormHasTheSameAmountAndSettles(@ForAll("quantities") Quantity quantity) {
    Quantity canonical = quantity.canonical();
    assertThat(canonical).isEqualByComparingTo(quantity);
    assertThat(canonical.canonical().canonical()).isEqualTo(canonical.canonical());
  }

  @Property
  void subtractingWhatWasAddedGivesTheAmountBack(
      @ForAll("quantities") Quantity a, @ForAll("quantities") Quantity b) {
    assertThat(a.add(b).subtract(b)).isEqualByComparingTo(a);
    assertThat(a.add(b)).isEqualByComparingTo(b.add(a));
    assertThat(a.subtract(b)).isEqualByComparingTo(b.subtract(a).negate());
    assertThat(a.add(a)).isEqualByComparingTo(a.multiply(2));
  }

  @Property
  void theOrderIsThatOfTheExactAmounts(
      @ForAll("quantities") Quantity a,
      @ForAll("quantities") Quantity b,
      @ForAll("quantities") Quantity c) {
    assertThat(a.compareTo(b)).isEqualTo(a.asBigDecimal().compareTo(b.asBigDecimal()));
    assertThat(a.compareTo(b)).isEqualTo(b.negate().compareTo(a.negate()));
    List<Quantity> sorted = List.of(a, b, c).stream().sorted().toList();
    assertThat(sorted.getFirst()).isLessThanOrEqualTo(sorted.getLast());
    assertThat(a.sameValue(b)).isEqualTo(a.subtract(b).isZero());
  }

  @Property
  void anyTextIsEitherReadTheSameWayTwiceOrRefusedTwice(@ForAll("texts") String text) {
    assertThat(accepts(() -> Quantity.ofWire(text.strip()).asBigDecimal()))
        .isEqualTo(accepts(() -> Quantity.parse(text.strip())));
  }

  @Provide
  Arbitrary<Quantity> quantities() {
    Arbitrary<String> sign = Arbitraries.of("", "-", "+");
    Arbitrary<String> whole = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(22);
    Arbitrary<String> fraction =
        Arbitraries.strings().numeric().ofMaxLength(12).map(f -> f.isEmpty() ? "" : "." + f);
    Arbitrary<String> suffix =
        Arbitraries.of(
            "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
            "e3", "E-3", "e+10", "e-10");
    return Combinators.combine(sign, whole, fraction, suffix)
        .as((s, w, f, x) -> Quantity.parse(s + w + f + x));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("0123456789.+-eEinumkKMGTP x").ofMaxLength(14);
  }

  private static boolean accepts(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (MalformedTextException refused) {
      return false;
    }
  }

  private static String compareReading(List<String> go) {
    String text = go.get(0);
    Quantity kept;
    Quantity read;
    try {
      read = Quantity.parse(text);
      kept = Quantity.ofWire(text);
    } catch (MalformedTextException e) {
      boolean refusedOnPurpose = text.equals("1e9223372036854775808");
      return refusedOnPurpose ? "" : firstDifference(go.get(1), "!" + e.problem());
    }
    Format format =
        switch (go.get(2)) {
          case "BinarySI" -> Format.BINARY_SI;
          case "DecimalSI" -> Format.DECIMAL_SI;
          default -> Format.DECIMAL_EXPONENT;
        };
    if (go.size() == 3) {
      return firstDifference(go.get(1), read.toString(), format, kept.format());
    }
    if (withoutSuffixInGo(kept, format)) {
      return firstDifference(format, kept.format());
    }
    return firstDifference(
        go.get(1),
        read.toString(),
        format,
        kept.format(),
        go.get(3),
        kept.canonical().toString(),
        go.get(4),
        go.get(4).equals("-") ? "-" : Long.toString(kept.value()),
        go.get(5),
        go.get(5).equals("-") ? "-" : Long.toString(kept.milliValue()));
  }

  private static String compareArithmetic(List<String> go) {
    Quantity a = Quantity.ofWire(go.get(0));
    Quantity b = Quantity.ofWire(go.get(1));
    return firstDifference(
        go.get(3), Integer.toString(a.compareTo(b)),
        go.get(4), orAsInGo(a.add(b), a.isZero() ? b : a, go.get(4)),
        go.get(5), orAsInGo(a.subtract(b), a.isZero() ? b : a, go.get(5)),
        go.get(6), orAsInGo(a.multiply(Long.parseLong(go.get(2))), a, go.get(6)));
  }

  private static String orAsInGo(Quantity result, Quantity formatted, String go) {
    return withoutSuffixInGo(result, formatted.format()) ? go : result.toString();
  }

  private static boolean withoutSuffixInGo(Quantity quantity, Format format) {
    return format != Format.DECIMAL_EXPONENT
        && quantity.asBigDecimal().abs().compareTo(FIRST_WITHOUT_SUFFIX) >= 0;
  }
}
