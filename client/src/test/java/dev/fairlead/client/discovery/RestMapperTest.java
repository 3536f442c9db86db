package dev.fairlead.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestMapperTest {
  private final RestMapper mapper = new RestMapper(Catalogs.small());

  @Test
  void mapsKindsToResourcesAndBack() {
    GroupVersionKind kind = new GroupVersionKind("apps", "v1", "Deployment");
    GroupVersionResource name = new GroupVersionResource("apps", "v1", "deployments");
    assertThat(mapper.resource(kind).name()).isEqualTo(name);
    assertThat(mapper.resource(name).kind()).isEqualTo(kind);
    assertThat(mapper.find(new GroupVersionKind("apps", "v2", "Deployment"))).isEmpty();
    assertThat(mapper.preferred("autoscaling", "HorizontalPodAutoscaler").orElseThrow().version())
        .isEqualTo("v2");
    assertThat(mapper.versions("autoscaling", "HorizontalPodAutoscaler"))
        .extracting(ApiResource::version)
        .containsExactly("v2", "v1");
    assertThat(mapper.inVersion(mapper.resource("hpa"), "v1").orElseThrow().version())
        .isEqualTo("v1");
    assertThat(mapper.category("all")).containsExactly(Catalogs.PODS, Catalogs.DEPLOYMENTS);
  }

  @Test
  void takesNamesAsKubectlDoes() {
    for (String name :
        List.of("po", "pod", "pods", "Pod", "PODS", "pods.v1.", "pods.v1", "pod.v1.")) {
      assertThat(mapper.resource(name)).as(name).isEqualTo(Catalogs.PODS);
    }
    for (String name : List.of("deploy", "deploy.apps", "Deployment.v1.apps")) {
      assertThat(mapper.resource(name)).as(name).isEqualTo(Catalogs.DEPLOYMENTS);
    }
    assertThat(mapper.resource("events").group()).isEmpty(); // the core group's before others
    assertThat(mapper.resource("events.events.k8s.io").group()).isEqualTo("events.k8s.io");
    assertThat(mapper.resource("pods.metrics.k8s.io").kind().kind()).isEqualTo("PodMetrics");
    assertThat(mapper.resource("hpa.v1.autoscaling").version()).isEqualTo("v1");
  }

  /** kubectl takes the first group that it hears of, and its users delete the wrong clusters. */
  @Test
  void takesNoneOfSeveralThatFitAlike() {
    assertThatThrownBy(() -> mapper.resource("cluster"))
        .isInstanceOfSatisfying(
            AmbiguousKindException.class,
            e ->
                assertThat(e.candidates())
                    .extracting(ApiResource::group)
                    .containsExactly("cluster.x-k8s.io", "postgresql.cnpg.io"))
        .hasMessage(
            "\"cluster\" is served by more than one group. Name one: clusters.cluster.x-k8s.io or"
                + " clusters.postgresql.cnpg.io.");
    assertThat(mapper.resource("clusters.postgresql.cnpg.io").group())
        .isEqualTo("postgresql.cnpg.io");
    assertThat(mapper.resource("cl").group()).isEqualTo("cluster.x-k8s.io");
  }

  @Test
  void guessesNothingButSuggests() {
    assertThat(mapper.find("horizontalpodautoscalerses")).isEmpty();
    assertThatThrownBy(() -> mapper.resource("deplyoment"))
        .isInstanceOfSatisfying(
            UnknownKindException.class,
            e -> assertThat(e.suggestions()).containsExactly("deployments.apps"))
        .hasMessage("The server doesn't serve \"deplyoment\". Did you mean deployments.apps?");
    assertThatThrownBy(() -> mapper.resource("pdo"))
        .hasMessage("The server doesn't serve \"pdo\". Did you mean pods, pods.metrics.k8s.io?");
    assertThatThrownBy(() -> mapper.resource(new GroupVersionKind("example.com", "v1", "Shop")))
        .isInstanceOf(UnknownKindException.class)
        .hasMessage(
            "The server doesn't serve example.com/v1 Shop. Check the name, and that its"
                + " CustomResourceDefinition is there.");
    assertThatThrownBy(() -> mapper.resource("\n" + "x".repeat(10_000)))
        .isInstanceOf(UnknownKindException.class)
        .hasMessageStartingWith("The server doesn't serve \" xxx");
  }

  @Test
  void saysWhatCouldntBeFoundOut() {
    ApiCatalog gappy =
        new ApiCatalog(
            Catalogs.small().groups(),
            List.of(new ApiCatalog.Problem("custom.metrics.k8s.io/v1", "503 ServiceUnavailable")));
    assertThatThrownBy(() -> new RestMapper(gappy).resource("zebras"))
        .hasMessage(
            "The server doesn't serve \"zebras\". Check the name, and that its"
                + " CustomResourceDefinition is there. It could be among what couldn't be found"
                + " out: custom.metrics.k8s.io/v1: 503 ServiceUnavailable.");
  }

  @Test
  void measuresDistances() {
    assertThat(Suggestions.distance("pods", "pods", 3)).isZero();
    assertThat(Suggestions.distance("pdos", "pods", 3)).isEqualTo(1);
    assertThat(Suggestions.distance("pod", "pods", 3)).isEqualTo(1);
    assertThat(Suggestions.distance("kitten", "sitting", 3)).isEqualTo(3);
    assertThat(Suggestions.distance("kitten", "sitting", 2)).isEqualTo(3);
    assertThat(Suggestions.distance("", "abcdef", 3)).isEqualTo(4);
  }
}
