package dev.fairlead.model.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.StatefulSet;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.patch.StrategicMergePatch.OnConflict;
import dev.fairlead.model.policy.v1.PodDisruptionBudget;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Go's own libraries say what is right: each line of go-vectors.jsonl holds the input of one call
 * and what came out. An error of "?" is one whose text is random in Go, or is ours to choose.
 */
class GoVectorsTest {
  private static final String VECTORS = "go-vectors.jsonl";

  private static final Map<String, Type<?>> TYPES =
      Stream.of(
              Pod.TYPE,
              Deployment.TYPE,
              StatefulSet.TYPE,
              Service.TYPE,
              ServiceAccount.TYPE,
              Node.TYPE,
              PodDisruptionBudget.TYPE)
          .collect(java.util.stream.Collectors.toMap(Type::name, type -> type));

  @Test
  void theVectorsWereMadeWithTheLibrariesOfKubernetes137() {
    assertThat(lines().findFirst())
        .contains(
            "{\"made with\":\"k8s.io/apimachinery v0.37.2, k8s.io/api v0.37.2,"
                + " gopkg.in/evanphx/json-patch.v4 v4.13.0\"}");
  }

  @TestFactory
  Stream<DynamicTest> patchesAndDiffsAreThoseOfGo() {
    return lines()
        .skip(1)
        .map(line -> (JsonObject) Codec.json().decodeTree(line))
        .map(vector -> DynamicTest.dynamicTest(vector.string("op"), () -> check(vector)));
  }

  private static void check(JsonObject vector) {
    JsonValue result = null;
    String problem = null;
    try {
      result = result(vector);
    } catch (PatchException e) {
      problem = e.problem();
    }
    String expected = vector.string("error");
    if (expected == null) {
      assertThat(result).as(vector.toString()).isEqualTo(member(vector, "result"));
    } else if (expected.equals("?")) {
      assertThat(problem).as(vector.toString()).isNotNull();
    } else {
      assertThat(problem).as(vector.toString()).isEqualTo(expected);
    }
  }

  private static JsonValue result(JsonObject vector) {
    JsonValue original = member(vector, "original");
    JsonValue patch = member(vector, "patch");
    return switch (String.valueOf(vector.string("op"))) {
      case "json" -> JsonPatch.parse(patch).apply(original);
      case "merge" -> MergePatch.parse(patch).apply(original);
      case "merge-diff" -> MergePatch.diff(object(vector, "original"), modified(vector)).body();
      case "apply" ->
          StrategicMergePatch.parse(patch).apply(object(vector, "original"), type(vector));
      case "diff" ->
          StrategicMergePatch.diff(object(vector, "original"), modified(vector), type(vector))
              .body();
      case "three-way" -> threeWay(vector, OnConflict.FAIL);
      case "three-way-overwrite" -> threeWay(vector, OnConflict.OVERWRITE);
      default -> throw new AssertionError("unknown op in " + vector);
    };
  }

  private static JsonValue threeWay(JsonObject vector, OnConflict onConflict) {
    return StrategicMergePatch.diff(
            object(vector, "original"),
            modified(vector),
            object(vector, "current"),
            type(vector),
            onConflict)
        .body();
  }

  private static Type<?> type(JsonObject vector) {
    @Nullable Type<?> type = TYPES.get(String.valueOf(vector.string("type")));
    assertThat(type).as("type of " + vector).isNotNull();
    return java.util.Objects.requireNonNull(type);
  }

  private static JsonObject modified(JsonObject vector) {
    return object(vector, "modified");
  }

  private static JsonObject object(JsonObject vector, String name) {
    return (JsonObject) member(vector, name);
  }

  /** The vectors leave out what is empty. */
  private static JsonValue member(JsonObject vector, String name) {
    JsonValue value = vector.get(name);
    return value == null ? JsonObject.EMPTY : value;
  }

  private static Stream<String> lines() {
    try (InputStream in = GoVectorsTest.class.getResourceAsStream(VECTORS)) {
      assertThat(in).as(VECTORS).isNotNull();
      return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines();
    } catch (IOException e) {
      throw new UncheckedIOException(VECTORS, e);
    }
  }
}
