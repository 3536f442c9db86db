package dev.fairlead.apiserver.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.request.Requests;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.KubernetesApi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Catalog CATALOG = Catalog.of(KubernetesApi.load());

  private final OpenApi openApi = new OpenApi(CATALOG);

  @Test
  void showsADocumentAsKubernetesDoes() throws IOException {
    JsonValue expected;
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("authentication-v1.json"))) {
      expected = Codec.json().decodeTree(in, Decoding.DEFAULT);
    }

    assertThat(Codec.json().decodeTree(text(get("/openapi/v3/apis/authentication.k8s.io/v1"))))
        .isEqualTo(expected);
  }

  /** People read it too, in {@code kubectl get --raw}. */
  @Test
  void writesSchemasAsGoDoes() {
    String text = text(get("/openapi/v3/apis/apps/v1"));
    JsonObject document = (JsonObject) Codec.json().decodeTree(text);
    JsonObject schemas = member(document, "components", "schemas");

    JsonObject fields = member(schemas, "io.k8s.api.apps.v1.ControllerRevision", "properties");
    assertThat(((JsonObject) Objects.requireNonNull(fields.get("revision"))).members().keySet())
        .containsExactly("description", "type", "format", "default");
    assertThat(text.indexOf('<')).isNegative();
    assertThat(text.indexOf("format \\u003cstatefulsetname\\u003e-\\u003cpodindex\\u003e"))
        .isPositive();
  }

  @Test
  void describesTheDocumentsOfTheIssuer() {
    assertThat(text(get("/openapi/v3/openid/v1/jwks")))
        .contains(
            "\"application/jwk-set+json\":{\"schema\":{\"type\":\"string\"}}",
            "\"components\":{\"securitySchemes\":");
  }

  @Test
  void namesTheDocumentsWithTheirHashes() {
    JsonObject index = (JsonObject) Codec.json().decodeTree(text(get("/openapi/v3")));
    JsonObject paths = (JsonObject) Objects.requireNonNull(index.get("paths"));

    assertThat(paths.members().keySet())
        .startsWith(".well-known/openid-configuration", "api", "api/v1", "apis")
        .endsWith("apis/storagemigration.k8s.io/v1", "openid/v1/jwks", "version")
        .hasSize(49);
    for (JsonValue each : paths.members().values()) {
      Response document =
          get(Objects.requireNonNull(((JsonObject) each).string("serverRelativeURL")));
      assertThat(document.status()).isEqualTo(200);
      assertThat(document.headers().get("Cache-Control")).containsExactly("public, immutable");
    }
  }

  @Test
  void sendsClientsWithAnOldHashToTheNewOne() {
    Response moved = get("/openapi/v3/apis/apps/v1?hash=OLD");

    assertThat(moved.status()).isEqualTo(301);
    Response found = get(header(moved, "Location"));
    assertThat(found.status()).isEqualTo(200);
    String etag = header(found, "ETag");
    Response again =
        openApi
            .answer(Requests.get("/openapi/v3/apis/apps/v1", "if-none-match", etag))
            .orElseThrow();
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void hasJsonOnly() {
    String protobuf = "application/com.github.proto-openapi.spec.v3.v1.0+protobuf";

    assertThat(accepting(protobuf)).isEqualTo(406);
    assertThat(accepting(protobuf + ", application/json")).isEqualTo(200);
    assertThat(get("/openapi/v3/apis/nope/v1").status()).isEqualTo(404);
    assertThat(openApi.answer(Requests.get("/openapi"))).isEmpty();
  }

  @Test
  void tellsOlderClientsTheSameInVersion2() {
    JsonObject document = (JsonObject) Codec.json().decodeTree(text(get("/openapi/v2")));

    assertThat(
            member(document, "paths", "/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .get("put"))
        .isEqualTo(
            Codec.json()
                .decodeTree(
                    """
                    {"description":"replace the specified Deployment","consumes":["*/*"],\
                    "produces":["application/json","application/vnd.kubernetes.protobuf",\
                    "application/yaml"],"schemes":["https"],"tags":["apps_v1"],\
                    "operationId":"replaceAppsV1NamespacedDeployment","parameters":[{"name":"body",\
                    "in":"body","required":true,"schema":\
                    {"$ref":"#/definitions/io.k8s.api.apps.v1.Deployment"}},\
                    {"$ref":"#/parameters/dryRun-1"},{"$ref":"#/parameters/fieldManager-1"},\
                    {"$ref":"#/parameters/fieldValidation-1"}],\
                    "responses":{"200":{"description":"OK","schema":\
                    {"$ref":"#/definitions/io.k8s.api.apps.v1.Deployment"}},\
                    "201":{"description":"Created","schema":\
                    {"$ref":"#/definitions/io.k8s.api.apps.v1.Deployment"}},\
                    "401":{"description":"Unauthorized"}},"x-kubernetes-action":"put",\
                    "x-kubernetes-group-version-kind":\
                    {"group":"apps","version":"v1","kind":"Deployment"}}\
                    """));
    assertThat(
            member(document, "definitions", "io.k8s.apimachinery.pkg.api.resource.Quantity")
                .string("type"))
        .isEqualTo("string");
  }

  /** If this fails, the documents have changed: raise OpenApi.FORM, then set the text below. */
  @Test
  void keepsTheDocumentsOfAHash() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Documents documents = new Documents(CATALOG);
    for (String name : documents.names()) {
      digest.update(Codec.json().encode(documents.document(name)));
    }

    assertThat(OpenApi.FORM + " " + HexFormat.of().formatHex(digest.digest(), 0, 8))
        .isEqualTo("2 b9718bb4aadded93");
  }

  private static JsonObject member(JsonObject document, String name, String key) {
    JsonObject part = (JsonObject) Objects.requireNonNull(document.get(name));
    return (JsonObject) Objects.requireNonNull(part.get(key));
  }

  private int accepting(String accept) {
    return openApi
        .answer(Requests.get("/openapi/v3/apis/apps/v1", "accept", accept))
        .orElseThrow()
        .status();
  }

  private Response get(String target) {
    return openApi.answer(Requests.get(target)).orElseThrow();
  }

  private static String text(Response response) {
    byte[] body = ((Response.Content.Bytes) response.content()).bytes();
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String header(Response response, String name) {
    return response.headers().getOrDefault(name, java.util.List.of("")).getFirst();
  }
}
