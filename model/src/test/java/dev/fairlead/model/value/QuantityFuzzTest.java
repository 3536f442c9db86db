package dev.fairlead.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any text is a quantity whose arithmetic ends, or a {@link MalformedTextException}. */
class QuantityFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void readsAnyTextOrSaysWhereItIsWrong(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Quantity read;
    try {
      read = Quantity.parse(text);
    } catch (MalformedTextException e) {
      assertThat(e.offset()).isBetween(0, text.length());
      return;
    }
    assertThat(Quantity.parse(read.toString())).isEqualTo(read);
    assertThat(Quantity.ofWire(text)).hasToString(text);
    assertThat(Quantity.ofWire(text).asBigDecimal().signum()).isEqualTo(read.signum());
    compute(read);
  }

  /** What is too large for an answer is an ArithmeticException, and never a wrong answer. */
  private static void compute(Quantity read) {
    assertThat(read.compareTo(read.negate())).isEqualTo(Integer.signum(2 * read.signum()));
    try {
      assertThat(read.canonical().sameValue(read)).isTrue();
      assertThat(read.subtract(read).isZero()).isTrue();
      assertThat(read.add(read).sameValue(read.multiply(2))).isTrue();
      assertThat(Quantity.of(read.value(), read.format()).compareTo(read))
          .isEqualTo(sign(read, read.value()));
      assertThat(Math.absExact(read.milliValue()))
          .isGreaterThanOrEqualTo(Math.absExact(read.value()));
    } catch (ArithmeticException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  /** Rounding goes away from zero. */
  private static int sign(Quantity exact, long rounded) {
    boolean whole = exact.asBigDecimal().compareTo(java.math.BigDecimal.valueOf(rounded)) == 0;
    return whole ? 0 : exact.signum();
  }
}
