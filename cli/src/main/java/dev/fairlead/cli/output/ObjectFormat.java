package dev.fairlead.cli.output;

import dev.fairlead.cli.command.UsageException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How whole objects are printed. */
public final class ObjectFormat {
  /** What {@link #of} takes, for help texts. */
  public static final String KNOWN = "yaml, json, name or jsonpath=TEMPLATE";

  private static final String JSONPATH = "jsonpath=";

  private final Function<JsonValue, String> text;
  private final boolean oneByOne;
  private final boolean whole;

  private ObjectFormat(Function<JsonValue, String> text, boolean oneByOne, boolean whole) {
    this.text = text;
    this.oneByOne = oneByOne;
    this.whole = whole;
  }

  /**
   * The format of that name.
   *
   * @throws UsageException if there is none, or the template is none
   */
  public static ObjectFormat of(String name) {
    if (name.startsWith(JSONPATH)) {
      JsonPath template = JsonPath.parse(name.substring(JSONPATH.length()));
      return new ObjectFormat(v -> template.print(JsonText.sorted(v)), false, true);
    }
    return switch (name) {
      case "yaml" -> new ObjectFormat(ObjectFormat::yaml, false, false);
      case "json" ->
          new ObjectFormat(v -> JsonText.indented(JsonText.sorted(v)) + "\n", false, false);
      case "name" -> new ObjectFormat(ObjectFormat::nameOf, true, false);
      default -> throw new UsageException("-o is wide, " + KNOWN + ", not '" + name + "'");
    };
  }

  /** Whether it may show any field, so that nothing is to be left out for brevity. */
  public boolean wantsAll() {
    return whole;
  }

  /** One object. */
  public String print(DynamicObject object) {
    return text.apply(object.tree());
  }

  /** Several, as a List unless it is their names that are printed. */
  public String printAll(List<DynamicObject> objects) {
    if (oneByOne) {
      StringBuilder lines = new StringBuilder();
      objects.forEach(object -> lines.append(print(object)));
      return lines.toString();
    }
    return text.apply(
        JsonObject.builder()
            .put("apiVersion", "v1")
            .put("items", new JsonArray(objects.stream().<JsonValue>map(o -> o.tree()).toList()))
            .put("kind", "List")
            .put("metadata", JsonObject.builder().put("resourceVersion", "").build())
            .build());
  }

  /** As kubectl names a kind: {@code deployment.apps}. */
  public static String kind(GroupVersionKind kind) {
    String name = kind.kind().toLowerCase(Locale.ROOT);
    return kind.group().isEmpty() ? name : name + "." + kind.group();
  }

  private static String yaml(JsonValue value) {
    return Codec.yaml().encodeToString(JsonText.sorted(value));
  }

  private static String nameOf(JsonValue tree) {
    DynamicObject object = DynamicObject.of((JsonObject) tree);
    return kind(object.kind()) + "/" + object.metadata().name() + "\n";
  }
}
