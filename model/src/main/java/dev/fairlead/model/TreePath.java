package dev.fairlead.model;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree as people write it, with dots or as a JSON pointer (RFC 6901), and copies of
 * trees with something else there. Patches have pointers of their own, but stand above objects.
 */
final class TreePath {
  /** Far more than any object nests, and few enough for a stack. */
  private static final int MAX_STEPS = 500;

  /** A name, an index in brackets, or a name in brackets and quotes (a quote in it twice). */
  private static final Pattern STEP =
      Pattern.compile(
          "\\G(?:(?<name>[^.\\[\\]'\"]+)|\\[(?<index>\\d+)]|\\['(?<quoted>(?:[^']|'')+)'])");

  private static final Pattern ODD_TILDE = Pattern.compile("~(?![01])");

  private final List<String> steps;

  /** Which steps were written as an index in brackets, and so make a list where nothing is. */
  private final Set<Integer> indexes;

  private TreePath(List<String> steps, Set<Integer> indexes) {
    this.steps = steps;
    this.indexes = indexes;
  }

  static TreePath parse(String path) {
    Set<Integer> indexes = new HashSet<>();
    List<String> steps = path.startsWith("/") ? pointer(path) : dotted(path, indexes);
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException("a path has at most " + MAX_STEPS + " steps");
    }
    return new TreePath(steps, indexes);
  }

  private static List<String> pointer(String path) {
    Matcher odd = ODD_TILDE.matcher(path);
    if (odd.find()) {
      throw malformed(path, odd.start());
    }
    List<String> steps = new ArrayList<>();
    for (String step : path.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~")); // in this order, lest ~01 become /
    }
    return steps;
  }

  private static List<String> dotted(String path, Set<Integer> indexes) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = path.startsWith(".") ? 1 : 0; // as kubectl's jsonpath
    boolean nameMayFollow = true;
    while (at < path.length()) {
      if (!step.find(at) || (step.group("name") != null && !nameMayFollow)) {
        throw malformed(path, at);
      }
      String quoted = step.group("quoted");
      String name = step.group("name");
      if (step.group("index") != null) {
        indexes.add(steps.size());
      }
      steps.add(
          name != null ? name : quoted != null ? quoted.replace("''", "'") : step.group("index"));
      at = step.end();
      nameMayFollow = at < path.length() && path.charAt(at) == '.';
      if (nameMayFollow && ++at == path.length()) {
        throw malformed(path, at);
      }
    }
    if (steps.isEmpty()) {
      throw malformed(path, 0);
    }
    return steps;
  }

  private static IllegalArgumentException malformed(String path, int at) {
    return new IllegalArgumentException(
        "\""
            + path
            + "\" is no path, at character "
            + (at + 1)
            + ": write spec.containers[0].image, and names with dots as"
            + " metadata.labels['app.kubernetes.io/name']; or a JSON pointer, in which ~1 is a"
            + " slash and ~0 a tilde");
  }

  /** The value for what a caller may pass: also typed parts, whose kind isn't written. */
  static JsonValue tree(@Nullable Object value) {
    if (value instanceof Record && !(value instanceof JsonValue)) {
      return Codec.toTree(value);
    }
    return switch (value) {
      case DynamicObject object -> object.tree();
      case List<?> list -> new JsonArray(list.stream().map(TreePath::tree).toList());
      case Map<?, ?> map -> {
        JsonObject.Builder object = JsonObject.builder();
        map.forEach((name, member) -> object.put(String.valueOf(name), tree(member)));
        yield object.build();
      }
      case null, default -> JsonValue.of(value);
    };
  }

  static JsonObject object(@Nullable JsonValue value) {
    if (value == null) {
      return JsonObject.EMPTY;
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("an object was expected, but this is a " + value.kindName());
  }

  /** What stands at this place, or null if there is no such place. */
  @Nullable JsonValue find(JsonValue tree) {
    JsonValue at = tree;
    for (String step : steps) {
      at =
          switch (at) {
            case JsonObject object -> object.get(step);
            case JsonArray array ->
                isIndex(step) && Integer.parseInt(step) < array.size()
                    ? array.get(Integer.parseInt(step))
                    : null;
            case null, default -> null;
          };
    }
    return at;
  }

  JsonValue with(JsonValue tree, JsonValue value) {
    return with(tree, 0, value);
  }

  private JsonValue with(@Nullable JsonValue at, int done, JsonValue value) {
    if (done == steps.size()) {
      return value;
    }
    String step = steps.get(done);
    return switch (at) {
      case JsonArray array -> {
        List<JsonValue> items = new ArrayList<>(array.items());
        int index = step.equals("-") ? items.size() : index(step, items.size(), done);
        JsonValue before = index < items.size() ? items.get(index) : null;
        JsonValue after = with(before, done + 1, value);
        if (index == items.size()) {
          items.add(after);
        } else {
          items.set(index, after);
        }
        yield new JsonArray(items);
      }
      case JsonObject object -> object.with(step, with(object.get(step), done + 1, value));
      case null ->
          indexes.contains(done)
              ? with(JsonArray.EMPTY, done, value)
              : JsonObject.of(step, with(null, done + 1, value));
      default ->
          throw new IllegalArgumentException(
              place(done) + " is a " + at.kindName() + ": nothing can be put into it");
    };
  }

  /** Of a place that there is. */
  JsonValue without(JsonValue tree) {
    return without(tree, 0);
  }

  private JsonValue without(JsonValue at, int done) {
    String step = steps.get(done);
    boolean last = done == steps.size() - 1;
    if (at instanceof JsonArray array) {
      List<JsonValue> items = new ArrayList<>(array.items());
      int index = index(step, items.size() - 1, done);
      if (last) {
        items.remove(index);
      } else {
        items.set(index, without(items.get(index), done + 1));
      }
      return new JsonArray(items);
    }
    JsonObject object = object(at);
    JsonValue member = object.get(step);
    return last || member == null
        ? object.without(step)
        : object.with(step, without(member, done + 1));
  }

  private int index(String step, int most, int done) {
    if (isIndex(step) && Integer.parseInt(step) <= most) {
      return Integer.parseInt(step);
    }
    throw new IllegalArgumentException(
        place(done)
            + " is a list without place for \""
            + step
            + "\": give an index from 0 to "
            + most);
  }

  private static boolean isIndex(String step) {
    return step.matches("0|[1-9]\\d{0,8}"); // fits an int
  }

  private String place(int done) {
    return done == 0 ? "the object" : "/" + String.join("/", steps.subList(0, done));
  }
}
