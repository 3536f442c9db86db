package dev.fairlead.model.selector;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.model.value.MalformedTextException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Any text is a selector that prints as it reads, or a {@link MalformedTextException}. */
class LabelSelectorFuzzTest {
  private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "7");

  @FuzzTest(maxDuration = "10m")
  void readsAnyTextOrSaysWhereItIsWrong(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Labels read;
    try {
      read = Labels.parse(text);
    } catch (MalformedTextException e) {
      assertThat(e.offset()).isBetween(0, text.length());
      return;
    }
    Labels again = Labels.parse(read.toString());
    assertThat(again.toString()).isEqualTo(read.toString());
    assertThat(again.matches(LABELS)).isEqualTo(read.matches(LABELS));
    assertThat(read.and(again).matches(LABELS)).isEqualTo(read.matches(LABELS));
  }
}
