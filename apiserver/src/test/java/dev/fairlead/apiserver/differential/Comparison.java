package dev.fairlead.apiserver.differential;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares two answers to one request, and learns from them which values stand for each other. */
final class Comparison {
  private static final Pattern AGE = Pattern.compile("(\\d+[smhdy])+|<invalid>|<unknown>");
  private static final Pattern SERVERS_EVENT = Pattern.compile(".*\\.[0-9a-f]{16}");
  private static final Pattern FIELD =
      Pattern.compile(
          "([A-Za-z.]+(?:\\[[^\\]]*\\][A-Za-z.]*)*):"
              + " (?:Invalid|Required|Forbidden|Too|Unsupp|Dupl|Not)");
  private static final Pattern VERSION =
      Pattern.compile(
          "body(\\[\\d+\\]\\.object)?(\\.items\\[\\d+\\]|\\.rows\\[\\d+\\]\\.object)?"
              + "\\.metadata\\.resourceVersion");
  private static final Set<String> PORTS = Set.of("nodePort", "healthCheckNodePort");

  /** An error that the server adds in the order of a Go map. */
  private static final String RANDOM_ORDER = "must populate the given metric source only";

  /** What is wrong with role bindings, which the server reads in the order of a Go map. */
  private static final String RANDOM_BINDINGS = "RBAC: [";

  private final Alignment alignment;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(Alignment alignment) {
    this.alignment = alignment;
  }

  static List<Difference> of(Answer a, Answer b, Alignment alignment) {
    Comparison comparison = new Comparison(alignment);
    comparison.answers(a, b);
    return causes(comparison.differences);
  }

  /** Without what only follows from another difference. */
  private static List<Difference> causes(List<Difference> all) {
    List<Difference> causes = new ArrayList<>(all);
    causes.removeIf(each -> each.path().contains("managedFields"));
    if (causes.stream().anyMatch(each -> each.path().equals("body.message"))) {
      causes.removeIf(each -> each.path().startsWith("body.details.causes"));
    }
    return causes.isEmpty() ? List.copyOf(all) : List.copyOf(causes);
  }

  private void answers(Answer a, Answer b) {
    if (a.code() != b.code()) {
      // the rest follows from this
      differences.add(new Difference("code", outcome(a), outcome(b)));
      return;
    }
    Set<String> names = new TreeSet<>(a.headers().keySet());
    names.addAll(b.headers().keySet());
    for (String name : names) {
      headers(
          "header " + name,
          a.headers().getOrDefault(name, List.of()),
          b.headers().getOrDefault(name, List.of()));
    }
    values("body", a.body(), b.body());
  }

