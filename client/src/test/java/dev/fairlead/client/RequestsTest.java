package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.DeleteOptions.Propagation;
import dev.fairlead.client.WriteOptions.FieldValidation;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.version.Info;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request")
class RequestsTest {
  private static final String MAPS = "/api/v1/namespaces/shop/configmaps";
  private static final ConfigMap MAP =
      ConfigMap.of(c -> c.metadata(m -> m.name("web").resourceVersion("7").uid("u-1")));

  private static final MergePatch PATCH =
      MergePatch.parse(Codec.json().decodeTree("{\"data\":{\"color\":\"red\"}}"));
  private static final JsonObject APPLIED =
      (JsonObject)
          Codec.json()
              .decodeTree(
                  "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"web\"}}");

  private final FakeTransport server = new FakeTransport();
  private final Kubernetes k8s = server.client();

  /** A call and its first line. */
  record Row(String line, Object answer, Consumer<Kubernetes> call) {
    @Override
    public String toString() {
      return line;
    }
  }

  private static Row map(String line, Consumer<Resource<ConfigMap, ConfigMapList>> call) {
    return new Row(line, MAP, k -> call.accept(k.coreV1().configMaps("shop")));
  }

  private static Row maps(String line, Consumer<Resource<ConfigMap, ConfigMapList>> call) {
    ConfigMapList list = ConfigMapList.of(l -> l.items(List.of(MAP)));
    return new Row(line, list, k -> call.accept(k.coreV1().configMaps("shop")));
  }

  static List<Row> reads() {
    return List.of(
        map("GET " + MAPS + "/web", r -> r.get("web")),
        map(
            "GET " + MAPS + "/web?resourceVersion=0",
            r -> r.get("web", o -> o.resourceVersion("0"))),
        map("GET " + MAPS + "/web", r -> r.find("web")),
        map("GET " + MAPS + "/a:b", r -> r.get("a:b")),
        map("GET " + MAPS + "/caf%C3%A9%20%3F", r -> r.get("café ?")),
        maps("GET " + MAPS, r -> r.list()),
        maps(
            "GET " + MAPS + "?labelSelector=app%3Dweb%2Ctier%20in%20%28a%2Cb%29",
            r -> r.list(o -> o.labelSelector("app=web,tier in (a,b)"))),
        maps(
            "GET " + MAPS + "?fieldSelector=metadata.name%3Dweb",
            r -> r.list(o -> o.fieldSelector("metadata.name=web"))),
        maps(
            "GET " + MAPS + "?limit=5&continue=abc%3D",
            r -> r.list(o -> o.limit(5).continueToken("abc="))),
        maps(
            "GET " + MAPS + "?resourceVersion=12&resourceVersionMatch=Exact",
            r ->
                r.list(o -> o.resourceVersion("12").resourceVersionMatch(ListOptions.Match.EXACT))),
        maps(
            "GET " + MAPS + "?resourceVersion=0&resourceVersionMatch=NotOlderThan",
            r ->
                r.list(o ->
                    o.resourceVersion("0").resourceVersionMatch(ListOptions.Match.NOT_OLDER_THAN))),
        maps("GET " + MAPS + "?limit=500", r -> assertThat(r.listAll()).hasSize(1)),
        maps("GET " + MAPS + "?limit=2", r -> assertThat(r.pages(o -> o.limit(2))).hasSize(1)),
        new Row(
            "GET /api/v1/configmaps",
            ConfigMapList.of(l -> {}),
            k -> k.coreV1().configMaps().list()),
        new Row(
            "GET /apis/apps/v1/namespaces/shop/deployments/web",
            dev.fairlead.model.apps.v1.Deployment.of(d -> {}),
            k -> k.appsV1().deployments("shop").get("web")),
        new Row(
            "GET /api/v1/nodes/n1",
            dev.fairlead.model.core.v1.Node.of(n -> {}),
            k -> k.coreV1().nodes().get("n1")),
        new Row("GET /version", Info.of(i -> i.gitVersion("v1.37.2")), Kubernetes::version));
  }

  static List<Row> writes() {
    return List.of(
        map("POST " + MAPS, r -> r.create(MAP)),
        map(
            "POST " + MAPS + "?dryRun=All&fieldManager=me&fieldValidation=Strict",
            r ->
                r.create(
                    MAP,
                    o -> o.dryRun().fieldManager("me").fieldValidation(FieldValidation.STRICT))),
        map("PUT " + MAPS + "/web", r -> r.update(MAP)),
        map(
            "PUT " + MAPS + "/web?fieldValidation=Ignore",
            r -> r.update(MAP, o -> o.fieldValidation(FieldValidation.IGNORE))),
        map("PATCH " + MAPS + "/web", r -> r.patch("web", PATCH)),
        map(
            "PATCH " + MAPS + "/web?dryRun=All&fieldManager=me",
            r -> r.patch("web", PATCH, o -> o.dryRun().fieldManager("me"))),
        map("PATCH " + MAPS + "/web?fieldManager=me", r -> r.apply(APPLIED, "me")),
        map(
            "PATCH " + MAPS + "/web?force=true&fieldManager=me",
            r -> r.apply(APPLIED, "me", o -> o.force())),
        map("GET " + MAPS + "/web/status", r -> r.status().get("web")),
        map("PUT " + MAPS + "/web/status", r -> r.status().update(MAP)),
        map("PATCH " + MAPS + "/web/status", r -> r.status().patch("web", PATCH)),
        map("PATCH " + MAPS + "/web/status?fieldManager=me", r -> r.status().apply(APPLIED, "me")),
        new Row(
            "PATCH /apis/apps/v1/namespaces/shop/deployments/web/scale",
            Scale.of(c -> {}),
            k -> k.appsV1().deployments("shop").scale().patch("web", PATCH)),
        new Row(
            "POST /api/v1/namespaces/shop/serviceaccounts/web/token",
            TokenRequest.of(t -> {}),
            k ->
                k.coreV1()
                    .serviceAccounts("shop")
                    .subresource("token", TokenRequest.TYPE)
                    .create("web", TokenRequest.of(t -> {}))),
        map("DELETE " + MAPS + "/web", r -> r.delete("web")),
        maps(
            "DELETE " + MAPS + "?labelSelector=a%3Db&limit=3",
            r -> r.deleteCollection(o -> o.labelSelector("a=b").limit(3))),
        new Row(
            "POST /apis/authentication.k8s.io/v1/selfsubjectreviews",
            dev.fairlead.model.authentication.v1.SelfSubjectReview.of(s -> {}),
            k ->
                k.authenticationV1()
                    .selfSubjectReviews()
                    .create(dev.fairlead.model.authentication.v1.SelfSubjectReview.of(s -> {}))));
  }

