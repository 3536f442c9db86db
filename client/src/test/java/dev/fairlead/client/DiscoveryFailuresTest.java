package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.discovery.ApiCatalog;
import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.meta.v1.PartialObjectMetadataList;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Servers that can say only a part of what they serve, or nothing, through the whole client. */
class DiscoveryFailuresTest {
  private static final String JSON = "application/json";
  private static final String CORE = "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}";
  private static final String PODS =
      "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"v1\",\"resources\":["
          + "{\"name\":\"pods\",\"singularName\":\"pod\",\"namespaced\":true,\"kind\":\"Pod\","
          + "\"verbs\":[\"get\",\"list\"],\"shortNames\":[\"po\"]}]}";
  private static final String GROUPS =
      "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":["
          + "{\"name\":\"metrics.k8s.io\",\"versions\":[{\"groupVersion\":\"metrics.k8s.io/v1beta1\","
          + "\"version\":\"v1beta1\"}]},"
          + "{\"name\":\"batch\",\"versions\":[{\"groupVersion\":\"batch/v1\",\"version\":\"v1\"}]}]}";
  private static final String JOBS =
      PODS.replace("pod", "job").replace("Pod", "Job").replace("\"po\"", "\"jo\"");

  private final FakeTransport server = new FakeTransport();
  private final Kubernetes k8s = server.client();

  private FakeTransport says(String document) {
    return server.text(200, JSON, document);
  }

  @Test
  void asksForEverythingInOneDocument() {
    says(CORE);
    says(PODS);
    says("{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}");
    assertThat(k8s.discovery().resource("po").kind().kind()).isEqualTo("Pod");
    assertThat(server.lines()).containsExactly("GET /api", "GET /api/v1", "GET /apis");
    assertThat(server.requests.get(0).headers().get("Accept"))
        .isEqualTo(
            "application/json;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList;v=v2,"
                + "application/json;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList;v=v2beta1,"
                + "application/json");
  }

  /** One dead aggregated server must not take the rest with it. */
  @Test
  void oneGroupThatIsDownLosesNoOther() {
    says(CORE);
    says(PODS);
    says(GROUPS);
    for (int i = 0; i < 5; i++) { // as often as the client tries
      server.status(503, "ServiceUnavailable");
    }
    says(JOBS);
    ApiCatalog catalog = k8s.discovery().catalog();
    assertThat(catalog.resources()).extracting(ApiResource::plural).containsExactly("pods", "jobs");
    assertThat(catalog.problems()).hasSize(1);
    assertThat(catalog.problems().get(0).where()).isEqualTo("metrics.k8s.io/v1beta1");
    assertThat(catalog.problems().get(0).what()).contains("503 ServiceUnavailable");
  }

  /** What can't be looked for isn't gone. */
  @Test
  void nothingIsTakenForDeletedBecauseItsServerIsDown() {
    for (int round = 0; round < 2; round++) { // the second because the kind is unknown
      says(CORE);
      says(PODS);
      says(GROUPS);
      server.status(404, "NotFound");
      says(JOBS);
    }
    Manifests down =
        Manifests.of(
            DynamicObject.of(GroupVersionKind.of("metrics.k8s.io/v1beta1", "NodeMetrics"), "n1"));
    assertThatThrownBy(() -> k8s.delete(down, o -> {}))
        .isInstanceOf(ManifestsFailedException.class)
        .hasMessageStartingWith(
            "1 object of 1 failed:\nmetrics.k8s.io/v1beta1 NodeMetrics n1: metrics.k8s.io/v1beta1"
                + " NodeMetrics may be served, but the server couldn't say: ");
    Manifests gone =
        Manifests.of(DynamicObject.of(GroupVersionKind.of("example.com/v1", "Shop"), "s"));
    assertThat(k8s.delete(gone, o -> {}))
        .extracting(ManifestResult::outcome)
        .containsExactly(ManifestResult.Outcome.ABSENT);
  }

  @Test
  void aPageInPlaceOfADocumentLosesNoOther() {
    says(CORE);
    says(PODS);
    says(GROUPS);
    server.text(200, "text/html", "<html>");
    says(JOBS);
    assertThat(k8s.discovery().catalog().problems()).hasSize(1);
    assertThat(k8s.discovery().resource("jobs").group()).isEqualTo("batch");
  }

  @Test
  void aServerOfGroupsAloneWillDo() {
    server.status(404, "NotFound");
    says(GROUPS.replace("metrics.k8s.io", "apps"));
    says(JOBS);
    says(JOBS);
    assertThat(k8s.discovery().resource("jobs.batch").group()).isEqualTo("batch");
    assertThat(k8s.discovery().catalog().problems()).hasSize(1);
  }

  @Test
  void whoMayAskNothingIsToldSo() {
    server.status(401, "Unauthorized");
    assertThatThrownBy(() -> k8s.dynamic("pods")).isInstanceOf(UnauthorizedException.class);
    for (int i = 0; i < 5; i++) {
      server.fails(new IOException("gone"));
    }
    assertThatThrownBy(() -> k8s.dynamic("pods")).isInstanceOf(ConnectionException.class);
  }

  @Test
  void metadataIsAskedForByAccept() {
    says(CORE);
    says(PODS);
    says("{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}");
    PartialObjectMetadata web = PartialObjectMetadata.of(p -> p.metadata(m -> m.name("web")));
    server.json(PartialObjectMetadataList.of(l -> l.item(web)));
    assertThat(k8s.metadata("pods").namespace("shop").list().items()).containsExactly(web);
    assertThat(server.asked().headers().get("Accept"))
        .isEqualTo(
            "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,"
                + "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1");
    server.protobuf(web);
    assertThat(k8s.metadata("pods").namespace("shop").get("web")).isEqualTo(web);
    assertThat(server.asked().headers().get("Accept"))
        .isEqualTo(
            "application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,"
                + "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");
    assertThat(server.asked().path()).isEqualTo("/api/v1/namespaces/shop/pods/web");
    assertThatThrownBy(() -> k8s.metadata("pods").cluster())
        .hasMessage("pods are in namespaces: call namespace(name) or allNamespaces()");
  }
}
