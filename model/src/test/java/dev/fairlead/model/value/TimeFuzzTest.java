package dev.fairlead.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Any text is a time or duration that prints as it reads, or a {@link MalformedTextException}. */
class TimeFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void readsAnyTextOrSaysWhereItIsWrong(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    check(text, Time::parse);
    check(text, MicroTime::parse);
    check(text, Duration::parse);
  }

  private static <T> void check(String text, Function<String, T> parser) {
    T read;
    try {
      read = parser.apply(text);
    } catch (MalformedTextException e) {
      assertThat(e.offset()).isBetween(0, text.length());
      return;
    }
    assertThat(parser.apply(read.toString())).isEqualTo(read);
  }
}
