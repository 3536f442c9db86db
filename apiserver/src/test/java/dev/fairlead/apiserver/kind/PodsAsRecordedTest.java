package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.registry.SchemaDefaults;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodCondition;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hundreds of Pods and what kube-apiserver 1.37.2 answered when they were created in a dry run: the
 * causes of a refusal, or the Pod with its defaults and the warnings. What its admission adds to
 * every Pod (two tolerations, priority and preemption policy) was taken away.
 */
class PodsAsRecordedTest {
  private static final Pods PODS = new Pods();

  static Stream<JsonObject> recorded() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    PodsAsRecordedTest.class.getResourceAsStream("pods-1.37.2.jsonl")),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(PodsAsRecordedTest::object).toList().stream();
    }
  }

  private static JsonObject object(String line) {
    return (JsonObject) Codec.json().decodeTree(line);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void answersAsTheRealServer(JsonObject recorded) {
    JsonValue given = Objects.requireNonNull(recorded.get("pod"));
    Pod read = Codec.fromTree(Pod.TYPE, given);
    Pod pod = PODS.beforeCreate(PODS.defaults(new SchemaDefaults().fill(Pod.TYPE, read)));
    FieldErrors errors = new FieldErrors();
    ObjectMetas.validate(pod.metadata(), true, PODS::nameProblems, Path.of("metadata"), errors);
    PODS.validate(pod, errors);
    List<String> found =
        errors.list().stream()
            .distinct()
            .map(e -> e.field() + " " + e.type().reason() + " " + e.body())
            .sorted()
            .toList();
    if (recorded.get("causes") instanceof JsonArray causes) {
      // Go visits maps in any order, so the causes' order is not always the same.
      assertThat(found)
          .isEqualTo(
              causes.items().stream()
                  .map(Object::toString)
                  .map(PodsAsRecordedTest::cause)
                  .sorted()
                  .toList());
      return;
    }
    assertThat(found).isEmpty();
    assertThat(withoutTimes(pod)).isEqualTo(recorded.get("answer"));
    assertThat(PODS.warnings(pod, null)).isEqualTo(texts(recorded.get("warnings")));
  }

  private static String cause(String json) {
    JsonArray cause = (JsonArray) Codec.json().decodeTree(json);
    return String.join(" ", texts(cause));
  }

  private static List<String> texts(@Nullable JsonValue list) {
    return ((JsonArray) java.util.Objects.requireNonNull(list))
        .items().stream().map(item -> ((JsonString) item).value()).toList();
  }

  private static JsonValue withoutTimes(Pod pod) {
    List<PodCondition> conditions =
        pod.status().conditions().stream()
            .map(c -> c.with(x -> x.lastProbeTime((Time) null).lastTransitionTime((Time) null)))
            .toList();
    Pod timeless = pod.with(p -> p.status(s -> s.conditions(conditions)));
    return ((JsonObject) Codec.toTree(timeless)).without("apiVersion").without("kind");
  }
}
