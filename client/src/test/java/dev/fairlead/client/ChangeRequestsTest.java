package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.InternalErrorException;
import dev.fairlead.client.error.UnsupportedMediaTypeException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.tree.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A request to change an object")
class ChangeRequestsTest {
  private static final ConfigMap MAP = ConfigMap.of(c -> c.metadata(m -> m.name("web")));
  private static final MergePatch PATCH =
      MergePatch.parse(Codec.json().decodeTree("{\"data\":{\"color\":\"red\"}}"));
  private static final JsonObject APPLIED =
      (JsonObject)
          Codec.json()
              .decodeTree(
                  "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"web\"}}");

  private final FakeTransport server = new FakeTransport();
  private final Kubernetes k8s = server.client();

  @Test
  @DisplayName("has the change in JSON, under the media type of its kind")
  void hasItsChange() {
    server.json(MAP).json(MAP).json(MAP);
    var maps = k8s.coreV1().configMaps("shop");

    maps.patch("web", PATCH);
    assertThat(server.asked().headers())
        .containsEntry("Content-Type", "application/merge-patch+json")
        .containsEntry("Accept", "application/vnd.kubernetes.protobuf,application/json");
    assertThat(new String(server.sent(), StandardCharsets.UTF_8))
        .isEqualTo("{\"data\":{\"color\":\"red\"}}");

    maps.apply(APPLIED, "me");
    assertThat(server.asked().headers())
        .containsEntry("Content-Type", "application/apply-patch+yaml");
    assertThat(Codec.json().decodeTree(new String(server.sent(), StandardCharsets.UTF_8)))
        .isEqualTo(APPLIED);

    maps.status().patch("web", JsonPatch.of());
    assertThat(server.asked().headers())
        .containsEntry("Content-Type", "application/json-patch+json");
  }

  @Test
  @DisplayName("by apply is repeated after a failure on the way, by patch is not")
  void repeatsWhatMayBeRepeated() {
    var maps = k8s.coreV1().configMaps("shop");
    server.status(500, "InternalError").json(MAP);
    assertThat(maps.apply(APPLIED, "me")).isEqualTo(MAP);

    server.status(500, "InternalError");
    assertThatThrownBy(() -> maps.patch("web", PATCH)).isInstanceOf(InternalErrorException.class);
    assertThat(server.requests).hasSize(3);
  }

  @Test
  @DisplayName("by a patch that the server refuses is not sent again without protobuf")
  void takesARefusedPatchAsItIs() {
    var maps = k8s.coreV1().configMaps("shop");
    server.status(415, "UnsupportedMediaType");
    assertThatThrownBy(() -> maps.patch("web", PATCH))
        .isInstanceOf(UnsupportedMediaTypeException.class);
    assertThat(server.requests).hasSize(1);
  }

  @Test
  @DisplayName("is not made if it names no object")
  void appliesNothingWithoutAName() {
    assertThatThrownBy(() -> k8s.coreV1().configMaps("shop").apply(JsonObject.EMPTY, "me"))
        .hasMessage(
            "a configuration without metadata.name can't be applied: say which object it is for");
  }
}
