package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Answers of kube-apiserver that random requests have shown to be others than they looked. */
class SameAnswersTest extends GuardedServer {
  private static final String HELD =
      "{\"metadata\":{\"name\":\"held\",\"finalizers\":[\"example.com/hold\"]}}";
  private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/team/events";
  private static final String AUTOSCALERS = "/namespaces/team/horizontalpodautoscalers";
  private static final String SCALED =
      "\"scaleTargetRef\":{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"name\":\"d\"}";

  @Test
  void anUpdateThatEndsADeletionShowsTheVersionBefore() {
    made(TEAM + "configmaps", HELD);
    String marked = ok("DELETE", TEAM + "configmaps/held", "");
    String gone =
        patched(
            TEAM + "configmaps/held", "{\"metadata\":{\"finalizers\":[]},\"data\":{\"a\":\"b\"}}");
    assertThat(version(gone)).isEqualTo(version(marked));
    assertThat(admin("GET", TEAM + "configmaps/held", "").status()).isEqualTo(404);
  }

  @Test
  void ownersThatWroteEventsOfTheOtherGroupAreForgotten() {
    made(
        EVENTS,
        "{\"metadata\":{\"name\":\"e\"},\"eventTime\":\"2026-01-01T00:00:00.000000Z\","
            + "\"reportingController\":\"a.b/c\",\"reportingInstance\":\"x\",\"action\":\"a\","
            + "\"reason\":\"r\",\"type\":\"Normal\","
            + "\"regarding\":{\"kind\":\"Pod\",\"name\":\"x\",\"namespace\":\"team\"}}");
    assertThat(ok("GET", EVENTS + "/e", ""))
        .contains("\"apiVersion\":\"events.k8s.io/v1\",\"time\"");
    assertThat(patched(TEAM + "events/e", "{\"count\":3}"))
        .contains("\"fieldsV1\":{\"f:count\":{}}")
        .doesNotContain("\"apiVersion\":\"events.k8s.io/v1\"");
  }

  @Test
  void writesOfTheFirstVersionAddNothingToAutoscalers() {
    made(
        "/apis/autoscaling/v2" + AUTOSCALERS,
        "{\"metadata\":{\"name\":\"h\"},\"spec\":{\"maxReplicas\":5," + SCALED + "}}");
    patched(
        "/apis/autoscaling/v1" + AUTOSCALERS + "/h/status",
        "{\"status\":{\"currentReplicas\":1,\"desiredReplicas\":2,"
            + "\"currentCPUUtilizationPercentage\":50}}");
    assertThat(ok("GET", "/apis/autoscaling/v2" + AUTOSCALERS + "/h", ""))
        .contains("\"current\":{\"averageUtilization\":50}");
  }

  @Test
  void connectionsTakeSomeMethodsAndPorts() {
    assertThat(admin("DELETE", TEAM + "pods/p/portforward?dryRun=All", "").status()).isEqualTo(405);
    assertThat(admin("POST", TEAM + "pods/p/log", "").status()).isEqualTo(405);
    assertThat(message(admin("POST", TEAM + "pods/nope/portforward?ports=80,x", "")))
        .isEqualTo("cannot convert to []int32: strconv.ParseUint: parsing \"x\": invalid syntax");
    assertThat(message(admin("POST", TEAM + "pods/nope/portforward?ports=65536", "")))
        .isEqualTo(
            "cannot convert to []int32: strconv.ParseUint: parsing \"65536\": value out of range");
  }

  @Test
  void logsOfWaitingPodsAreNoObjects() {
    assertThat(log("application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io").status())
        .isEqualTo(500);
    assertThat(log("application/json;as=Table;v=v1;g=meta.k8s.io").status()).isEqualTo(406);
    assertThat(log("application/json").status()).isEqualTo(204);
  }

  private Response log(String accept) {
    Map<String, List<String>> headers = Map.of("accept", List.of(accept));
    return sendAs("admin", "GET", TEAM + "pods/p/log", "", headers);
  }

  @Test
  void amountsOfLimitsAreRoundedUpToThousandths() {
    String range =
        "{\"metadata\":{},\"spec\":{\"limits\":[{\"type\":\"Container\",\"default\":{\"cpu\":\"0.0001\"}}]}}";
    Response made = admin("POST", TEAM + "limitranges", range);
    assertThat(made.status()).isEqualTo(201);
    // and a range without a name gets one
    assertThat(body(made))
        .contains("\"default\":{\"cpu\":\"1m\"}")
        .containsPattern("\"name\":\"[0-9a-f-]{36}\"");
  }

