package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.tree.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An apply configuration")
class ApplyConfigurationTest {
  private static final Pod POD =
      Codec.yaml()
          .decode(
              Pod.TYPE,
              """
              apiVersion: v1
              kind: Pod
              metadata:
                name: web-0
                namespace: shop
                uid: u-1
                labels: {app: web, tier: front}
                finalizers: [a/b, c/d]
                managedFields:
                - manager: shop
                  operation: Apply
                  apiVersion: v1
                  fieldsType: FieldsV1
                  fieldsV1:
                    f:metadata: {"f:labels": {"f:app": {}}, "f:finalizers": {'v:"c/d"': {}}}
                    f:spec:
                      f:containers:
                        'k:{"name":"web"}': {".": {}, "f:name": {}, "f:image": {}, "f:args": {}}
                      f:volumes: {'k:{"name":"tmp"}': {".": {}, "f:name": {}, "f:emptyDir": {}}}
                - {manager: shop, operation: Update, fieldsV1: {"f:spec": {"f:nodeName": {}}}}
                - manager: shop
                  operation: Apply
                  subresource: status
                  fieldsV1: {"f:status": {"f:phase": {}}}
              spec:
                nodeName: n1
                containers:
                - {name: log, image: "busybox:1"}
                - {name: web, image: "nginx:1", args: [a, b], resources: {}}
                volumes: [{name: tmp, emptyDir: {}}]
              status: {phase: Running, podIP: 10.0.0.1}
              """);

  private static JsonObject tree(String yaml) {
    return (JsonObject) Codec.yaml().decodeTree(yaml);
  }

  @Test
  void holds_the_fields_that_are_set_and_no_others() {
    Pod pod =
        Pod.of(p ->
            p.metadata(m -> m.name("web-0"))
                .spec(s ->
                    s.container(c -> c.name("web"))
                        .terminationGracePeriodSeconds(0L)
                        .volume(v -> v.name("tmp").emptyDir(e -> {}))));

    assertThat(ApplyConfiguration.of(pod))
        .isEqualTo(
            tree(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-0}
                spec:
                  volumes: [{name: tmp, emptyDir: {}}]
                  containers: [{name: web}]
                  terminationGracePeriodSeconds: 0
                """));
  }

  @Test
  void never_has_managed_fields() {
    assertThat(ApplyConfiguration.of(POD).toString())
        .contains("\"labels\"")
        .doesNotContain("managedFields");
  }

  @Test
  void is_extracted_with_what_the_manager_has_applied() {
    assertThat(ApplyConfiguration.extract(POD, "shop"))
        .isEqualTo(
            tree(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-0, namespace: shop, labels: {app: web}, finalizers: [c/d]}
                spec:
                  containers: [{name: web, image: "nginx:1", args: [a, b]}]
                  volumes: [{name: tmp, emptyDir: {}}]
                """));
    assertThat(ApplyConfiguration.extract(POD, "shop", "status"))
        .isEqualTo(
            tree(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-0, namespace: shop}
                status: {phase: Running}
                """));
  }

  @Test
  void of_a_manager_that_has_applied_nothing_is_the_objects_identity() {
    assertThat(ApplyConfiguration.extract(POD, "nobody"))
        .isEqualTo(tree("{apiVersion: v1, kind: Pod, metadata: {name: web-0, namespace: shop}}"));
  }
}
