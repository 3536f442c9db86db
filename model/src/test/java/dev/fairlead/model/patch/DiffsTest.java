package dev.fairlead.model.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.patch.StrategicMergePatch.OnConflict;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What diffs find, patches do, for whatever objects. */
class DiffsTest {
  private static final int DEPTH = 3;

  /** Enough to meet each kind of change some dozen times, in a second or two. */
  private static final int TRIES = 500;

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aJsonPatchLeadsFromAnyDocumentToAnyOther(
      @ForAll("documents") JsonValue from, @ForAll("documents") JsonValue to) {
    JsonPatch patch = JsonPatch.diff(from, to);
    assertThat(patch.apply(from)).isEqualTo(to);
    assertThat(JsonPatch.parse(patch.body())).isEqualTo(patch);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aJsonPatchOfNothingIsEmpty(@ForAll("documents") JsonValue document) {
    assertThat(JsonPatch.diff(document, document).operations()).isEmpty();
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aMergePatchLeadsFromAnyObjectToAnyOtherWithoutNulls(
      @ForAll("objectsWithoutNulls") JsonObject from,
      @ForAll("objectsWithoutNulls") JsonObject to) {
    assertThat(MergePatch.diff(from, to).apply(from)).isEqualTo(to);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aMergePatchDoneTwiceDoesNoMoreThanOnce(
      @ForAll("objectsWithoutNulls") JsonObject document,
      @ForAll("objectsWithoutNulls") JsonObject from,
      @ForAll("objectsWithoutNulls") JsonObject to) {
    MergePatch patch = MergePatch.diff(from, to); // with nulls for what is to go
    JsonValue once = patch.apply(document);
    assertThat(patch.apply(once)).isEqualTo(once);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aStrategicMergePatchLeadsFromAnyPodToAnyOther(
      @ForAll("pods") JsonObject from, @ForAll("pods") JsonObject to) {
    assertThat(StrategicMergePatch.diff(from, to, Pod.TYPE).apply(from, Pod.TYPE)).isEqualTo(to);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aThreeWayDiffIsTheDiffWhereNobodyElseChangedAnything(
      @ForAll("pods") JsonObject from, @ForAll("pods") JsonObject to) {
    StrategicMergePatch patch =
        StrategicMergePatch.diff(from, to, from, Pod.TYPE, OnConflict.OVERWRITE);
    assertThat(patch.apply(from, Pod.TYPE)).isEqualTo(to);
  }

  @Provide
  Arbitrary<JsonValue> documents() {
    Arbitrary<JsonValue> leaves = Arbitraries.oneOf(leaves(), Arbitraries.just(JsonNull.NULL));
    Arbitrary<JsonValue> values = values(leaves, DEPTH);
    return Arbitraries.oneOf(
        objects(values).map(object -> (JsonValue) object),
        values.list().ofMaxSize(6).map(JsonArray::new));
  }

  @Provide
  Arbitrary<JsonObject> objectsWithoutNulls() {
    return objects(values(leaves(), DEPTH));
  }

  private static Arbitrary<JsonValue> leaves() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 3).map(JsonNumber::of),
        Arbitraries.of(JsonBool.values()),
        Arbitraries.of("", "a", "ü").map(JsonString::new));
  }

  private static Arbitrary<JsonValue> values(Arbitrary<JsonValue> leaves, int depth) {
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<JsonValue> nested = values(leaves, depth - 1);
    return Arbitraries.oneOf(
        leaves,
        objects(nested).map(object -> object),
        nested.list().ofMaxSize(5).map(JsonArray::new));
  }

  private static Arbitrary<JsonObject> objects(Arbitrary<JsonValue> values) {
    return Arbitraries.maps(Arbitraries.of("", "a", "b", "c/d", "e~f", "~1", "0", "-"), values)
        .ofMaxSize(4)
        .map(JsonObject::copyOf);
  }

  /** Pods whose list items have keys of their own, and whose finalizers are in order. */
  @Provide
  Arbitrary<JsonObject> pods() {
    Arbitrary<JsonValue> metadata =
        members(
            Map.of(
                "name", names(),
                "labels", Arbitraries.maps(keys(), names()).ofMaxSize(3).map(JsonObject::copyOf),
                "finalizers",
                    keys()
                        .set()
                        .ofMaxSize(3)
                        .map(set ->
                            new JsonArray(Elements.strings(set.stream().sorted().toList())))));
    Arbitrary<JsonValue> container =
        members(
            Map.of(
                "image", names(),
                "args", names().list().ofMaxSize(3).map(JsonArray::new),
                "env", keyed("name", members(Map.of("value", names()))),
                "resources", members(Map.of("limits", members(Map.of("cpu", names()))))));
    Arbitrary<JsonValue> volume =
        members(
            Map.of(
                "emptyDir", members(Map.of("medium", names())),
                "secret", members(Map.of("secretName", names()))));
    Arbitrary<JsonValue> spec =
        members(
            Map.of(
                "nodeName", names(),
                "containers", keyed("name", container),
                "volumes", keyed("name", volume),
                "tolerations",
                    members(Map.of("key", names())).list().ofMaxSize(2).map(JsonArray::new)));
    return members(Map.of("metadata", metadata, "spec", spec)).map(JsonObject.class::cast);
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "c", "d", "e");
  }

  private static Arbitrary<JsonValue> names() {
    return keys().map(JsonString::new);
  }

  /** An object with some of the members. */
  private static Arbitrary<JsonValue> members(Map<String, Arbitrary<? extends JsonValue>> members) {
    Arbitrary<JsonObject> object = Arbitraries.just(JsonObject.EMPTY);
    for (var member : new java.util.TreeMap<>(members).entrySet()) {
      Arbitrary<List<JsonValue>> value =
          member.getValue().<JsonValue>map(v -> v).list().ofMaxSize(1);
      object =
          object.flatMap(rest ->
              value.map(v -> v.isEmpty() ? rest : rest.with(member.getKey(), v.getFirst())));
    }
    return object.map(o -> o);
  }

  /** A list of objects, each with another key. */
  private static Arbitrary<JsonValue> keyed(String mergeKey, Arbitrary<JsonValue> items) {
    return Arbitraries.maps(keys(), items)
        .ofMaxSize(4)
        .map(byKey ->
            new JsonArray(
                byKey.entrySet().stream()
                    .<JsonValue>map(item ->
                        ((JsonObject) item.getValue())
                            .with(mergeKey, new JsonString(item.getKey())))
                    .toList()));
  }
}