  private void headers(String path, List<String> a, List<String> b) {
    if (a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        if (!alignment.same(a.get(i), b.get(i))) {
          differences.add(new Difference(path, a.get(i), b.get(i)));
        }
      }
      return;
    }
    a.stream()
        .filter(value -> !b.contains(value))
        .forEach(value -> differences.add(new Difference(path, value, Difference.NOTHING)));
    b.stream()
        .filter(value -> !a.contains(value))
        .forEach(value -> differences.add(new Difference(path, Difference.NOTHING, value)));
    if (a.containsAll(b) && b.containsAll(a)) {
      differences.add(new Difference(path, a.toString(), b.toString()));
    }
  }

  private static String outcome(Answer answer) {
    String message = answer.body() instanceof JsonObject o ? o.string("message") : null;
    return answer.code() + (message == null ? "" : " " + message);
  }

  private void values(String path, @Nullable JsonValue a, @Nullable JsonValue b) {
    if (a instanceof JsonObject inA && b instanceof JsonObject inB) {
      if (inA.get("kind") instanceof JsonString kind
          && inB.get("kind") instanceof JsonString other
          && !kind.equals(other)) {
        differences.add(new Difference(path + ".kind", kind.toString(), other.toString()));
        return;
      }
      Set<String> names = new TreeSet<>(inA.members().keySet());
      names.addAll(inB.members().keySet());
      for (String name : names) {
        values(path + "." + name, inA.get(name), inB.get(name));
      }
    } else if (a instanceof JsonArray inA && b instanceof JsonArray inB) {
      arrays(path, inA, inB);
    } else if (!scalars(path, a, b)) {
      differences.add(new Difference(path, text(a), text(b)));
    }
  }

  private void arrays(String path, JsonArray a, JsonArray b) {
    List<JsonValue> inA = ordered(path, withoutServersEvents(a), true);
    List<JsonValue> inB = ordered(path, withoutServersEvents(b), false);
    if (inA.size() != inB.size() && (path.endsWith("items") || path.equals("body"))) {
      differences.add(new Difference(path + ".length", names(inA), names(inB)));
      return;
    }
    for (int i = 0; i < Math.max(inA.size(), inB.size()); i++) {
      values(
          path + "[" + i + "]",
          i < inA.size() ? inA.get(i) : null,
          i < inB.size() ? inB.get(i) : null);
    }
  }

  /** The server itself reports, at some time, what it thinks of addresses of Services. */
  private static JsonArray withoutServersEvents(JsonArray array) {
    List<JsonValue> items = new ArrayList<>(array.items());
    items.removeIf(item -> {
      String name = name(item);
      return name != null && SERVERS_EVENT.matcher(name).matches();
    });
    return items.size() == array.size() ? array : new JsonArray(items);
  }

  private static String names(List<JsonValue> items) {
    StringBuilder text = new StringBuilder(items.size() + " of");
    for (JsonValue item : items) {
      text.append(' ').append(name(item));
    }
    return text.toString();
  }

  private static @Nullable String name(JsonValue item) {
    if (item instanceof JsonObject o) {
      if (o.get("object") instanceof JsonObject object) {
        String type = o.string("type");
        return (type == null ? "" : type + ":") + name(object);
      }
      return o.get("metadata") instanceof JsonObject m ? m.string("name") : null;
    }
    return null;
  }

  /** Managed fields stand in the order of their times, and generated names in their own. */
  private List<JsonValue> ordered(String path, JsonArray array, boolean isA) {
    if (path.endsWith("managedFields")) {
      List<JsonValue> sorted = new ArrayList<>(array.items());
      sorted.sort(
          Comparator.comparing(entry ->
              entry instanceof JsonObject o
                  ? o.string("operation")
                      + " "
                      + o.string("manager")
                      + " "
                      + o.string("subresource")
                      + " "
                      + o.string("apiVersion")
                  : ""));
      return sorted;
    }
    if (path.endsWith("ourceRules") || path.endsWith("details.causes")) {
      // the server's own order is random; that of causes shows in the message
      List<JsonValue> sorted = new ArrayList<>(array.items());
      sorted.sort(Comparator.comparing(item -> alignment.aligned(sortedMembers(item), isA)));
      return sorted;
    }
    boolean generated =
        (path.endsWith("items") || path.endsWith("rows"))
            && array.items().stream().anyMatch(i -> i.toString().contains("gn-"));
    if (!generated) {
      return array.items();
    }
    List<JsonValue> sorted = new ArrayList<>(array.items());
    sorted.sort(Comparator.comparing(item -> String.valueOf(alignedName(item, isA))));
    return sorted;
  }

  /** YAML has the members in another order than JSON. */
  private static String sortedMembers(JsonValue item) {
    return item instanceof JsonObject object
        ? new java.util.TreeMap<>(object.members()).toString()
        : item.toString();
  }

  private String alignedName(JsonValue item, boolean isA) {
    JsonValue object = item instanceof JsonObject o && o.has("object") ? o.get("object") : item;
    return alignment.aligned(object == null ? "" : String.valueOf(name(object)), isA);
  }

  private static String text(@Nullable JsonValue value) {
    return value == null ? Difference.NOTHING : value.toString();
  }

  private boolean scalars(String path, @Nullable JsonValue a, @Nullable JsonValue b) {
    if (a == null || b == null) {
      return false;
    }
    String field = path.substring(path.lastIndexOf('.') + 1);
    if (a instanceof JsonString(String inA) && b instanceof JsonString(String inB)) {
      if (VERSION.matcher(path).matches()) {
        boolean ofList =
            (path.equals("body.metadata.resourceVersion") && alignment.collection())
                || inA.equals(Answer.NEWEST);
        return alignment.pair(ofList ? 'l' : 'r', inA, inB);
      }
      if (field.equals("continue")) {
        return inA.isEmpty() == inB.isEmpty() && alignment.pair('l', inA, inB);
      }
      if (field.equals("uid") && !inA.equals(inB)) {
        return alignment.pair('u', inA, inB);
      }
      return alignment.same(inA, inB)
          || (field.equals("message")
              && alignment.same(sorted(inA), sorted(inB))
              && (inA.contains(RANDOM_ORDER) || fields(inA).equals(fields(inB))))
          || (inA.contains(RANDOM_BINDINGS) && alignment.same(sorted(inA), sorted(inB)))
          || (path.contains("cells[") && AGE.matcher(inA).matches() && AGE.matcher(inB).matches());
    }
    if (PORTS.contains(field) && allocated(a) && allocated(b)) {
      return alignment.pair('p', a.toString(), b.toString());
    }
    return a.equals(b);
  }

  private static String sorted(String message) {
    return java.util.Arrays.stream(message.split("[\\[\\]]|, |\n *")).sorted().toList().toString();
  }

  /** The fields that a message names, without the keys of maps, which come in a random order. */
  private static List<String> fields(String message) {
    return FIELD
        .matcher(message)
        .results()
        .map(found -> found.group(1).replaceAll("\\[[^\\]]*\\]", ""))
        .toList();
  }

  private static boolean allocated(JsonValue port) {
    return port instanceof JsonNumber n
        && n.isLong()
        && n.longValue() >= 30_000
        && n.longValue() <= 32_767;
  }
}
