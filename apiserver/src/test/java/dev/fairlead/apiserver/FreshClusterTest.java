package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A server as it starts, asked without a network; the answers are those of the real server. */
class FreshClusterTest {
  private static final String DEFAULT = "/api/v1/namespaces/default/";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-31T08:00:00Z"));

  private final ApiServer server =
      new ApiServerBuilder(CLOCK, new Random(1))
          .token("secret", User.of("admin", User.MASTERS_GROUP))
          .build();

  @Test
  void hasWhatARealClusterStartsWith() {
    assertThat(get(DEFAULT + "services/kubernetes"))
        .contains("\"port\":443,\"targetPort\":6443", "\"clusterIP\":\"10.0.0.1\"");
    assertThat(get(DEFAULT + "endpoints/kubernetes")).contains("\"port\":6443");
    assertThat(get("/apis/networking.k8s.io/v1/servicecidrs/kubernetes"))
        .contains("\"cidrs\":[\"10.0.0.0/16\"]", "\"type\":\"Ready\",\"status\":\"True\"");
    assertThat(get("/apis/scheduling.k8s.io/v1/priorityclasses/system-node-critical"))
        .contains("\"value\":2000001000");
    assertThat(get("/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas/exempt"))
        .contains(
            "\"matchingPrecedence\":1",
            "\"manager\":\"api-priority-and-fairness-config-consumer-v1\",\"operation\":\"Apply\"",
            "\"type\":\"Dangling\",\"status\":\"False\"");
    assertThat(get("/apis/apiregistration.k8s.io/v1/apiservices/v1.apps"))
        .contains(
            "\"groupPriorityMinimum\":17800,\"versionPriority\":15",
            "\"type\":\"Available\",\"status\":\"True\"");
    assertThat(get("/api/v1/namespaces/kube-system/configmaps"))
        .contains("\"since\":\"2026-01-31\"");
    assertThat(get("/apis/rbac.authorization.k8s.io/v1/clusterroles/admin"))
        .contains("\"rules\":[{");
  }

  @Test
  void listsFlowSchemasInTheOrderInWhichTheyAreTried() {
    String table = table("/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas");
    assertThat(table.indexOf("\"exempt\",\"exempt\",1,"))
        .isPositive()
        .isLessThan(table.indexOf("\"probes\",\"exempt\",2,"));
    assertThat(table.indexOf("\"catch-all\",\"catch-all\",10000,"))
        .isGreaterThan(table.indexOf("\"global-default\",\"global-default\",9900,"));
  }

  @Test
  void showsTheServedVersionsOfACustomResource() {
    String path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    String version =
        "{\"name\":\"%s\",\"served\":%s,\"storage\":%s,"
            + "\"schema\":{\"openAPIV3Schema\":{\"type\":\"object\"}}}";
    String versions =
        version.formatted("v2", true, true)
            + ","
            + version.formatted("v1", true, false)
            + ","
            + version.formatted("v1beta1", false, false);
    String definition =
        "{\"metadata\":{\"name\":\"widgets.example.com\"},\"spec\":{\"group\":\"example.com\","
            + "\"scope\":\"Namespaced\",\"names\":{\"plural\":\"widgets\",\"kind\":\"Widget\"},"
            + "\"versions\":["
            + versions
            + "]}}";
    assertThat(send("POST", path, definition).status()).isEqualTo(201);
    assertThat(table(path)).contains("\"widgets.example.com\",\"Namespaced\",\"v1,v2(storage)\"");
  }

  @Test
  void printsNullWhereGoDoes() {
    String event = "{\"metadata\":{\"name\":\"e\"},\"involvedObject\":{\"namespace\":\"default\"}}";
    assertThat(body(send("POST", DEFAULT + "events", event)))
        .contains("\"firstTimestamp\":null,\"lastTimestamp\":null", "\"eventTime\":null");
    assertThat(get("/api/v1/nodes")).contains("\"items\":[]");
  }

  @Test
  void makesQuantitiesCanonical() {
    String limits =
        "{\"metadata\":{\"name\":\"l\"},\"spec\":{\"limits\":[{\"type\":\"Pod\","
            + "\"max\":{\"cpu\":\"1.5\",\"memory\":\"1024Mi\"}}]}}";
    assertThat(body(send("POST", DEFAULT + "limitranges", limits)))
        .contains("\"max\":{\"cpu\":\"1500m\",\"memory\":\"1Gi\"}");
  }

  @Test
  void warnsOfDeprecatedKindsEvenWhereItFails() {
    Response missing = send("GET", DEFAULT + "endpoints/none", "");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.headers().get("Warning"))
        .containsExactly(
            "299 - \"v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1"
                + " EndpointSlice\"");
  }

  @Test
  void saysWhichUidItWantedInTheWordsOfItsStorage() {
    send("POST", DEFAULT + "configmaps", "{\"metadata\":{\"name\":\"c\"}}");
    String other = "{\"metadata\":{\"name\":\"c\",\"uid\":\"x\"}}";
    assertThat(body(send("PUT", DEFAULT + "configmaps/c", other)))
        .contains(
            "Operation cannot be fulfilled on configmaps \\\"c\\\": StorageError: invalid object,"
                + " Code: 4, Key: /registry/configmaps/default/c, ResourceVersion: 0,"
                + " AdditionalErrorMsg: Precondition failed: UID in precondition: x, UID in object"
                + " meta: ");
    String odd = "{\"metadata\":{\"name\":\"c\",\"resourceVersion\":\"x\"}}";
    assertThat(body(send("PUT", DEFAULT + "configmaps/c", odd)))
        .contains("strconv.ParseUint: parsing \\\"x\\\": invalid syntax", "\"code\":500");
  }

  @Test
  void givesAServiceThatIsntKeptWhatStandsForAnAddressAndPorts() {
    String service =
        "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"type\":\"NodePort\",\"ports\":[{\"port\":1}]}}";
    assertThat(body(send("POST", DEFAULT + "services?dryRun=All", service)))
        .contains("\"nodePort\":32769", "\"clusterIP\":\"10.0.0.0\"");
    String outside =
        "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"clusterIP\":\"1.2.3.4\","
            + "\"ports\":[{\"port\":1}]}}";
    assertThat(body(send("POST", DEFAULT + "services", outside)))
        .contains(
            "failed to allocate IP 1.2.3.4: the provided IP (1.2.3.4) is not in the valid range."
                + " The range of valid IPs is 10.0.0.0/16");
  }

  private String get(String path) {
    return body(send("GET", path, ""));
  }

  private String table(String path) {
    return body(send("GET", path, "", "application/json;as=Table;v=v1;g=meta.k8s.io"));
  }

  private Response send(String method, String target, String body) {
    return send(method, target, body, "application/json");
  }

  private Response send(String method, String target, String body, String accept) {
    String[] parts = target.split("\\?", 2);
    return server.answer(
        new Request(
            method,
            parts[0],
            parts.length == 1 ? Map.of() : Map.of("dryRun", List.of("All")),
            Map.of(
                "authorization", List.of("Bearer secret"),
                "accept", List.of(accept),
                "content-type", List.of("application/json")),
            body.getBytes(StandardCharsets.UTF_8),
            List.of()));
  }

  private static String body(Response response) {
    return response.content() instanceof Response.Content.Bytes content
        ? new String(content.bytes(), StandardCharsets.UTF_8)
        : "a stream";
  }
}
