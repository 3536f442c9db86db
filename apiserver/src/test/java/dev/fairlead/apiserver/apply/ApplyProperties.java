package dev.fairlead.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds for every sequence of applied configurations of a Service. */
class ApplyProperties {
  private static final FieldSet RESET = FieldSet.of("status");
  private static final Schema SCHEMA = TypeSchema.of(Service.TYPE);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** One manager's configuration. */
  record Applied(String manager, JsonObject configuration) {}

  @Provide
  Arbitrary<List<Applied>> sequences() {
    Arbitrary<String> managers = Arbitraries.of("a", "b", "c");
    return Combinators.combine(managers, configurations()).as(Applied::new).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<JsonObject> configurations() {
    Arbitrary<Map<String, String>> labels =
        Arbitraries.maps(Arbitraries.of("l", "m", "n"), Arbitraries.of("1", "2"))
            .ofMinSize(1) // of two that both apply an empty map, the second has a conflict
            .ofMaxSize(3);
    Arbitrary<JsonObject> port =
        Combinators.combine(
                Arbitraries.of(80, 81),
                Arbitraries.of("TCP", "UDP"),
                Arbitraries.of("x", "y").injectNull(0.3))
            .as(ApplyProperties::port);
    Arbitrary<List<JsonObject>> ports =
        port.list().ofMaxSize(3).uniqueElements(p -> p.get("port") + p.string("protocol"));
    Arbitrary<@Nullable String> types = Arbitraries.of("ClusterIP", "NodePort").injectNull(0.5);
    return Combinators.combine(labels, ports, types, labels).as(ApplyProperties::configuration);
  }

  private static JsonObject port(int port, String protocol, @Nullable String name) {
    JsonObject.Builder out = JsonObject.builder().put("port", port).put("protocol", protocol);
    if (name != null) {
      out.put("name", name);
    }
    return out.build();
  }

  private static JsonObject configuration(
      Map<String, String> labels,
      List<JsonObject> ports,
      @Nullable String type,
      Map<String, String> selector) {
    JsonObject.Builder spec = JsonObject.builder().put("ports", JsonValue.of(ports));
    if (type != null) {
      spec.put("type", type);
    }
    spec.put("selector", JsonValue.of(selector));
    JsonObject metadata =
        JsonObject.builder().put("name", "s").put("labels", JsonValue.of(labels)).build();
    return JsonObject.builder()
        .put("apiVersion", "v1")
        .put("kind", "Service")
        .put("metadata", metadata)
        .put("spec", spec.build())
        .build();
  }

  private static Service apply(@Nullable Service live, Applied applied, boolean force, int second) {
    return FieldManagement.apply(
        Service.TYPE,
        live,
        applied.configuration,
        applied.manager,
        force,
        "",
        RESET,
        VersionConversion.NONE,
        START.plusSeconds(second));
  }

  private static @Nullable Service applyAll(List<Applied> sequence) {
    Service live = null;
    for (int i = 0; i < sequence.size(); i++) {
      live = apply(live, sequence.get(i), true, i);
    }
    return live;
  }

  @Property
  void theSameAgainChangesNothing(
      @ForAll("sequences") List<Applied> before,
      @ForAll("configurations") JsonObject configuration) {
    Applied applied = new Applied("a", configuration);
    Service once = apply(applyAll(before), applied, true, 100);
    Service twice = apply(once, applied, false, 200);
    assertThat(FieldManagement.keepTimes(Service.TYPE, once, twice)).isEqualTo(once);
  }

  @Property
  void forceWins(
      @ForAll("sequences") List<Applied> before,
      @ForAll("configurations") JsonObject configuration) {
    Service result = apply(applyAll(before), new Applied("a", configuration), true, 100);
    assertContains(Codec.toTree(result), configuration);
    FieldSet wanted = OwnedPaths.of(SCHEMA, configuration);
    FieldSet owned =
        result.metadata().managedFields().stream()
            .filter(entry -> "a".equals(entry.manager()))
            .map(ApplyProperties::fields)
            .findFirst()
            .orElse(FieldSet.EMPTY);
    assertThat(wanted.difference(owned))
        .isEqualTo(wanted.intersection(FieldSet.of("apiVersion", "kind", "metadata.name")));
  }

  private static void assertContains(@Nullable JsonValue all, JsonValue part) {
    switch (part) {
      case JsonObject object -> {
        for (var member : object.members().entrySet()) {
          JsonValue value = member.getValue();
          boolean empty = value.equals(JsonObject.EMPTY) || value.equals(JsonArray.EMPTY);
          if (!empty) {
            JsonValue found = ((JsonObject) Objects.requireNonNull(all)).get(member.getKey());
            assertContains(found, value);
          }
        }
      }
      case JsonArray array ->
          array
              .items()
              .forEach(item ->
                  assertThat(((JsonArray) Objects.requireNonNull(all)).items())
                      .anySatisfy(candidate -> assertContains(candidate, item)));
      default -> assertThat(all).isEqualTo(part);
    }
  }

  private static FieldSet fields(ManagedFieldsEntry entry) {
    return FieldSet.parse(Objects.requireNonNull(entry.fieldsV1()));
  }

  @Property
  void allThatIsThereIsOwnedAndAllThatIsOwnedIsThere(@ForAll("sequences") List<Applied> sequence) {
    Service result = applyAll(sequence);
    if (result == null) {
      return;
    }
    FieldSet owned = FieldSet.EMPTY;
    for (ManagedFieldsEntry entry : result.metadata().managedFields()) {
      owned = owned.union(fields(entry));
    }
    List<String> missing = new ArrayList<>();
    FieldSet there = OwnedPaths.of(SCHEMA, Codec.toTree(result));
    there
        .without(FieldSet.of("apiVersion", "kind", "metadata.name", "metadata.managedFields"))
        .without(RESET)
        .difference(owned)
        .forEach(path -> missing.add(FieldSet.text(path)));
    missing.remove(".spec"); // empty and always written
    assertThat(missing).as("there but owned by nobody").isEmpty();
    List<String> surplus = new ArrayList<>();
    owned.difference(there).forEach(path -> surplus.add(FieldSet.text(path)));
    assertThat(surplus).as("owned but not there").isEmpty();
  }

  @Property
  void withoutForceNothingOfOthersChanges(
      @ForAll("sequences") List<Applied> before,
      @ForAll("configurations") JsonObject configuration) {
    Service live = applyAll(before);
    Service result;
    try {
      result = apply(live, new Applied("d", configuration), false, 100);
    } catch (StatusException e) {
      assertThat(e.status().code()).isEqualTo(409);
      assertThat(e.status().causes()).isNotEmpty();
      return;
    }
    List<ManagedFieldsEntry> others =
        result.metadata().managedFields().stream()
            .filter(entry -> !"d".equals(entry.manager()))
            .toList();
    assertThat(others).isEqualTo(live == null ? List.of() : live.metadata().managedFields());
  }
}
