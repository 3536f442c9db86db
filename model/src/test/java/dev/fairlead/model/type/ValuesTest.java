package dev.fairlead.model.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ValuesTest {
  /** The plain twin is a TreeMap. */
  @Property(tries = 500)
  void mapsBehaveAsATreeMapDoes(@ForAll Map<String, Integer> entries, @ForAll String probe) {
    Map<String, Integer> map = Values.map(entries);
    Map<String, Integer> twin = new TreeMap<>(entries);

    assertThat(map).isEqualTo(twin).hasSameHashCodeAs(twin).hasToString(twin.toString());
    assertThat(map.keySet()).containsExactlyElementsOf(twin.keySet());
    assertThat(map.get(probe)).isEqualTo(twin.get(probe));
    twin.forEach((key, value) -> assertThat(map).containsEntry(key, value));
    assertThat(Values.map(map)).isSameAs(map);
  }

  @Test
  void aLaterEntryOfATableWins() {
    Map<String, ?> map = Values.mapOfTable(new Object[] {"b", 1, "a", 2, "b", 3});
    assertThat(map).hasToString("{a=2, b=3}");
  }

  @Test
  void mapsRefuseNullAndChange() {
    Map<String, String> withNull = new TreeMap<>();
    withNull.put("a", null);
    assertThatThrownBy(() -> Values.map(withNull)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Values.map(Map.of("a", 1)).remove("a"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Values.map(Map.of("a", 1)).entrySet().iterator().next().setValue(2))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
