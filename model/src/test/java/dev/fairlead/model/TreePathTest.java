package dev.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Laws of paths, on random trees. */
class TreePathTest {

  @Property(tries = 500)
  void whatIsPutIsFound(@ForAll("trees") JsonValue tree, @ForAll("names") List<String> names) {
    JsonValue object = JsonObject.of("root", JsonObject.of("tree", tree));
    TreePath path = TreePath.parse(dotted(names));
    JsonValue value = JsonNumber.of(7);
    JsonValue changed = path.with(JsonObject.of("a", object), value);
    assertThat(path.find(changed)).isEqualTo(value);
    assertThat(TreePath.parse(pointer(names)).find(changed)).isEqualTo(value);
    assertThat(path.with(changed, value)).isEqualTo(changed);
    assertThat(path.find(path.without(changed))).isNull();
  }

  @Property(tries = 500)
  void everyPlaceIsFoundAndPuttingBackChangesNothing(@ForAll("trees") JsonValue tree) {
    for (List<String> place : places(tree)) {
      TreePath path = TreePath.parse(pointer(place));
      JsonValue there = path.find(tree);
      assertThat(there).isNotNull();
      assertThat(path.with(tree, Optional.ofNullable(there).orElseThrow())).isEqualTo(tree);
      JsonValue marked = path.with(tree, JsonObject.of("mark", tree));
      assertThat(path.find(marked)).isEqualTo(JsonObject.of("mark", tree));
      assertThat(places(path.without(tree)).size()).isLessThan(places(tree).size());
    }
  }

  @Property(tries = 2_000)
  void noTextBreaksTheParser(@ForAll String text) {
    DynamicObject object =
        DynamicObject.of(new dev.fairlead.model.value.GroupVersionKind("", "v1", "Pod"), "a");
    try {
      assertThat(object.find(text)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("path");
    }
  }

  private static List<List<String>> places(JsonValue tree) {
    List<List<String>> places = new ArrayList<>();
    if (tree instanceof JsonObject object) {
      object.members().forEach((name, member) -> add(places, name, member));
    } else if (tree instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        add(places, Integer.toString(i), array.get(i));
      }
    }
    return places;
  }

  private static void add(List<List<String>> places, String step, JsonValue below) {
    places.add(List.of(step));
    for (List<String> deeper : places(below)) {
      List<String> place = new ArrayList<>(List.of(step));
      place.addAll(deeper);
      places.add(place);
    }
  }

  private static String pointer(List<String> steps) {
    StringBuilder text = new StringBuilder();
    steps.forEach(s -> text.append('/').append(s.replace("~", "~0").replace("/", "~1")));
    return text.toString();
  }

  private static String dotted(List<String> names) {
    StringBuilder text = new StringBuilder();
    names.forEach(n -> text.append("['").append(n.replace("'", "''")).append("']"));
    return text.toString();
  }

  @Provide
  Arbitrary<List<String>> names() {
    return Arbitraries.strings()
        .ofMinLength(1)
        .ofMaxLength(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(names -> {
          List<String> below = new ArrayList<>(names);
          below.add(0, "new"); // no list, which has no place for names
          return below;
        });
  }

  @Provide
  Arbitrary<JsonValue> trees() {
    return trees(3);
  }

  private static Arbitrary<JsonValue> trees(int depth) {
    Arbitrary<JsonValue> leaves =
        Arbitraries.oneOf(
            Arbitraries.of("", "x", "~1/").map(JsonValue::of),
            Arbitraries.integers().map(JsonValue::of),
            Arbitraries.of(true, false).map(JsonValue::of));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<JsonValue> below = trees(depth - 1);
    Arbitrary<String> name = Arbitraries.of("a", "b.c", "d/e", "f~g", "0", "'");
    Arbitrary<JsonValue> object =
        Combinators.combine(name.list().ofMaxSize(3), below.list().ofSize(3))
            .as((names, values) -> {
              JsonObject.Builder built = JsonObject.builder();
              for (int i = 0; i < names.size(); i++) {
                built.put(names.get(i), values.get(i));
              }
              return built.build();
            });
    Arbitrary<JsonValue> array = below.list().ofMaxSize(3).map(JsonArray::new);
    return Arbitraries.oneOf(leaves, object, array);
  }
}
