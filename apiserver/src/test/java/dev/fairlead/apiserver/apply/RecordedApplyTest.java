package dev.fairlead.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sequences of writes that kube-apiserver 1.37.2 was asked for, one a second, with its answers:
 * files next to this class. Each step starts from what the real server had stored.
 */
class RecordedApplyTest {
  /** The second of the first step is one after this. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static final int UNPROCESSABLE = 422;

  /** What the kinds of the recordings never own, by kind and subresource. */
  private static final Map<String, FieldSet> RESET =
      Map.of(
          "ConfigMap/", FieldSet.EMPTY,
          "Deployment/", FieldSet.of("status"),
          "Deployment/status", FieldSet.of("spec", "metadata.labels"),
          "Pod/", FieldSet.of("status"),
          "Pod/status",
              FieldSet.of("spec", "metadata.deletionTimestamp", "metadata.ownerReferences"),
          "Service/", FieldSet.of("status"),
          "Service/status", FieldSet.of("spec"),
          "HorizontalPodAutoscaler/", FieldSet.of("status"));

  @TestFactory
  Stream<DynamicContainer> recorded() {
    return Stream.of(
            "deployments",
            "configmaps",
            "services",
            "pods",
            "clientside",
            "autoscalers",
            "empties",
            "versions")
        .map(name -> DynamicContainer.dynamicContainer(name, steps(name)));
  }

  private static List<DynamicTest> steps(String name) {
    List<DynamicTest> tests = new ArrayList<>();
    JsonObject live = null;
    JsonArray steps = (JsonArray) Objects.requireNonNull(read(name).get("steps"));
    for (int i = 0; i < steps.size(); i++) {
      JsonObject step = (JsonObject) steps.get(i);
      JsonObject before = live;
      Instant now = START.plusSeconds(i + 1);
      String title = (i + 1) + " " + step.string("title");
      tests.add(DynamicTest.dynamicTest(title, () -> new Step<>(step, before, now).run()));
      live = step.has("stored") ? stored(step) : live;
    }
    return tests;
  }