  @Test
  void aScaleIsThatOfOneWorkload() {
    Response answer =
        sendAs(
            "admin",
            "PATCH",
            DEPLOYMENTS + "/d/scale",
            "{\"metadata\":{\"uid\":\"11111111-2222-3333-4444-555555555555\"}}",
            Map.of("content-type", List.of(MERGE)));
    assertThat(message(answer))
        .startsWith(
            "Operation cannot be fulfilled on deployments/scale.apps \"d\": Precondition failed:"
                + " UID in precondition: 11111111-2222-3333-4444-555555555555, UID in object"
                + " meta: ");
  }

  @Test
  void aListOfOneNameHasNoPages() {
    made(TEAM + "configmaps", named("d"));
    assertThat(ok("GET", TEAM + "configmaps?fieldSelector=metadata.name=c&limit=1", ""))
        .contains("\"name\":\"c\"")
        .doesNotContain("continue");
  }

  @Test
  void certificateRequestsOfPodsAreNotSelectedByNamespace() {
    String all = "/apis/certificates.k8s.io/v1/podcertificaterequests";
    assertThat(message(admin("GET", all + "?fieldSelector=metadata.namespace=team", "")))
        .isEqualTo("field label not supported: metadata.namespace");
  }

  @Test
  void patchedDataIsInOrderOfName() {
    String revisions = "/apis/apps/v1/namespaces/team/controllerrevisions";
    made(revisions, "{\"metadata\":{\"name\":\"r\"},\"revision\":1,\"data\":{\"spec\":1}}");
    Response answer =
        sendAs(
            "admin",
            "PATCH",
            revisions + "/r",
            "{\"data\":{\"a\":1}}",
            Map.of("content-type", List.of("application/strategic-merge-patch+json")));
    assertThat(message(answer)).contains("Invalid value: {\"a\":1,\"spec\":1}: field is immutable");
  }

  @Test
  void unknownMembersAreNamedAsGoQuotesThem() {
    Response answer =
        admin(
            "POST",
            TEAM + "configmaps?fieldValidation=Strict",
            "{\"metadata\":{\"name\":\"x\"},\"a\\nb\":1}");
    assertThat(message(answer)).contains("unknown field \"a\\nb\"");
  }

  @Test
  void optionsOfADeletionAreReadBeforeAnythingIsDeleted() {
    assertThat(admin("DELETE", TEAM + "configmaps?labelSelector=no&dryRun=x", "").status())
        .isEqualTo(422);
  }

  @Test
  void ownersThatComeTwiceAreNamed() {
    String owner = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"p\",\"uid\":\"u1\"}";
    Response answer =
        admin(
            "POST",
            TEAM + "configmaps",
            "{\"metadata\":{\"name\":\"x\",\"ownerReferences\":[" + owner + "," + owner + "]}}");
    assertThat(answer.headers().getOrDefault("Warning", List.of()))
        .singleElement()
        .asString()
        .endsWith("please fix your requests; duplicate UID(s) observed: u1\"");
  }

  @Test
  void missingAddressesOfEndpointsComeLast() {
    Response answer =
        admin(
            "POST",
            "/apis/discovery.k8s.io/v1/namespaces/team/endpointslices",
            "{\"metadata\":{\"name\":\"e\"},\"addressType\":\"IPv4\",\"endpoints\":[{\"hostname\":\"_\"}]}");
    assertThat(message(answer))
        .contains("endpoints[0].hostname: Invalid value: \"_\"")
        .endsWith(", endpoints[0].addresses: Required value]");
  }

  @Test
  void aBlankTokenIsNobodys() {
    Response answer =
        admin(
            "POST", "/apis/authentication.k8s.io/v1/tokenreviews", "{\"spec\":{\"token\":\" \"}}");
    assertThat(body(answer))
        .contains("\"authenticated\":true", "\"username\":\"system:anonymous\"");
  }

  private Response admin(String method, String path, String body) {
    return sendAs("admin", method, path, body, Map.of());
  }

  private String ok(String method, String path, String body) {
    Response answer = admin(method, path, body);
    assertThat(answer.status()).describedAs(body(answer)).isEqualTo(200);
    return body(answer);
  }

  private String patched(String path, String patch) {
    Response answer =
        sendAs(
            "admin",
            "PATCH",
            path + "?fieldManager=carol",
            patch,
            Map.of("content-type", List.of(MERGE)));
    assertThat(answer.status()).describedAs(body(answer)).isEqualTo(200);
    return body(answer);
  }

  private static String version(String object) {
    return object.replaceAll("(?s).*?\"resourceVersion\":\"(\\d+)\".*", "$1");
  }
}
