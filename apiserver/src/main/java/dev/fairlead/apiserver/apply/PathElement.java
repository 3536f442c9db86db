package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;

/** One step from an object or a list to what it holds. The order is that of FieldsV1. */
public sealed interface PathElement extends Comparable<PathElement> {

  /** A member of an object or a map; {@code f:} in FieldsV1. */
  record Name(String name) implements PathElement {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /** The item of a list map with these keys, which are in the order of their names; {@code k:}. */
  record Key(List<KeyField> fields) implements PathElement {
    public Key {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder();
      String separator = "[";
      for (KeyField field : fields) {
        out.append(separator).append(field.name).append('=').append(GoValues.inPath(field.value));
        separator = ",";
      }
      return out.append(fields.isEmpty() ? "[]" : "]").toString();
    }
  }

  /** One of the fields that are an item's key. */
  record KeyField(String name, JsonValue value) {}

  /** The item of a set; {@code v:}. */
  record Value(JsonValue value) implements PathElement {
    @Override
    public String toString() {
      return "[=" + GoValues.inPath(value) + "]";
    }
  }

  /** An item by its place; {@code i:}. */
  record Index(int index) implements PathElement {
    @Override
    public String toString() {
      return "[" + index + "]";
    }
  }

  @Override
  default int compareTo(PathElement other) {
    if (this instanceof Name(String name) && other instanceof Name(String otherName)) {
      return name.compareTo(otherName);
    }
    if (this instanceof Key(var fields) && other instanceof Key(var otherFields)) {
      return compare(fields, otherFields);
    }
    if (this instanceof Value(var value) && other instanceof Value(var otherValue)) {
      return GoValues.compare(value, otherValue);
    }
    if (this instanceof Index(int index) && other instanceof Index(int otherIndex)) {
      return Integer.compare(index, otherIndex);
    }
    return Integer.compare(rank(), other.rank());
  }

  private int rank() {
    return switch (this) {
      case Name n -> 0;
      case Key k -> 1;
      case Value v -> 2;
      case Index i -> 3;
    };
  }

  private static int compare(List<KeyField> a, List<KeyField> b) {
    for (int i = 0; i < a.size() && i < b.size(); i++) {
      int names = a.get(i).name.compareTo(b.get(i).name);
      int fields = names != 0 ? names : GoValues.compare(a.get(i).value, b.get(i).value);
      if (fields != 0) {
        return fields;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** Appends the element as the name of a FieldsV1 member, without quotes around it. */
  default void print(StringBuilder out) {
    switch (this) {
      case Name(String name) -> out.append("f:").append(name);
      case Value(JsonValue value) -> out.append("v:").append(escapeHtml(value.toString()));
      case Index(int index) -> out.append("i:").append(index);
      case Key(var fields) -> {
        out.append("k:");
        String separator = "{";
        for (KeyField field : fields) {
          out.append(separator);
          JsonString.quote(field.name, out);
          out.append(':').append(escapeHtml(field.value.toString()));
          separator = ",";
        }
        out.append(fields.isEmpty() ? "{}" : "}");
      }
    }
  }

  /** Go's JSON writer escapes these three in every string, and so they stand in stored sets. */
  private static String escapeHtml(String json) {
    return json.indexOf('<') < 0 && json.indexOf('>') < 0 && json.indexOf('&') < 0
        ? json
        : json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
