package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may read one namespace learns nothing of another, whatever is asked. */
class TenantsTest extends GuardedServer {
  private static final String SECRET = "swordfish-7c1e";

  @BeforeEach
  void hideSomething() {
    allowInTeam("{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}");
    made(
        OTHER + "configmaps",
        "{\"metadata\":{\"name\":\"d\",\"labels\":{\"of\":\"other\"}},\"data\":{\"a\":\""
            + SECRET
            + "\"}}");
    made(
        OTHER + "pods",
        "{\"metadata\":{\"name\":\"q\",\"labels\":{\"a\":\""
            + SECRET
            + "\"}},\"spec\":{\"nodeName\":\"n\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
  }

  @Test
  void selectorsDoNotLeaveTheNamespace() {
    for (String selector :
        List.of(
            "fieldSelector=metadata.namespace=other",
            "fieldSelector=metadata.namespace!=team",
            "fieldSelector=metadata.name=d",
            "labelSelector=of=other",
            "labelSelector=of")) {
      String found = text("GET", TEAM + "configmaps?" + selector, "");
      assertThat(found).describedAs(selector).contains("\"items\":[]").doesNotContain(SECRET);
      assertThat(status("GET", "/api/v1/configmaps?" + selector)).isEqualTo(403);
      assertThat(status("GET", OTHER + "configmaps?" + selector)).isEqualTo(403);
      assertThat(status("GET", OTHER + "configmaps?watch=1&" + selector)).isEqualTo(403);
      assertThat(status("DELETE", OTHER + "configmaps?" + selector)).isEqualTo(403);
    }
    assertThat(text("GET", TEAM + "pods?fieldSelector=spec.nodeName=n", ""))
        .contains("\"items\":[]");
    send("DELETE", TEAM + "configmaps?fieldSelector=metadata.namespace=other", "");
    assertThat(sendAs("admin", "GET", OTHER + "configmaps/d", "", Map.of()).status())
        .isEqualTo(200);
  }

  @Test
  void continueTokensDoNotLeaveTheNamespace() {
    Response page = sendAs("admin", "GET", OTHER + "configmaps?limit=1", "", Map.of());
    String ofOther = continued(page);
    Response all = sendAs("admin", "GET", "/api/v1/configmaps?limit=1", "", Map.of());
    String ofAll = continued(all);
    String revision =
        Objects.requireNonNull(
            ((JsonObject) Objects.requireNonNull(tree(page).get("metadata")))
                .string("resourceVersion"));
    for (String token :
        List.of(
            ofOther,
            ofAll,
            token(revision, "other/c\0"),
            token(revision, "o"),
            token(revision, "team/../other/c"),
            token(revision, "/other/c"),
            token(revision, "c\0/other"))) {
      Response answer = send("GET", TEAM + "configmaps?limit=100&continue=" + token, "");
      assertThat(answer.status()).describedAs(token).isIn(200, 400);
      assertThat(body(answer)).describedAs(token).doesNotContain(SECRET, "\"namespace\":\"other\"");
      assertThat(status("GET", "/api/v1/configmaps?continue=" + token)).isEqualTo(403);
    }
  }

  @Test
  void watchesTellOnlyOfTheNamespace() {
    for (String query :
        List.of(
            "watch=1",
            "watch=1&resourceVersion=1",
            "watch=1&resourceVersion=0",
            "watch=1&fieldSelector=metadata.namespace=other",
            "watch=1&labelSelector=of",
            "watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                + "&allowWatchBookmarks=true")) {
      Response watch = send("GET", TEAM + "configmaps?" + query, "");
      assertThat(watch.status()).isEqualTo(200);
      made(OTHER + "configmaps", named("new-" + Integer.toHexString(query.hashCode())));
      byte[] events = FuzzedServer.drained((Response.Content.Stream) watch.content());
      assertThat(new String(events, StandardCharsets.UTF_8))
          .describedAs(query)
          .doesNotContain(SECRET, "\"namespace\":\"other\"");
    }
    assertThat(status("GET", "/api/v1/watch/namespaces/other/configmaps")).isEqualTo(403);
    assertThat(status("GET", "/api/v1/watch/configmaps")).isEqualTo(403);
  }

  @Test
  void tablesAndMetadataAreNoWayAround() {
    for (String accept :
        List.of(
            "application/json;as=Table;v=v1;g=meta.k8s.io",
            "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
            "application/vnd.kubernetes.protobuf",
            "application/yaml")) {
      Map<String, List<String>> headers = Map.of("accept", List.of(accept));
      Response own = sendAs("ada", "GET", TEAM + "pods?includeObject=Object", "", headers);
      assertThat(own.status()).describedAs(accept).isEqualTo(200);
      assertThat(body(own)).doesNotContain(SECRET);
      assertThat(sendAs("ada", "GET", OTHER + "pods", "", headers).status()).isEqualTo(403);
    }
  }

  private static String token(String revision, String start) {
    String json =
        JsonObject.builder()
            .put("v", "meta.k8s.io/v1")
            .put("rv", Long.parseLong(revision))
            .put("start", start)
            .build()
            .toString();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String continued(Response list) {
    JsonValue metadata = tree(list).get("metadata");
    return Objects.requireNonNull(
        ((JsonObject) Objects.requireNonNull(metadata)).string("continue"));
  }

  private static JsonObject tree(Response answer) {
    return (JsonObject) Codec.json().decodeTree(body(answer));
  }
}
