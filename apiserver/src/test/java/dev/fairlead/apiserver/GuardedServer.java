package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.pki.CertificateAuthority;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/**
 * A server with two namespaces, and a user, Ada, who may do what a test allows her in one of them.
 */
abstract class GuardedServer {
  static final String TEAM = "/api/v1/namespaces/team/";
  static final String OTHER = "/api/v1/namespaces/other/";
  static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
  static final String ROLES = RBAC + "namespaces/team/roles";
  static final String BINDINGS = RBAC + "namespaces/team/rolebindings";
  static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/team/deployments";
  static final String APPLY = "application/apply-patch+yaml";
  static final String MERGE = "application/merge-patch+json";

  /** What the clock shows. */
  Instant now = Instant.parse("2026-01-31T08:00:00Z");

  private final ApiServer server =
      new ApiServerBuilder(() -> now, new Random(1))
          .serviceAccountKeys(CertificateAuthority.newKeys(new SecureRandom()))
          .token("admin", User.of("admin", User.MASTERS_GROUP))
          .token("ada", User.of("ada"))
          .build();

  @BeforeEach
  void fillTwoNamespaces() {
    for (String namespace : List.of("team", "other")) {
      made("/api/v1/namespaces", named(namespace));
      made("/api/v1/namespaces/" + namespace + "/configmaps", named("c"));
      made("/api/v1/namespaces/" + namespace + "/secrets", named("s"));
    }
    made(
        TEAM + "pods",
        "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
    made(
        DEPLOYMENTS,
        "{\"metadata\":{\"name\":\"d\"},\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"b\"}},"
            + "\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":"
            + "[{\"name\":\"c\",\"image\":\"i\"}]}}}}");
    made(TEAM + "serviceaccounts", named("robot"));
  }

  void allowInTeam(String rule) {
    String name = "role-" + Integer.toHexString(rule.hashCode());
    made(ROLES, "{\"metadata\":{\"name\":\"" + name + "\"},\"rules\":[" + rule + "]}");
    bindInTeam("Role", name);
  }

  void bindInTeam(String kind, String role) {
    made(BINDINGS, binding("to-" + role, kind, role));
  }

  static String binding(String name, String kind, String role) {
    return "{\"metadata\":{\"name\":\"%s\"},\"roleRef\":{\"apiGroup\":\"rbac.authorization.k8s.io\",\"kind\":\"%s\",\"name\":\"%s\"},\"subjects\":[{\"kind\":\"User\",\"apiGroup\":\"rbac.authorization.k8s.io\",\"name\":\"ada\"}]}"
        .formatted(name, kind, role);
  }

  static String rule(String group, String resource, String... verbs) {
    return "{\"verbs\":[\"%s\"],\"apiGroups\":[\"%s\"],\"resources\":[\"%s\"]}"
        .formatted(String.join("\",\"", verbs), group, resource);
  }

  static String named(String name) {
    return "{\"metadata\":{\"name\":\"" + name + "\"}}";
  }

  static String typed(String version, String kind, String name) {
    return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\"}}"
        .formatted(version, kind, name);
  }

  void made(String path, String body) {
    Response answer = sendAs("admin", "POST", path, body, Map.of());
    assertThat(answer.status()).describedAs("%s: %s", path, body(answer)).isEqualTo(201);
  }

  void assertForbidden(String method, String target, String body, String message) {
    Response answer = send(method, target, body);
    assertThat(answer.status()).describedAs("%s %s", method, target).isEqualTo(403);
    assertThat(message(answer)).isEqualTo(message);
    assertThat(body(answer)).contains("\"reason\":\"Forbidden\"", "\"code\":403");
  }

  int status(String method, String target) {
    return send(method, target, "").status();
  }

  String text(String method, String target, String body) {
    return body(send(method, target, body));
  }

  Response send(String method, String target, String body) {
    return send(method, target, body, "application/json");
  }

  Response send(String method, String target, String body, String type) {
    return sendAs("ada", method, target, body, Map.of("content-type", List.of(type)));
  }

  Response sendAs(
      String token,
      String method,
      String target,
      String body,
      Map<String, List<String>> moreHeaders) {
    String[] parts = target.split("\\?", 2);
    Map<String, List<String>> query = new HashMap<>();
    for (String each : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
      String[] pair = each.split("=", 2);
      query.computeIfAbsent(pair[0], k -> new ArrayList<>()).add(pair[1]);
    }
    Map<String, List<String>> headers = new HashMap<>(moreHeaders);
    headers.putIfAbsent("content-type", List.of("application/json"));
    if (!token.isEmpty()) {
      headers.put("authorization", List.of("Bearer " + token));
    }
    return server.answer(
        new Request(
            method, parts[0], query, headers, body.getBytes(StandardCharsets.UTF_8), List.of()));
  }

  static String message(Response response) {
    return Codec.json().decodeTree(body(response)) instanceof JsonObject status
        ? String.valueOf(status.string("message"))
        : "no object";
  }

  static String body(Response response) {
    return response.content() instanceof Response.Content.Bytes content
        ? new String(content.bytes(), StandardCharsets.UTF_8)
        : "a stream";
  }
}
