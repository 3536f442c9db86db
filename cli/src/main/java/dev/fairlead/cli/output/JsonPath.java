package dev.fairlead.cli.output;

import dev.fairlead.cli.command.UsageException;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A template in kubectl's language: text with expressions in braces. An expression is a path, a
 * text in quotes, or {@code range PATH} up to {@code end}. What isn't there prints nothing.
 */
public final class JsonPath {
  /** A part of a template. */
  private sealed interface Part {
    void print(JsonValue at, StringBuilder text);
  }

  private record Text(String content) implements Part {
    @Override
    public void print(JsonValue at, StringBuilder text) {
      text.append(content);
    }
  }

  private record Values(JsonSteps path) implements Part {
    @Override
    public void print(JsonValue at, StringBuilder text) {
      String before = "";
      for (JsonValue value : path.find(at)) {
        text.append(before).append(shown(value));
        before = " ";
      }
    }
  }

  private record Range(JsonSteps path, List<Part> body) implements Part {
    @Override
    public void print(JsonValue at, StringBuilder text) {
      for (JsonValue value : path.find(at)) {
        body.forEach(part -> part.print(value, text));
      }
    }
  }

  private final List<Part> parts;

  private JsonPath(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * A template.
   *
   * @throws UsageException saying what can't be understood
   */
  public static JsonPath parse(String template) {
    return new JsonPath(new Reader(template).template());
  }

  /** What the template makes of the value. */
  public String print(JsonValue root) {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> part.print(root, text));
    return text.toString();
  }

  private static String shown(JsonValue value) {
    return value instanceof JsonString(String text) ? text : value.toString();
  }

  /** Reads a template from its start to its end, once. */
  private static final class Reader {
    private static final String RANGE = "range ";

    private final String template;
    private int at;

    Reader(String template) {
      this.template = template;
    }

    List<Part> template() {
      List<Part> all = parts(false);
      if (at < template.length()) {
        throw new UsageException("jsonpath: {end} without {range ...} before it");
      }
      return all;
    }

    /** Up to the end of the template or, in a range, of its {@code {end}}. */
    private List<Part> parts(boolean inRange) {
      List<Part> parts = new ArrayList<>();
      while (at < template.length()) {
        int brace = template.indexOf('{', at);
        if (brace != at) {
          int end = brace < 0 ? template.length() : brace;
          parts.add(new Text(template.substring(at, end)));
          at = end;
          continue;
        }
        int before = at;
        String expression = expression();
        if (expression.equals("end")) {
          at = inRange ? at : before;
          return parts;
        }
        parts.add(
            expression.startsWith(RANGE)
                ? new Range(JsonSteps.parse(expression.substring(RANGE.length())), parts(true))
                : part(expression));
      }
      if (inRange) {
        throw new UsageException("jsonpath: {range ...} without {end} after it");
      }
      return parts;
    }

    private static Part part(String expression) {
      char first = expression.isEmpty() ? ' ' : expression.charAt(0);
      return first == '"' || first == '\''
          ? new Text(JsonSteps.unquoted(expression))
          : new Values(JsonSteps.parse(expression));
    }

    /** What stands in the braces that begin here; braces in quotes don't end it. */
    private String expression() {
      char quote = 0;
      for (int i = at + 1; i < template.length(); i++) {
        char c = template.charAt(i);
        if (quote != 0) {
          i += c == '\\' ? 1 : 0;
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '}') {
          String inside = template.substring(at + 1, i).strip();
          at = i + 1;
          return inside;
        }
      }
      throw new UsageException("jsonpath: '" + template.substring(at) + "' has no closing brace");
    }
  }
}
