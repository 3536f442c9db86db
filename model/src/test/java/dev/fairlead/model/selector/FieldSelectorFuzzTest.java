package dev.fairlead.model.selector;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.model.value.MalformedTextException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Any text is a selector that prints as it reads, or a {@link MalformedTextException}. */
class FieldSelectorFuzzTest {
  private static final Map<String, String> FIELDS = Map.of("metadata.name", "a,b", "a", "");

  @FuzzTest(maxDuration = "10m")
  void readsAnyTextOrSaysWhereItIsWrong(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Fields read;
    try {
      read = Fields.parse(text);
    } catch (MalformedTextException e) {
      assertThat(e.offset()).isBetween(0, text.length());
      return;
    }
    Fields again = Fields.parse(read.toString());
    assertThat(again.requirements()).containsExactlyInAnyOrderElementsOf(read.requirements());
    assertThat(again.matches(FIELDS)).isEqualTo(read.matches(FIELDS));
  }
}
