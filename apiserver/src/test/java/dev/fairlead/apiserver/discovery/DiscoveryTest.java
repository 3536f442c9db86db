package dev.fairlead.apiserver.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.catalog.CustomResource;
import dev.fairlead.apiserver.health.Check;
import dev.fairlead.apiserver.health.Health;
import dev.fairlead.apiserver.metrics.Metrics;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Requests;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.version.Info;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documents and hashes are those of kube-apiserver 1.37.2. */
class DiscoveryTest {
  private static final Catalog CATALOG = Catalog.of(KubernetesApi.load());
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  private static final Info VERSION =
      Info.of(i -> i.major("1").minor("37").gitVersion("v1.37.2").platform("linux/amd64"));

  private Catalog catalog = CATALOG;
  private final Discovery discovery =
      new Discovery(
          () -> catalog,
          "192.0.2.1:6443",
          VERSION,
          new Health(Map.of("livez", List.of(new Check("ping", () -> true)))),
          new Metrics(VERSION, Instant.EPOCH, Map::of),
          List.of("/openid/v1/jwks"));

  @Test
  void showsGroupsAndVersions() {
    assertThat(get("/api"))
        .isEqualTo(
            """
            {"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":\
            [{"clientCIDR":"0.0.0.0/0","serverAddress":"192.0.2.1:6443"}]}
            """);
    assertThat(get("/apis/autoscaling/"))
        .isEqualTo(
            """
            {"kind":"APIGroup","apiVersion":"v1","name":"autoscaling","versions":\
            [{"groupVersion":"autoscaling/v2","version":"v2"},\
            {"groupVersion":"autoscaling/v1","version":"v1"}],\
            "preferredVersion":{"groupVersion":"autoscaling/v2","version":"v2"}}
            """);
    assertThat(get("/apis"))
        .startsWith(
            """
            {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"apiregistration.k8s.io",\
            """);
  }

  @Test
  void showsTheResourcesOfAVersion() {
    assertThat(get("/apis/autoscaling/v1"))
        .isEqualTo(
            """
            {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"autoscaling/v1","resources":\
            [{"name":"horizontalpodautoscalers","singularName":"horizontalpodautoscaler",\
            "namespaced":true,"kind":"HorizontalPodAutoscaler","verbs":["create","delete",\
            "deletecollection","get","list","patch","update","watch"],"shortNames":["hpa"],\
            "categories":["all"],"storageVersionHash":"qwQve8ut294="},\
            {"name":"horizontalpodautoscalers/status","singularName":"","namespaced":true,\
            "kind":"HorizontalPodAutoscaler","verbs":["get","patch","update"]}]}
            """);
    assertThat(get("/api/v1"))
        .startsWith(
            """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"bindings",\
            """);
  }

  @Test
  void showsEverythingInOneDocument() {
    Response named = answer(Requests.get("/apis", "accept", AGGREGATED + ",application/json"));
    String etag =
        "\"C1F1010597FE58AB064229356A99E46C1A393186FA4A195FB7F52CC9716570130AA2FD3A1637DC37D5C215C4A3"
            + "A6022B5C46487215FF916DE5BA1DD781D395AE\"";

    assertThat(named.headers())
        .isEqualTo(
            Map.of(
                "Cache-Control", List.of("public"),
                "ETag", List.of(etag),
                "Vary", List.of("Accept"),
                "Content-Type", List.of(AGGREGATED)));
    assertThat(text(named))
        .startsWith(
            """
            {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},\
            "items":[{"metadata":{"name":"apiregistration.k8s.io"},"versions":[{"version":"v1",\
            "resources":[{"resource":"apiservices","responseKind":{"group":"","version":"",\
            "kind":"APIService"},"scope":"Cluster",\
            """);
    assertThat(answer(Requests.get("/apis", "accept", AGGREGATED, "if-none-match", etag)).status())
        .isEqualTo(304);
    assertThat(answer(Requests.get("/api", "accept", AGGREGATED)).headers().get("ETag"))
        .containsExactly(
            "\"4D7E1BED90B364BC86049DD9E636494980AEF65B7F8CFAA267616FA062B514A8A3CC2C2851CC9337B8D28B"
                + "4C80960E2353DE5E0B152E87CC223E02EA3C5C37AC\"");
  }