  @ParameterizedTest
  @MethodSource({"reads", "writes"})
  @DisplayName("has its verb, path and options in its first line:")
  void hasItsLine(Row row) {
    server.json(row.answer());

    row.call().accept(k8s);

    assertThat(server.lines()).containsExactly(row.line());
    assertThat(server.closedBodies).isEqualTo(1);
  }

  @Test
  @DisplayName("of a watch asks for bookmarks and for an end after five minutes")
  void watches() {
    for (int i = 0; i < 4; i++) {
      server.body(200, "application/json", new byte[0]);
    }
    var maps = k8s.coreV1().configMaps("shop");
    maps.watch().close();
    maps.watch(o -> o.resourceVersion("7").labelSelector("a").fieldSelector("b=c")).close();
    maps.watch(o -> o.bookmarks(false).serverTimeout(Duration.ofSeconds(90))).close();
    maps.watch(o -> o.sendInitialEvents().resourceVersion("")).close();

    assertThat(server.lines())
        .containsExactly(
            "GET " + MAPS + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=300",
            "GET "
                + MAPS
                + "?watch=true&labelSelector=a&fieldSelector=b%3Dc&resourceVersion=7"
                + "&allowWatchBookmarks=true&timeoutSeconds=300",
            "GET " + MAPS + "?watch=true&timeoutSeconds=90",
            "GET "
                + MAPS
                + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true&timeoutSeconds=300");
  }

  @Test
  @DisplayName("says who asks, and which formats and compression it takes")
  void hasItsHeaders() {
    server.json(MAP);

    k8s.coreV1().configMaps("shop").get("web");

    assertThat(server.asked().headers())
        .containsExactly(
            java.util.Map.entry("Accept", "application/vnd.kubernetes.protobuf,application/json"),
            java.util.Map.entry("User-Agent", "test/1.0"),
            java.util.Map.entry("Accept-Encoding", "gzip"),
            java.util.Map.entry("Authorization", "Bearer hush-token"));
    assertThat(server.asked().body()).isNull();
  }

  @Test
  @DisplayName("asks for no compression if the Config says so, and tells no token without TLS")
  void leavesHeadersOut() {
    server.json(MAP);
    HandTicker ticker = new HandTicker();
    var config = FakeTransport.config().server("http://fake.test").disableCompression(true).build();

    server.client(config, ticker).coreV1().configMaps("shop").get("web");

    assertThat(server.asked().headers()).containsOnlyKeys("Accept", "User-Agent");
  }

  @Test
  @DisplayName("has the object in protobuf, and options of a delete in JSON")
  void hasItsBody() {
    server.json(MAP).json(Status.of(s -> s.status("Success")));
    var maps = k8s.coreV1().configMaps("shop");

    maps.create(MAP);
    ApiRequest create = server.asked();
    byte[] body = server.sent();
    assertThat(create.headers()).containsEntry("Content-Type", Answers.PROTOBUF);
    assertThat(Codec.protobuf().decode(ConfigMap.TYPE, body)).isEqualTo(MAP);
    assertThat(create)
        .hasToString("POST " + MAPS + " (" + body.length + " bytes of " + Answers.PROTOBUF + ")");

    maps.delete(
        "web",
        o -> o.ifUnchanged(MAP).gracePeriodSeconds(0).propagation(Propagation.FOREGROUND).dryRun());
    assertThat(server.asked().headers()).containsEntry("Content-Type", "application/json");
    assertThat(new String(server.sent(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"gracePeriodSeconds\":0,"
                + "\"preconditions\":{\"uid\":\"u-1\",\"resourceVersion\":\"7\"},"
                + "\"propagationPolicy\":\"Foreground\",\"dryRun\":[\"All\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "a%2fb"})
  @DisplayName("is not made for a name that would change its path:")
  void refusesNames(String name) {
    assertThatThrownBy(() -> k8s.coreV1().pods("shop").get(name))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> k8s.coreV1().pods(name).list())
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.requests).isEmpty();
  }

  @Test
  @DisplayName("to update an object without a name is not made")
  void needsAName() {
    assertThatThrownBy(() -> k8s.coreV1().pods("shop").update(Pod.of(p -> {})))
        .hasMessage(
            "an object without metadata.name can't be updated: give it a name, or create it");
  }
}
