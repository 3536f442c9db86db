package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.Trees.Place;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes objects at random places. */
final class Mutation {
  /** A member of this name is written twice: the request's text is made to hold it. */
  static final String DUPLICATE = "zZduplicate-";

  private static final Set<String> OUTSIDE =
      Set.of("globalDefault", "nodePort", "clusterIP", "clusterIPs");

  /** An object after one change: where it was made, and in words what. */
  record Changed(JsonObject object, List<Object> path, String note) {}

  private final Dice dice;
  private final Values values;

  Mutation(Dice dice) {
    this.dice = dice;
    this.values = new Values(dice);
  }

  Values values() {
    return values;
  }

  /** One change, valid or not, outside of the object's name and namespace. */
  Changed change(Type<?> type, JsonObject object) {
    List<Place> places = new ArrayList<>(Trees.places(type, object));
    places.removeIf(Mutation::fixed);
    if (places.isEmpty() || dice.percent(8)) {
      return metadata(object);
    }
    Place place = dice.of(places);
    return switch (dice.below(10)) {
      case 0 -> at(object, place, null, "drop");
      case 1, 2, 3 -> at(object, place, values.odd(place.shape()), "set");
      case 4, 5 -> grow(type, object, place);
      case 6 -> unknown(object, place);
      case 7 -> duplicate(object, place);
      default -> fresh(object, place);
    };
  }

  private static boolean fixed(Place place) {
    Object last = place.last();
    boolean inMetadata = place.path().getFirst().equals("metadata");
    return (place.path().size() == 1
            && !(place.shape() instanceof Shape.Message)
            && (last.equals("apiVersion") || last.equals("kind")))
        || OUTSIDE.contains(last.toString())
        || (inMetadata
            && (place.path().size() == 1
                || Set.of("name", "namespace", "generateName", "managedFields")
                    .contains(place.path().get(1).toString())));
  }

  private Changed metadata(JsonObject object) {
    String field =
        dice.of("labels", "annotations", "finalizers", "ownerReferences", "uid", "generation");
    JsonValue value =
        switch (field) {
          case "labels", "annotations" ->
              JsonObject.of(values.text(), JsonValue.of(values.text()))
                  .with("ok", JsonValue.of("v"));
          case "finalizers" ->
              JsonArray.of(JsonValue.of(dice.of("example.com/hold", "bad", "kubernetes", "a/b/c")));
          case "ownerReferences" ->
              JsonArray.of(
                  JsonObject.builder()
                      .put("apiVersion", dice.of("v1", "apps/v1", ""))
                      .put("kind", dice.of("ConfigMap", "Event", ""))
                      .put("name", dice.of("owner", ""))
                      .put("uid", dice.of("11111111-2222-3333-4444-555555555555", ""))
                      .put("controller", dice.percent(50))
                      .build());
          case "uid" -> JsonValue.of("11111111-2222-3333-4444-555555555555");
          default -> JsonValue.of(dice.below(9) - 2);
        };
    List<Object> path = List.of("metadata", field);
    return new Changed((JsonObject) Trees.with(object, path, value), path, "set metadata." + field);
  }

  private static Changed at(
      JsonObject object, Place place, @Nullable JsonValue value, String what) {
    JsonObject changed = (JsonObject) Trees.with(object, place.path(), value);
    return new Changed(changed, place.path(), what + " " + Trees.pointer(place.path()));
  }

  /** Sets a field that wasn't set, beside the place. */
  private Changed grow(Type<?> type, JsonObject object, Place place) {
    Type<?> owner = place.shape() instanceof Shape.Message m ? m.type() : type;
    List<Object> base = place.shape() instanceof Shape.Message ? place.path() : List.of();
    List<Field> unset = new ArrayList<>(owner.fields());
    unset.removeIf(field ->
        OUTSIDE.contains(field.name())
            || (base.isEmpty() && Set.of("metadata", "apiVersion", "kind").contains(field.name()))
            || Trees.get(object, join(base, field.name())) != null
            || base.equals(List.of("metadata")));
    if (unset.isEmpty()) {
      return metadata(object);
    }
    Field field = dice.of(unset);
    JsonValue value =
        dice.percent(70)
            ? values.plausible(field.name(), field.shape(), 3)
            : values.odd(field.shape());
    List<Object> path = join(base, field.name());
    return new Changed(
        (JsonObject) Trees.with(object, path, value), path, "add " + Trees.pointer(path));
  }

  private Changed unknown(JsonObject object, Place place) {
    List<Object> path =
        place.value() instanceof JsonObject && place.shape() instanceof Shape.Message
            ? join(place.path(), dice.of("unknownField", "Name", "zzz"))
            : List.of("unknownField");
    JsonValue value = dice.of(JsonValue.of(1), JsonValue.of("x"), JsonObject.EMPTY);
    return new Changed(
        (JsonObject) Trees.with(object, path, value), path, "unknown " + Trees.pointer(path));
  }

  /** Repeats an item of a list, or a member of an object. */
  private Changed duplicate(JsonObject object, Place place) {
    if (place.value() instanceof JsonArray list && list.size() > 0) {
      List<JsonValue> items = new ArrayList<>(list.items());
      items.add(dice.of(list.items()));
      return at(object, place, new JsonArray(items), "duplicate item of");
    }
    if (place.last() instanceof String name) {
      List<Object> path = join(place.path().subList(0, place.path().size() - 1), DUPLICATE + name);
      JsonObject changed = (JsonObject) Trees.with(object, path, place.value());
      return new Changed(changed, place.path(), "duplicate " + Trees.pointer(place.path()));
    }
    return at(object, place, null, "drop");
  }

  /** A plausible other value. */
  private Changed fresh(JsonObject object, Place place) {
    JsonValue value = values.plausible(place.last().toString(), place.shape(), 3);
    return at(object, place, value, "change");
  }

  private static List<Object> join(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }
}