  @Test
  void refusesOtherForms() {
    assertThat(failure(Requests.get("/api", "accept", AGGREGATED.replace("v2", "v2beta1"))))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"only the following media types are accepted: application/json,\
             application/yaml, application/vnd.kubernetes.protobuf","reason":"NotAcceptable",\
            "code":406}\
            """);
    assertThat(failure(Requests.get("/version", "accept", "application/yaml")))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"406: Not Acceptable\\n\\nAvailable representations: application/json",\
            "reason":"NotAcceptable","details":{},"code":406}\
            """);
    assertThat(failure(Requests.of("PUT", "/api")))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"the server does not allow this method on the requested resource",\
            "reason":"MethodNotAllowed","details":{},"code":405}\
            """);
  }

  @Test
  void leavesResourcesToOthers() {
    assertThat(discovery.answer(Requests.get("/api/v1/pods"))).isEmpty();
    assertThat(discovery.answer(Requests.get("/apis/apps/v1/namespaces/shop/deployments/web")))
        .isEmpty();
  }

  @Test
  void saysThatNothingIsThere() {
    for (String path :
        List.of("/foo", "/apis/foo.bar/v1", "/apis/foo.bar/v1/foos", "/version/x", "/livez/x")) {
      Response response = answer(Requests.get(path));
      assertThat(response.status() + " " + text(response)).isEqualTo("404 404 page not found\n");
    }
    assertThat(failure(Requests.get("/api/v2/pods")))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"the server could not find the requested resource","reason":"NotFound",\
            "details":{},"code":404}\
            """);
  }

  @Test
  void showsVersionHealthMetricsAndPaths() {
    assertThat(get("/version"))
        .isEqualTo(
            """
            {
              "major": "1",
              "minor": "37",
              "gitVersion": "v1.37.2",
              "gitCommit": "",
              "gitTreeState": "",
              "buildDate": "",
              "goVersion": "",
              "compiler": "",
              "platform": "linux/amd64"
            }\
            """);
    assertThat(get("/livez/ping")).isEqualTo("ok");
    assertThat(get("/metrics")).contains("# TYPE apiserver_request_total counter\n");
    assertThat(get("/"))
        .startsWith("{\n  \"paths\": [\n    \"/api\",\n    \"/api/v1\",\n    \"/apis\",\n")
        .endsWith("    \"/openapi/v3/\",\n    \"/openid/v1/jwks\",\n    \"/version\"\n  ]\n}");
  }

  @Test
  void showsCustomResourcesAsSoonAsTheyAreServed() {
    assertThat(answer(Requests.get("/apis/stable.example.com/v1")).status()).isEqualTo(404);

    catalog =
        CATALOG.withCustomResources(
            List.of(custom("v1beta1"), custom("v1"), custom("v1alpha1"), custom("v10")));

    assertThat(get("/apis/stable.example.com"))
        .isEqualTo(
            """
            {"kind":"APIGroup","apiVersion":"v1","name":"stable.example.com","versions":\
            [{"groupVersion":"stable.example.com/v10","version":"v10"},\
            {"groupVersion":"stable.example.com/v1","version":"v1"},\
            {"groupVersion":"stable.example.com/v1beta1","version":"v1beta1"},\
            {"groupVersion":"stable.example.com/v1alpha1","version":"v1alpha1"}],\
            "preferredVersion":{"groupVersion":"stable.example.com/v10","version":"v10"}}
            """);
    assertThat(get("/openapi/v3/apis/stable.example.com/v1"))
        .contains(
            "\"com.example.stable.v1.CronTab\":{\"type\":\"object\","
                + "\"x-kubernetes-group-version-kind\":[{\"group\":\"stable.example.com\","
                + "\"kind\":\"CronTab\",\"version\":\"v1\"}]}");
    assertThat(get("/")).contains("\"/apis/stable.example.com/v1beta1\"");
  }

  private static CustomResource custom(String version) {
    ApiResource resource =
        new ApiResource(
            "stable.example.com",
            version,
            "crontabs",
            "CronTab",
            "crontab",
            true,
            List.of("ct"),
            List.of(),
            List.of("create", "get", "list", "watch"),
            List.of(),
            List.of());
    return new CustomResource(
        resource, "v1", (JsonObject) Codec.json().decodeTree("{\"type\":\"object\"}"));
  }

  private String get(String target) {
    return text(answer(Requests.get(target)));
  }

  private Response answer(Request request) {
    return discovery.answer(request).orElseThrow();
  }

  private static String text(Response response) {
    byte[] body = ((Response.Content.Bytes) response.content()).bytes();
    return new String(body, StandardCharsets.UTF_8);
  }

  private String failure(Request request) {
    return Codec.json()
        .encodeToString(
            catchThrowableOfType(StatusException.class, () -> discovery.answer(request)).status())
        .strip();
  }
}
