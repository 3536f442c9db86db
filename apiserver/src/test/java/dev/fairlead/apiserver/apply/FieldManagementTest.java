package dev.fairlead.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.GroupVersionKind;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the recordings don't tell: objects without descriptor, forgetting, the end of a write. */
class FieldManagementTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-01T00:01:00Z");
  private static final GroupVersionKind WIDGET = new GroupVersionKind("x.io", "v1", "Widget");

  private static JsonObject yaml(String text) {
    return (JsonObject) Codec.yaml().decodeTree(text);
  }

  private static ConfigMap config(String key, String value) {
    return ConfigMap.of(c -> c.metadata(m -> m.name("c").namespace("n")).data(key, value));
  }

  private static ConfigMap create(ConfigMap object, String manager) {
    return FieldManagement.update(ConfigMap.TYPE, null, object, manager, "", FieldSet.EMPTY, NOW);
  }

  private static ConfigMap update(ConfigMap live, ConfigMap updated, Instant now) {
    return FieldManagement.update(ConfigMap.TYPE, live, updated, "m", "", FieldSet.EMPTY, now);
  }

  private static JsonObject applyWidget(
      @Nullable JsonObject live, String manager, boolean force, String patch) {
    return FieldManagement.apply(
        Schema.deduced(),
        WIDGET,
        List.of(),
        live,
        yaml("{apiVersion: x.io/v1, kind: Widget, metadata: {name: w}, " + patch + "}"),
        manager,
        force,
        "",
        FieldSet.EMPTY,
        NOW);
  }

  @Test
  void mergesObjectsWithoutDescriptorMemberByMemberAndListsAsAWhole() {
    JsonObject a = applyWidget(null, "a", false, "spec: {size: 1, tags: [x], deep: {one: 1}}");
    JsonObject b = applyWidget(a, "b", false, "spec: {deep: {two: 2}}");
    assertThat(b.get("spec"))
        .hasToString("{\"size\":1,\"tags\":[\"x\"],\"deep\":{\"one\":1,\"two\":2}}");
    assertThat(owners(b))
        .isEqualTo(
            """
            a Apply {"f:spec":{".":{},"f:deep":{".":{},"f:one":{}},"f:size":{},"f:tags":{}}}
            b Apply {"f:spec":{".":{},"f:deep":{".":{},"f:two":{}}}}\
            """);
    assertThatThrownBy(() -> applyWidget(b, "b", false, "spec: {tags: [z]}"))
        .isInstanceOf(StatusException.class)
        .hasMessage("Apply failed with 1 conflict: conflict with \"a\": .spec.tags");
    JsonObject forced = applyWidget(b, "b", true, "spec: {tags: [z]}");
    assertThat(forced.get("spec"))
        .hasToString("{\"size\":1,\"tags\":[\"z\"],\"deep\":{\"one\":1}}");
  }

  @Test
  void recordsUpdatesOfObjectsWithoutDescriptor() {
    JsonObject live = applyWidget(null, "a", false, "spec: {size: 1, name: x}");
    JsonObject changed = live.with("spec", yaml("{size: 2, name: x}"));
    JsonObject updated =
        FieldManagement.update(
            Schema.deduced(), List.of(), live, changed, "u", "", FieldSet.EMPTY, NOW);
    assertThat(owners(updated))
        .isEqualTo(
            """
            a Apply {"f:spec":{".":{},"f:name":{}}}
            u Update {"f:spec":{"f:size":{}}}\
            """);
    JsonObject emptied = updated.with("metadata", yaml("{name: w, managedFields: []}"));
    assertThat(
            FieldManagement.update(
                Schema.deduced(), List.of(), updated, emptied, "u", "", FieldSet.EMPTY, NOW))
        .isEqualTo(updated.with("metadata", yaml("{name: w}")));
  }

  private static String owners(JsonObject object) {
    return FieldManagement.managedFields(object).stream()
        .map(e -> e.manager() + " " + e.operation() + " " + e.fieldsV1())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void keepsTheTimeOfAnUpdateThatChangesNothing() {
    ConfigMap live = create(config("a", "1"), "m");
    assertThat(update(live, live, LATER)).isEqualTo(live);
  }

  @Test
  void keepsTimesWhereNothingButTimesWouldChange() {
    ConfigMap live = create(config("a", "1"), "m");
    ConfigMap timed = withTime(live, LATER);
    assertThat(timed).isNotEqualTo(live);
    assertThat(FieldManagement.keepTimes(ConfigMap.TYPE, live, timed)).isEqualTo(live);
    ConfigMap other = timed.with(c -> c.data("a", "2"));
    assertThat(FieldManagement.keepTimes(ConfigMap.TYPE, live, other)).isSameAs(other);
  }

  private static ConfigMap withTime(ConfigMap object, Instant time) {
    List<ManagedFieldsEntry> entries =
        object.metadata().managedFields().stream().map(e -> e.with(x -> x.time(time))).toList();
    return object.with(c -> c.metadata(object.metadata().with(m -> m.managedFields(entries))));
  }

  @Test
  void forgetsManagedFieldsWhereThatIsAskedFor() {
    ConfigMap live = create(config("a", "1"), "m");
    ConfigMap sent =
        live.with(
            c -> c.metadata(live.metadata().with(m -> m.managedFields(FieldManagement.FORGET))));
    assertThat(update(live, sent, LATER).metadata().managedFields()).isEmpty();
  }

  @Test
  void namesAnUnnamedManagerUnknown() {
    assertThat(create(config("a", "1"), "").metadata().managedFields())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("unknown");
  }

  @Test
  void ownersOfPartsOfWhatIsNowOneValueOwnThatValue() {
    Owners owners =
        Owners.decode(
            List.of(entry("{\"f:spec\":{\"f:selector\":{\"f:matchLabels\":{\"f:app\":{}}}}}")));
    SchemaChanges.reconcile(TypeSchema.of(dev.fairlead.model.apps.v1.Deployment.TYPE), owners);
    assertThat(owners.encode())
        .extracting(e -> String.valueOf(e.fieldsV1()))
        .containsExactly("{\"f:spec\":{\"f:selector\":{}}}");
  }

  private static ManagedFieldsEntry entry(String fields) {
    return ManagedFieldsEntry.of(e ->
        e.manager("m")
            .operation("Update")
            .apiVersion("v1")
            .fieldsType("FieldsV1")
            .fieldsV1(FieldsV1.ofJson(fields)));
  }

  @Test
  void tellsWhatIsWrongWithManagedFields() {
    assertThat(FieldManagement.problem(List.of(entry("{}")))).isEmpty();
    assertThat(problem(entry("{}").with(e -> e.operation("Patch"))))
        .isEqualTo("operation must be `Apply` or `Update`");
    assertThat(problem(entry("{}").with(e -> e.apiVersion(null))))
        .isEqualTo("apiVersion must not be empty");
    assertThat(problem(entry("{}").with(e -> e.fieldsType(null))))
        .isEqualTo("missing fieldsType in managed fields entry 0");
    assertThat(problem(entry("{}").with(e -> e.fieldsType("FieldsV2"))))
        .isEqualTo("invalid fieldsType \"FieldsV2\" in managed fields entry 0");
  }

  private static String problem(ManagedFieldsEntry entry) {
    return FieldManagement.problem(List.of(entry)).orElseThrow();
  }
}
