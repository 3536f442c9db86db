package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.tree.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A change of what a type knows, carried over to the whole object. */
class RebaseTest {
  private static final String WHOLE =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-0, newInMetadata: 1, labels: {app: web}}
      newAtTop: {a: [1, 2]}
      spec:
        newInSpec: true
        nodeName: n1
        containers:
        - {name: web, image: "nginx:1", newInContainer: x, ports: [{containerPort: 80, newInPort: y}]}
        - {name: log, image: "busybox:1", newInContainer: z}
        tolerations:
        - {key: a, newInToleration: 1}
        - {key: b, newInToleration: 2}
      """;

  private static JsonObject tree(String yaml) {
    return (JsonObject) Codec.yaml().decodeTree(yaml);
  }

  private static JsonObject changed(JsonObject whole, UnaryOperator<Pod> change) {
    Pod before = Codec.fromTree(Pod.TYPE, whole);
    Pod after = change.apply(before);
    return Rebase.of(
        whole, (JsonObject) Codec.toTree(before), (JsonObject) Codec.toTree(after), Pod.TYPE);
  }

  @Test
  void keeps_everything_when_nothing_changes() {
    assertThat(changed(tree(WHOLE), pod -> pod)).isEqualTo(tree(WHOLE));
  }

  @Test
  void keeps_unknown_fields_of_the_item_that_changes_and_of_its_neighbours() {
    assertThat(
            changed(
                tree(WHOLE),
                pod ->
                    pod.with(p ->
                        p.spec(s ->
                            s.containers(
                                pod.spec().containers().stream()
                                    .map(c -> c.with(x -> x.image(c.image() + ".29")))
                                    .toList())))))
        .isEqualTo(
            tree(WHOLE.replace("nginx:1", "nginx:1.29").replace("busybox:1", "busybox:1.29")));
  }

  @Test
  void follows_items_by_their_keys_when_the_order_changes() {
    JsonObject reversed =
        changed(
            tree(WHOLE),
            pod -> pod.with(p -> p.spec(s -> s.containers(pod.spec().containers().reversed()))));

    assertThat(reversed.toString())
        .containsSubsequence(
            "log", "newInContainer", "z", "web", "newInContainer", "x", "newInPort");
  }

  @Test
  void removes_what_is_removed_and_adds_what_is_new() {
    JsonObject result =
        changed(
            tree(WHOLE),
            pod ->
                pod.with(p ->
                    p.spec(s ->
                        s.nodeName(null)
                            .containers(List.of(pod.spec().containers().get(1)))
                            .tolerations(List.of(pod.spec().tolerations().get(1))))));

    assertThat(result)
        .isEqualTo(
            tree(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-0, newInMetadata: 1, labels: {app: web}}
                newAtTop: {a: [1, 2]}
                spec:
                  newInSpec: true
                  containers:
                  - {name: log, image: "busybox:1", newInContainer: z}
                  tolerations:
                  - {key: b, newInToleration: 2}
                """));
  }

  /** What the type knows of the result is what the change made, whatever it was. */
  @Property
  void says_what_the_change_says(
      @ForAll @Size(max = 6) List<@IntRange(max = 5) Integer> before,
      @ForAll @Size(max = 6) List<@IntRange(max = 5) Integer> after) {
    JsonObject whole = ((JsonObject) Codec.toTree(pod(before))).with("newAtTop", JsonObject.EMPTY);

    JsonObject result = changed(whole, pod -> pod(after));

    assertThat(Codec.fromTree(Pod.TYPE, result)).isEqualTo(pod(after));
    assertThat(MergePatch.diff(whole, result).apply(whole)).isEqualTo(result);
  }

  private static Pod pod(List<Integer> names) {
    return Pod.of(p ->
        p.metadata(m -> m.name("a"))
            .spec(s -> {
              for (int name : names) {
                s.container(c -> c.name("c" + name % 3).image("i" + name).args("x", "y"));
                s.toleration(t -> t.key("k" + name));
              }
            }));
  }
}
