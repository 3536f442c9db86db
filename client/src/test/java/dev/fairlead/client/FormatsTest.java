package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.NotAcceptableException;
import dev.fairlead.client.error.UnexpectedAnswerException;
import dev.fairlead.client.error.UnsupportedMediaTypeException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An object")
class FormatsTest {
  private static final ConfigMap MAP =
      ConfigMap.of(c -> c.metadata(m -> m.name("web")).data("a", "1"));

  private final FakeTransport server = new FakeTransport();
  private final Kubernetes k8s = server.client();
  private final ObjectResource<ConfigMap, ?> maps = k8s.coreV1().configMaps("shop");

  @Test
  @DisplayName("is read from protobuf and from JSON, as the server likes")
  void isReadFromBoth() {
    server
        .protobuf(MAP)
        .json(MAP)
        .body(200, "Application/JSON; charset=utf-8", Codec.json().encode(MAP));

    for (int i = 0; i < 3; i++) {
      assertThat(maps.get("web")).isEqualTo(MAP);
    }
  }

  @Test
  @DisplayName("is read with gzip and without")
  void isUnpacked() {
    byte[] gzip = FakeTransport.gzip(Codec.protobuf().encode(MAP));
    server
        .body(200, Answers.PROTOBUF, gzip, "Content-Encoding", "gzip")
        .body(200, Answers.PROTOBUF, gzip, "content-encoding", "GZIP")
        .body(200, Answers.PROTOBUF, Codec.protobuf().encode(MAP), "Content-Encoding", "identity");

    for (int i = 0; i < 3; i++) {
      assertThat(maps.get("web")).isEqualTo(MAP);
    }
  }

  @Test
  @DisplayName("is sent in JSON, from then on, to a server that refuses protobuf with 415")
  void fallsBackWhenSending() {
    server.status(415, "UnsupportedMediaType").json(MAP).json(MAP);

    assertThat(maps.create(MAP)).isEqualTo(MAP);
    ApiRequest again = server.asked();
    assertThat(again.headers()).containsEntry("Content-Type", "application/json");
    assertThat(again.headers()).containsEntry("Accept", "application/json");
    assertThat(Codec.json().decode(ConfigMap.TYPE, server.sent())).isEqualTo(MAP);

    maps.get("web");
    assertThat(server.asked().headers()).containsEntry("Accept", "application/json");
    assertThat(server.requests).hasSize(3);
  }

  @Test
  @DisplayName(
      "is asked for in JSON, from then on, from a server that has no protobuf and says 406")
  void fallsBackWhenReading() {
    server.status(406, "NotAcceptable").json(MAP);

    assertThat(maps.get("web")).isEqualTo(MAP);
    assertThat(server.asked().headers()).containsEntry("Accept", "application/json");
    assertThat(server.closedBodies).isEqualTo(2);
  }

  @Test
  @DisplayName("that is refused in JSON too is an error, which tells of the first attempt")
  void fallsBackOnce() {
    server.status(415, "UnsupportedMediaType").status(415, "UnsupportedMediaType");
    assertThatThrownBy(() -> maps.create(MAP))
        .isInstanceOf(UnsupportedMediaTypeException.class)
        .hasMessage(
            "POST /api/v1/namespaces/shop/configmaps of https://fake.test:6443: 415"
                + " UnsupportedMediaType: no. Send a format that the server takes. This was attempt"
                + " 2; before it: 415 UnsupportedMediaType.");

    server.status(406, "NotAcceptable");
    assertThatThrownBy(() -> maps.get("web")).isInstanceOf(NotAcceptableException.class);
  }

  @Test
  @DisplayName(
      "that is deleted is not read, nor is an answer without end; but a page is no success")
  void isNotReadWhenDeleted() {
    server.stream(200, "application/json", new EndlessInput()).body(204, "", new byte[0]);
    maps.delete("web");
    maps.delete("web");
    assertThat(server.closedBodies).isEqualTo(2);

    server.text(200, "text/html", "<p>Please log in");
    assertThatThrownBy(() -> maps.delete("web"))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessage(
            "DELETE /api/v1/namespaces/shop/configmaps/web of https://fake.test:6443: 200: the"
                + " answer is text/html in place of an object. Check the server's address and what"
                + " stands before it: this isn't what a Kubernetes API server answers.");
  }
}
