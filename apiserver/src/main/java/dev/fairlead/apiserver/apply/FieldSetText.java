package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.FieldSet.Node;
import dev.fairlead.apiserver.apply.PathElement.KeyField;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.FieldsV1;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Field sets as text. A cluster has many objects and few different sets, so the last ones read or
 * printed are remembered: a set is parsed once, and equal sets share one text.
 */
final class FieldSetText {
  /** The sets that are remembered: a few hundred bytes to a few KB each; a power of two. */
  private static final int REMEMBERED = 2048;

  private record Known(FieldsV1 text, FieldSet set) {}

  private static final AtomicReferenceArray<@Nullable Known> KNOWN =
      new AtomicReferenceArray<>(REMEMBERED);

  private FieldSetText() {}

  static FieldsV1 print(FieldSet set) {
    StringBuilder out = new StringBuilder(256);
    print(set, false, out, new StringBuilder());
    String text = out.toString();
    Known known = KNOWN.get(slot(text));
    if (known != null && known.text.json().equals(text)) {
      return known.text;
    }
    FieldsV1 fields = FieldsV1.ofJson(text);
    KNOWN.set(slot(text), new Known(fields, set));
    return fields;
  }

  private static void print(FieldSet set, boolean self, StringBuilder out, StringBuilder name) {
    out.append(self ? "{\".\":{}" : "{");
    boolean comma = self;
    for (Node node : set.nodes()) {
      if (comma) {
        out.append(',');
      }
      comma = true;
      name.setLength(0);
      node.element().print(name);
      JsonString.quote(name.toString(), out);
      out.append(':');
      if (node.children().isEmpty()) {
        out.append("{}");
      } else {
        print(node.children(), node.member(), out, name);
      }
    }
    out.append('}');
  }

  private static int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ hash >>> 16) & REMEMBERED - 1;
  }

  static FieldSet parse(String text) {
    Known known = KNOWN.get(slot(text));
    if (known != null && known.text.json().equals(text)) {
      return known.set;
    }
    FieldSet set = read(decode(text)).children;
    KNOWN.set(slot(text), new Known(FieldsV1.ofJson(text), set));
    return set;
  }

  private static JsonValue decode(String text) {
    try {
      return Codec.json().decodeTree(text);
    } catch (DecodeException e) {
      throw new IllegalArgumentException("not a field set: " + e.getMessage(), e);
    }
  }

  private record Read(FieldSet children, boolean member) {}

  private static Read read(JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      throw new IllegalArgumentException("expected an object, got " + value);
    }
    boolean member = false;
    List<Node> nodes = new ArrayList<>(object.size());
    for (var entry : object.members().entrySet()) {
      if (entry.getKey().equals(".")) {
        member = true;
        continue;
      }
      PathElement element = element(entry.getKey());
      if (element != null) {
        Read below = read(entry.getValue());
        nodes.add(new Node(element, below.member, below.children));
      }
    }
    return new Read(FieldSet.ofNodes(nodes), member || nodes.isEmpty());
  }

  /** The element, or null if it is of a type that a later version may know. */
  private static @Nullable PathElement element(String text) {
    if (text.length() < 2) {
      throw new IllegalArgumentException("key must be 2 characters long: " + text);
    }
    if (text.charAt(1) != ':') {
      throw new IllegalArgumentException("missing colon: " + text);
    }
    String rest = text.substring(2);
    return switch (text.charAt(0)) {
      case 'f' -> new PathElement.Name(rest);
      case 'v' -> new PathElement.Value(decode(rest));
      case 'i' -> new PathElement.Index(Integer.parseInt(rest));
      case 'k' -> key(decode(rest));
      default -> null;
    };
  }

  private static PathElement key(JsonValue value) {
    if (!(value instanceof JsonObject object)) {
      throw new IllegalArgumentException("expected the fields of a key, got " + value);
    }
    List<KeyField> fields = new ArrayList<>(object.size());
    object.members().forEach((name, member) -> fields.add(new KeyField(name, member)));
    fields.sort(Comparator.comparing(KeyField::name));
    return new PathElement.Key(fields);
  }
}
