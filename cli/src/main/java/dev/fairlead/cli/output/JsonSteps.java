package dev.fairlead.cli.output;

import dev.fairlead.cli.command.UsageException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A path of kubectl's jsonpath and what it leads to: {@code .a.b}, {@code ['a.b']}, {@code [0]},
 * {@code [-1]}, {@code [*]}, {@code .*}, {@code [?(@.a=="b")]}.
 */
public final class JsonSteps {
  private static final Pattern STEP =
      Pattern.compile(
          "\\G(?:\\.?\\[\\s*(?:(?<index>-?\\d{1,9})|(?<each>\\*)|(?<quoted>'[^']*'|\"[^\"]*\")"
              + "|\\?\\(\\s*(?<left>@[^=!<>]*?)\\s*(?:(?<operator>==|!=)\\s*(?<right>[^)]+?)\\s*)?\\))\\s*]"
              + "|\\.(?<all>\\*)|\\.(?<name>(?:[^.\\[\\]'\"\\\\\\s]|\\\\.)+))");

  private final List<Function<JsonValue, Stream<JsonValue>>> steps;

  private JsonSteps(List<Function<JsonValue, Stream<JsonValue>>> steps) {
    this.steps = steps;
  }

  /**
   * A path; a dollar or an at sign before it is no more than decoration.
   *
   * @throws UsageException if it is none, or has something of jsonpath that isn't supported
   */
  public static JsonSteps parse(String path) {
    String text = path.strip();
    text = text.startsWith("$") || text.startsWith("@") ? text.substring(1) : text;
    text = text.equals(".") ? "" : text;
    String from = text.isEmpty() || text.startsWith(".") || text.startsWith("[") ? "" : ".";
    text = from + text; // kubectl wait takes a path without the dot
    List<Function<JsonValue, Stream<JsonValue>>> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!step.find(at)) {
        throw new UsageException(
            "jsonpath: '%s' can't be understood from '%s' on; there are .name, ['name'], [0], [*],"
                    .formatted(path, text.substring(at))
                + " [?(@.name==\"value\")], {range ...}{end}, but no slices, unions, or ..");
      }
      steps.add(step(step));
      at = step.end();
    }
    return new JsonSteps(steps);
  }

  private static Function<JsonValue, Stream<JsonValue>> step(Matcher step) {
    String index = step.group("index");
    String quoted = step.group("quoted");
    String left = step.group("left");
    String name = step.group("name");
    if (index != null) {
      return value -> item(value, Integer.parseInt(index));
    }
    if (left != null) {
      String operator = step.group("operator");
      return matching(parse(left), operator == null ? "" : operator, step.group("right"));
    }
    if (quoted != null) {
      return value -> member(value, quoted.substring(1, quoted.length() - 1));
    }
    return name == null
        ? JsonSteps::children
        : value -> member(value, name.replaceAll("\\\\(.)", "$1"));
  }

  private static Function<JsonValue, Stream<JsonValue>> matching(
      JsonSteps left, String operator, @Nullable String right) {
    if (right == null) {
      return value -> children(value).filter(child -> !left.find(child).isEmpty());
    }
    JsonValue wanted = literal(right);
    boolean equal = operator.equals("==");
    return value ->
        children(value)
            .filter(child -> {
              List<JsonValue> found = left.find(child);
              return !found.isEmpty() && found.get(0).equals(wanted) == equal;
            });
  }

  private static JsonValue literal(String text) {
    if (text.startsWith("'") || text.startsWith("\"")) {
      return new JsonString(unquoted(text));
    }
    try {
      return Codec.json().decodeTree(text);
    } catch (DecodeException e) {
      throw new UsageException(
          "jsonpath: '" + text + "' is no value: give a number, true, false, or text in quotes");
    }
  }

  /** A text in quotes as it is meant. */
  static String unquoted(String quoted) {
    char quote = quoted.charAt(0);
    if (quoted.length() < 2 || quoted.charAt(quoted.length() - 1) != quote) {
      throw new UsageException("jsonpath: " + quoted + " has no closing quote");
    }
    return quoted.substring(1, quoted.length() - 1).translateEscapes();
  }

  /** What the path leads to from here; several values if it branches, none if it ends nowhere. */
  public List<JsonValue> find(JsonValue from) {
    Stream<JsonValue> found = Stream.of(from);
    for (Function<JsonValue, Stream<JsonValue>> step : steps) {
      found = found.flatMap(step);
    }
    return found.toList();
  }

  private static Stream<JsonValue> children(JsonValue value) {
    return switch (value) {
      case JsonArray array -> array.items().stream();
      case JsonObject object -> object.members().values().stream();
      default -> Stream.empty();
    };
  }

  private static Stream<JsonValue> member(JsonValue value, String name) {
    return value instanceof JsonObject object
        ? Stream.ofNullable(object.get(name))
        : Stream.empty();
  }

  private static Stream<JsonValue> item(JsonValue value, int index) {
    if (!(value instanceof JsonArray array)) {
      return Stream.empty();
    }
    int at = index < 0 ? array.size() + index : index;
    return at >= 0 && at < array.size() ? Stream.of(array.get(at)) : Stream.empty();
  }
}
