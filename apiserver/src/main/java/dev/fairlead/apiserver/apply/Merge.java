package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays an applied configuration over an object. Nothing is removed; the configuration wins. */
final class Merge {
  private Merge() {}

  static JsonValue of(Schema schema, JsonValue live, JsonValue applied) {
    JsonValue merged = merge(schema, live, applied);
    return merged == null ? JsonNull.NULL : merged;
  }

  private static @Nullable JsonValue merge(
      Schema schema, @Nullable JsonValue live, @Nullable JsonValue applied) {
    return switch (Place.of(schema, applied == null ? live : applied)) {
      case SCALAR -> leaf(live, applied);
      case LIST -> mergeLists(Place.list(schema), live, applied);
      case MAP -> mergeMaps(Place.map(schema), live, applied);
    };
  }

  private static @Nullable JsonValue leaf(@Nullable JsonValue live, @Nullable JsonValue applied) {
    return applied != null ? applied : live;
  }

  private static @Nullable JsonValue mergeMaps(
      Schema.Members schema, @Nullable JsonValue live, @Nullable JsonValue applied) {
    JsonObject left = live instanceof JsonObject o ? o : JsonObject.EMPTY;
    JsonObject right = applied instanceof JsonObject o ? o : JsonObject.EMPTY;
    if (schema.atomic() || (left.isEmpty() && right.isEmpty())) {
      return leaf(live, applied);
    }
    JsonObject.Builder out = JsonObject.builder();
    left.members().forEach((name, value) -> put(schema, out, name, value, right.get(name)));
    right
        .members()
        .forEach((name, value) -> {
          if (!left.has(name)) {
            put(schema, out, name, null, value);
          }
        });
    JsonObject merged = out.build();
    return merged.isEmpty() ? null : merged;
  }

  private static void put(
      Schema.Members schema,
      JsonObject.Builder out,
      String name,
      @Nullable JsonValue live,
      @Nullable JsonValue applied) {
    Schema member = schema.member(name);
    JsonValue merged = member == null ? leaf(live, applied) : merge(member, live, applied);
    if (merged != null) {
      out.put(name, merged);
    }
  }

  private static @Nullable JsonValue mergeLists(
      Schema.Items schema, @Nullable JsonValue live, @Nullable JsonValue applied) {
    JsonArray left = live instanceof JsonArray a ? a : JsonArray.EMPTY;
    JsonArray right = applied instanceof JsonArray a ? a : JsonArray.EMPTY;
    if (schema.atomic() || (left.size() == 0 && right.size() == 0)) {
      return leaf(live, applied);
    }
    List<JsonValue> merged = new ListMerge(schema, left, right).run();
    return merged.isEmpty() ? null : new JsonArray(merged);
  }

  /**
   * The items of two lists in one order: that of the applied list, with items that only the live
   * list has before the first shared item that they stood before.
   */
  private static final class ListMerge {
    private final Schema.Items schema;
    private final JsonArray live;
    private final List<PathElement> liveElements;
    private final List<PathElement> appliedElements;

    /** The live items; null where several have the same key, as none of them can be merged. */
    private final Map<PathElement, @Nullable JsonValue> liveItems = new HashMap<>();

    private final Map<PathElement, JsonValue> appliedItems = new HashMap<>();
    private final Deque<PathElement> shared = new ArrayDeque<>();
    private final Set<PathElement> merged = new HashSet<>();
    private final List<JsonValue> out = new ArrayList<>();

    ListMerge(Schema.Items schema, JsonArray live, JsonArray applied) {
      this.schema = schema;
      this.live = live;
      liveElements = new ArrayList<>(live.size());
      for (JsonValue item : live.items()) {
        PathElement element = ListItems.element(schema, item);
        liveElements.add(element);
        liveItems.put(element, liveItems.containsKey(element) ? JsonNull.NULL : item);
      }
      appliedElements = new ArrayList<>(applied.size());
      for (JsonValue item : applied.items()) {
        PathElement element = ListItems.element(schema, item);
        appliedElements.add(element);
        appliedItems.put(element, item);
        if (liveItems.containsKey(element)) {
          shared.add(element);
        }
      }
    }

    List<JsonValue> run() {
      int l = 0;
      int r = 0;
      while (l < liveElements.size() || r < appliedElements.size()) {
        if (l < liveElements.size()) {
          PathElement element = liveElements.get(l);
          boolean isApplied = appliedItems.containsKey(element);
          if (r < appliedElements.size()) {
            if (element.equals(appliedElements.get(r))) {
              take(element);
              shared.poll();
              l++;
              r++;
              continue;
            }
            if (isApplied && !shared.isEmpty() && !element.equals(shared.peek())) {
              l++; // its turn comes where the applied list has it
              continue;
            }
          }
          if (!isApplied) {
            add(Merge.merge(schema.element(), live.get(l), null));
            l++;
            continue;
          }
          if (merged.contains(element)) {
            l++;
          }
        }
        if (r < appliedElements.size()) {
          PathElement element = appliedElements.get(r);
          take(element);
          if (element.equals(shared.peek())) {
            shared.poll();
          }
          r++;
        }
      }
      return out;
    }

    private void take(PathElement element) {
      merged.add(element);
      add(Merge.merge(schema.element(), liveItems.get(element), appliedItems.get(element)));
    }

    private void add(@Nullable JsonValue item) {
      if (item != null) {
        out.add(item);
      }
    }
  }
}
