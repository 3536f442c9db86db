package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.Trees.Place;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.schema.ApiResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Patches of the four kinds. */
final class Patches {
  private static final String MERGE = "application/merge-patch+json";
  private static final String STRATEGIC = "application/strategic-merge-patch+json";
  private static final List<String> LIST_KEYS =
      List.of("name", "containerPort", "port", "key", "ip", "type", "mountPath", "uid");

  private final Dice dice;
  private final Mutation mutation;

  Patches(Dice dice, Mutation mutation) {
    this.dice = dice;
    this.mutation = mutation;
  }

  Draft patch(ApiResource resource, String path, JsonObject object) {
    Draft draft = new Draft("patch", "PATCH", resource, path);
    fill(draft, Catalog.type(resource), object);
    return draft;
  }

  /** Makes the draft a patch of the object, of one of the four kinds. */
  void fill(Draft draft, Type<?> type, JsonObject object) {
    draft.method = "PATCH";
    int roll = dice.below(100);
    if (roll < 22) {
      draft.verb = "patch-json";
      draft.text("application/json-patch+json", operations(draft, type, object).toString());
    } else if (roll < 47) {
      draft.verb = "patch-merge";
      draft.text(MERGE, document(draft, type, object, false));
    } else if (roll < 68) {
      draft.verb = "patch-strategic";
      draft.text(STRATEGIC, document(draft, type, object, true));
    } else {
      apply(draft, type, object);
    }
  }

  private JsonArray operations(Draft draft, Type<?> type, JsonObject object) {
    List<JsonValue> operations = new ArrayList<>();
    for (int i = 0; i <= dice.below(3); i++) {
      Mutation.Changed changed = mutation.change(type, object);
      String pointer = Trees.pointer(changed.path()).replace(Mutation.DUPLICATE, "");
      JsonValue value = Trees.get(changed.object(), changed.path());
      String op = value == null ? "remove" : dice.of("add", "add", "replace", "replace", "test");
      if (dice.percent(8)) {
        op = dice.of("copy", "move", "remove", "bad");
      }
      if (dice.percent(8)) {
        pointer =
            dice.of(
                "/metadata/labels/new~1label",
                "/spec/none/x",
                "",
                "metadata",
                "/spec/-",
                "/metadata/annotations/a");
      }
      JsonObject.Builder operation = JsonObject.builder().put("op", op).put("path", pointer);
      if (op.equals("copy") || op.equals("move")) {
        operation.put("from", dice.of("/metadata/labels/app", "/nothing"));
      } else if (!op.equals("remove") && dice.percent(98)) {
        operation.put("value", value == null ? JsonNull.NULL : value);
      }
      operations.add(operation.build());
      draft.note(op + " " + pointer);
    }
    return new JsonArray(operations);
  }

  private String document(Draft draft, Type<?> type, JsonObject object, boolean strategic) {
    JsonValue patch = JsonObject.EMPTY;
    for (int i = 0; i <= dice.below(2); i++) {
      Mutation.Changed changed = mutation.change(type, object);
      patch = merge(patch, wrapped(changed, 0, strategic));
      draft.note(changed.note());
    }
    if (dice.percent(10)) {
      patch =
          Trees.with(
              patch,
              List.of("metadata", "resourceVersion"),
              Trees.get(object, List.of("metadata", "resourceVersion")));
    }
    if (strategic && dice.percent(12)) {
      patch = directive(draft, type, object, patch);
    }
    return patch.toString().replace(Mutation.DUPLICATE, "");
  }

