package dev.fairlead.apiserver.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.schema.KubernetesApi;
import dev.fairlead.schema.ObjectSchema;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TypeSchemaTest {
  @Test
  void knowsTheTypesThatAreOneValue() {
    TreeSet<String> expected =
        KubernetesApi.load().schemas().values().stream()
            .filter(ObjectSchema::atomic)
            .map(schema -> lastThree(schema.name()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(TypeSchema.AtomicTypes.NAMES)).isEqualTo(expected);
  }

  /** As in io.k8s.api.core.v1.Pod and io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta. */
  private static String lastThree(String name) {
    String[] parts = name.split("\\.", -1);
    int n = parts.length;
    return parts[n - 3] + "." + parts[n - 2] + "." + parts[n - 1];
  }

  @Test
  void readsTheOwnedPathsOfAnAppliedDeployment() {
    JsonObject applied =
        (JsonObject)
            Codec.yaml()
                .decodeTree(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: web
                      ownerReferences: [{apiVersion: v1, kind: Node, name: n, uid: u}]
                      finalizers: [b/b, a/a]
                    spec:
                      selector: {matchLabels: {app: web}}
                      template:
                        spec:
                          nodeSelector: {disk: ssd}
                          tolerations: [{key: k}]
                          containers:
                          - name: web
                            ports: [{containerPort: 80}]
                            resources: {limits: {cpu: 1}}
                            command: [run]
                    """);
    assertThat(OwnedPaths.of(TypeSchema.of(Deployment.TYPE), applied))
        .hasToString(
            """
            .apiVersion
            .kind
            .metadata.name
            .metadata.finalizers[="a/a"]
            .metadata.finalizers[="b/b"]
            .metadata.ownerReferences[uid="u"]
            .spec.selector
            .spec.template.spec.nodeSelector
            .spec.template.spec.tolerations
            .spec.template.spec.containers[name="web"]
            .spec.template.spec.containers[name="web"].command
            .spec.template.spec.containers[name="web"].name
            .spec.template.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"]
            .spec.template.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"].containerPort
            .spec.template.spec.containers[name="web"].resources.limits.cpu\
            """);
  }
}
