package dev.fairlead.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreatedSetsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static Pod pod(String name, Map<String, String> labels, String... containers) {
    return Pod.of(p ->
        p.metadata(m -> m.name(name).namespace("team").labels(labels))
            .spec(s ->
                s.nodeName("node-" + name)
                    .containers(
                        List.of(containers).stream()
                            .map(c -> Container.of(b -> b.name(c).image("image")))
                            .toList())));
  }

  private static Pod created(Pod pod) {
    return FieldManagement.update(Pod.TYPE, null, pod, "test", "", FieldSet.EMPTY, NOW);
  }

  /** As it is worked out when the Pod before was another. */
  private static Pod createdAfterAnother(Pod pod) {
    created(Pod.of(p -> p.metadata(m -> m.name("x")).spec(s -> s.hostNetwork(true))));
    return created(pod);
  }

  private static String fields(Pod pod) {
    return String.valueOf(pod.metadata().managedFields().getFirst().fieldsV1());
  }

  private static boolean haveSameFields(Pod one, Pod other) {
    return CreatedSets.haveSameFields(Pod.TYPE, one, other);
  }

  @Test
  void podsOfATemplateHaveTheSameFields() {
    Pod first = pod("a", Map.of("app", "web", "index", "1"), "main", "side");
    Pod second = pod("b", Map.of("app", "web", "index", "2"), "main", "side");
    assertThat(haveSameFields(first, second)).isTrue();
    Pod expected = createdAfterAnother(second);
    created(first);
    assertThat(created(second)).isEqualTo(expected);
    assertThat(fields(expected)).contains("f:index").contains("side");
  }

  @Test
  void otherKeysItemsAndPresenceAreOtherFields() {
    Pod first = pod("a", Map.of("app", "web"), "main");
    assertThat(haveSameFields(first, pod("a", Map.of("other", "web"), "main"))).isFalse();
    assertThat(haveSameFields(first, pod("a", Map.of(), "main"))).isFalse();
    assertThat(haveSameFields(first, pod("a", Map.of("app", "web"), "other"))).isFalse();
    assertThat(haveSameFields(first, pod("a", Map.of("app", "web"), "main", "side"))).isFalse();
    Pod priority = first.with(p -> p.spec(first.spec().with(s -> s.priority(0))));
    assertThat(haveSameFields(first, priority)).isFalse();
    for (Pod other : List.of(priority, pod("a", Map.of("other", "web"), "other"))) {
      Pod expected = createdAfterAnother(other);
      created(first);
      assertThat(created(other)).isEqualTo(expected);
    }
  }

  @Test
  void anotherResetIsAnotherSet() {
    Pod pod = pod("a", Map.of("app", "web"), "main");
    created(pod);
    Pod reset = FieldManagement.update(Pod.TYPE, null, pod, "test", "", FieldSet.of("spec"), NOW);
    assertThat(fields(reset)).isEqualTo("{\"f:metadata\":{\"f:labels\":{\".\":{},\"f:app\":{}}}}");
  }
}