  private JsonValue directive(Draft draft, Type<?> type, JsonObject object, JsonValue patch) {
    List<Place> lists = new ArrayList<>(Trees.places(type, object));
    lists.removeIf(place ->
        place.path().contains("managedFields")
            || !(place.value() instanceof JsonArray)
            || place.path().stream().anyMatch(step -> step instanceof Integer));
    draft.note("directive");
    if (lists.isEmpty()) {
      return Trees.with(patch, List.of("$patch"), JsonValue.of(dice.of("replace", "merge", "bad")));
    }
    Place place = dice.of(lists);
    JsonObject item =
        JsonObject.of("$patch", JsonValue.of(dice.of("delete", "replace", "merge", "bad")));
    if (((JsonArray) place.value()).items().stream().findFirst().orElse(null)
        instanceof JsonObject first) {
      item = keys(item, first);
    }
    return Trees.with(patch, place.path(), JsonArray.of(item));
  }

  private static JsonObject keys(JsonObject item, JsonObject from) {
    JsonObject keyed = item;
    for (String key : LIST_KEYS) {
      JsonValue value = from.get(key);
      keyed = value == null ? keyed : keyed.with(key, value);
    }
    return keyed;
  }

  /** What the change set, with the objects around it; lists whole, or the one item by its keys. */
  private JsonValue wrapped(Mutation.Changed changed, int depth, boolean strategic) {
    List<Object> path = changed.path();
    JsonValue here = Trees.get(changed.object(), path.subList(0, depth));
    if (here == null) {
      return JsonNull.NULL;
    }
    if (depth == path.size()) {
      return here;
    }
    if (path.get(depth) instanceof String name) {
      return JsonObject.of(name, wrapped(changed, depth + 1, strategic));
    }
    JsonValue item = Trees.get(changed.object(), path.subList(0, depth + 1));
    if (strategic && item instanceof JsonObject object && dice.percent(85)) {
      return JsonArray.of(merge(keys(JsonObject.EMPTY, object), wrapped(changed, depth + 1, true)));
    }
    return here;
  }

  private static JsonValue merge(JsonValue a, JsonValue b) {
    if (a instanceof JsonObject inA && b instanceof JsonObject inB) {
      JsonObject both = inA;
      for (Map.Entry<String, JsonValue> member : inB.members().entrySet()) {
        JsonValue there = both.get(member.getKey());
        both =
            both.with(
                member.getKey(),
                there == null ? member.getValue() : merge(there, member.getValue()));
      }
      return both;
    }
    return b;
  }

  /** An apply of a part of the object, as one of a few managers. */
  private void apply(Draft draft, Type<?> type, JsonObject object) {
    draft.verb = "patch-apply";
    JsonObject metadata = object.get("metadata") instanceof JsonObject m ? m : JsonObject.EMPTY;
    JsonObject kept = JsonObject.EMPTY;
    for (String name : List.of("name", "namespace", "labels", "annotations")) {
      JsonValue value = metadata.get(name);
      kept =
          value == null || (name.equals("annotations") && dice.percent(50))
              ? kept
              : kept.with(name, value);
    }
    JsonObject applied = object.without("status").with("metadata", kept);
    List<Place> places = new ArrayList<>(Trees.places(type, applied));
    places.removeIf(place -> place.path().size() < 2 || place.path().getFirst().equals("metadata"));
    for (int i = 0; i < 2 && !places.isEmpty() && dice.percent(40); i++) {
      Place place = dice.of(places);
      if (Trees.get(applied, place.path()) != null) {
        applied = (JsonObject) Trees.with(applied, place.path(), null);
        draft.note("without " + Trees.pointer(place.path()));
      }
    }
    for (int i = 0; i < 2 && dice.percent(45); i++) {
      Mutation.Changed changed = mutation.change(type, applied);
      applied = changed.object();
      draft.note(changed.note());
    }
    if (!dice.percent(3)) {
      draft.query("fieldManager", dice.of("alice", "bob", "carol"));
    }
    if (dice.percent(50)) {
      draft.query("force", dice.of("true", "true", "true", "false"));
    }
    String text = applied.toString().replace(Mutation.DUPLICATE, "");
    draft.text("application/apply-patch+yaml", text);
  }
}