  private static JsonObject read(String name) {
    try (InputStream in = RecordedApplyTest.class.getResourceAsStream(name + ".json")) {
      return (JsonObject)
          Codec.json().decodeTree(Objects.requireNonNull(in, name), Decoding.DEFAULT);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What the server had after a step, with the times of this test. */
  private static JsonObject stored(JsonObject step) {
    JsonObject object = (JsonObject) Objects.requireNonNull(step.get("stored"));
    JsonObject metadata = (JsonObject) Objects.requireNonNull(object.get("metadata"));
    return object.with(
        "metadata", metadata.with("managedFields", new JsonArray(managedFields(step))));
  }

  private static List<JsonValue> managedFields(JsonObject step) {
    List<JsonValue> entries = new ArrayList<>();
    for (JsonValue item : ((JsonArray) Objects.requireNonNull(step.get("managedFields"))).items()) {
      JsonObject entry = (JsonObject) item;
      if (entry.get("step") instanceof JsonNumber second) {
        entry =
            entry
                .without("step")
                .with("time", new JsonString(START.plusSeconds(second.longValue()).toString()));
      }
      entries.add(entry);
    }
    return entries;
  }

  private record Step<T extends KubernetesObject>(
      JsonObject step, @Nullable JsonObject before, Instant now) {

    void run() {
      if (!(step.get("failure") instanceof JsonObject failure)) {
        T result = write();
        assertThat(lines(kept(result).metadata().managedFields().stream().map(Codec::toTree)))
            .isEqualTo(lines(managedFields(step).stream()));
        if ("apply".equals(step.string("verb"))) {
          checkContent((JsonObject) Codec.toTree(result));
        }
        return;
      }
      if (Objects.equals(failure.get("code"), JsonNumber.of(UNPROCESSABLE))) {
        assertThat(write()).as("what the registry refused later").isNotNull();
        return;
      }
      StatusException e = catchThrowableOfType(StatusException.class, this::write);
      assertThat(e).as("%s", failure).isNotNull();
      JsonObject status = (JsonObject) Codec.toTree(e.status());
      assertThat(status.string("message")).isEqualTo(failure.string("message"));
      assertThat(status.get("code")).isEqualTo(failure.get("code"));
      assertThat(status.string("reason")).isEqualTo(failure.string("reason"));
      JsonValue details = status.get("details");
      assertThat(details == null ? null : ((JsonObject) details).get("causes"))
          .isEqualTo(failure.get("causes"));
    }

    /** What the registry has at the end, when it has done the rest as the real server did. */
    private T kept(T result) {
      Type<T> type = type((JsonObject) Codec.toTree(result));
      JsonObject stored = stored(step);
      if (before == null) {
        return result;
      }
      JsonValue owners = metadata((JsonObject) Codec.toTree(result)).get("managedFields");
      JsonObject metadata = metadata(stored).without("managedFields");
      metadata = owners == null ? metadata : metadata.with("managedFields", owners);
      T last = Codec.fromTree(type, stored.with("metadata", metadata));
      return FieldManagement.keepTimes(type, Codec.fromTree(type, before), last);
    }

    /** Everything but what the registry adds: defaults, and the status that only it writes. */
    private void checkContent(JsonObject result) {
      JsonObject stored = stored(step);
      for (String part : List.of("spec", "data", step.has("subresource") ? "status" : "data")) {
        JsonValue ours = result.get(part);
        if (ours != null) {
          assertContains(part, stored.get(part), ours);
        }
      }
      assertThat(result.get("data")).isEqualTo(stored.get("data"));
      for (String part : List.of("labels", "annotations", "finalizers", "ownerReferences")) {
        assertThat(metadata(result).get(part)).as(part).isEqualTo(metadata(stored).get(part));
      }
    }

    private static JsonObject metadata(JsonObject object) {
      return (JsonObject) Objects.requireNonNull(object.get("metadata"));
    }

    private static void assertContains(String path, @Nullable JsonValue stored, JsonValue ours) {
      if (ours instanceof JsonObject object && stored instanceof JsonObject all) {
        object
            .members()
            .forEach((name, value) -> assertContains(path + "." + name, all.get(name), value));
      } else if (ours instanceof JsonArray array && stored instanceof JsonArray all) {
        assertThat(array.size()).as(path).isEqualTo(all.size());
        for (int i = 0; i < array.size(); i++) {
          assertContains(path + "[" + i + "]", all.get(i), array.get(i));
        }
      } else if (!ours.equals(JsonObject.EMPTY) || stored != null) {
        assertThat(stored).as(path).isEqualTo(ours);
      }
    }

    private static String lines(Stream<JsonValue> entries) {
      return String.join("\n", entries.map(Step::sorted).map(JsonValue::toString).toList());
    }

    /** An entry in the order of its members' names; the field set itself keeps its order. */
    private static JsonValue sorted(JsonValue entry) {
      JsonObject.Builder out = JsonObject.builder();
      new java.util.TreeMap<>(((JsonObject) entry).members()).forEach(out::put);
      return out.build();
    }

    private T write() {
      JsonObject sent = (JsonObject) Objects.requireNonNull(step.get("sent"));
      String manager = Objects.requireNonNull(step.string("manager"));
      String subresource = step.has("subresource") ? "status" : "";
      JsonObject first = before == null ? sent : before;
      Type<T> type = type(first);
      FieldSet reset =
          Objects.requireNonNull(RESET.get(type.kind().orElseThrow().kind() + "/" + subresource));
      T live = before == null ? null : Codec.fromTree(type, before);
      if ("apply".equals(step.string("verb"))) {
        boolean force = step.get("force") == JsonBool.TRUE;
        return FieldManagement.apply(
            type, live, sent, manager, force, subresource, reset, VersionConversion.NONE, now);
      }
      T updated = Codec.fromTree(type, sent);
      return FieldManagement.update(type, live, updated, manager, subresource, reset, now);
    }

    @SuppressWarnings("unchecked") // the recordings hold kinds that are Kubernetes objects
    private Type<T> type(JsonObject object) {
      String apiVersion = Objects.requireNonNull(object.string("apiVersion"));
      int slash = apiVersion.indexOf('/');
      GroupVersionKind kind =
          new GroupVersionKind(
              slash < 0 ? "" : apiVersion.substring(0, slash),
              apiVersion.substring(slash + 1),
              Objects.requireNonNull(object.string("kind")));
      return (Type<T>) TypeRegistry.kubernetes().find(kind).orElseThrow();
    }
  }

  /** Guards the reading of the recordings themselves. */
  @org.junit.jupiter.api.Test
  void entriesOfARecordingHaveTimesOfTheTest() {
    JsonObject step =
        (JsonObject) ((JsonArray) Objects.requireNonNull(read("pods").get("steps"))).get(0);
    List<ManagedFieldsEntry> entries =
        managedFields(step).stream()
            .map(entry -> Codec.fromTree(ManagedFieldsEntry.TYPE, entry))
            .toList();
    assertThat(entries)
        .extracting(entry -> String.valueOf(entry.time()))
        .containsExactly("2026-01-01T00:00:01Z");
  }
}
