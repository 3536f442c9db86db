package dev.fairlead.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies that are too much. */
class BadBodiesTest extends AbusedServer {
  @Test
  void bodiesThatAreTooLong() throws Exception {
    byte[] body = new byte[Limits.DEFAULT.maxBodyBytes() + 1];
    for (BodyPublisher each :
        List.of(
            BodyPublishers.ofByteArray(body),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
      HttpResponse<String> answer = send("POST", CONFIG_MAPS, "application/json", each);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("\"reason\":\"RequestEntityTooLarge\"");
    }
  }

  @Test
  void bodiesThatNestDeeply() throws Exception {
    int depth = 400_000;
    String lists = "[".repeat(depth) + "]".repeat(depth);
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    Map<String, String> patches =
        Map.of(
            "application/merge-patch+json", "{\"metadata\":" + objects + "}",
            "application/strategic-merge-patch+json", "{\"metadata\":" + objects + "}",
            "application/apply-patch+yaml", "{\"metadata\":" + objects + "}",
            "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":" + lists + "}]");
    for (Map.Entry<String, String> patch : patches.entrySet()) {
      HttpResponse<String> answer =
          send(
              "PATCH",
              "/api/v1/namespaces/default?fieldManager=f",
              patch.getKey(),
              text(patch.getValue()));
      assertRefused(patch.getKey(), answer);
    }
    for (String body : List.of(lists, objects, "{\"metadata\":{\"a\":" + lists + "}}")) {
      for (String type : List.of("application/json", "application/yaml")) {
        assertRefused(type, send("POST", CONFIG_MAPS, type, text(body)));
      }
    }
    byte[] groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) 0x0B); // starts of groups of protobuf, one in another
    System.arraycopy(new byte[] {'k', '8', 's', 0}, 0, groups, 0, 4);
    assertRefused(
        "protobuf",
        send(
            "POST",
            CONFIG_MAPS,
            "application/vnd.kubernetes.protobuf",
            BodyPublishers.ofByteArray(groups)));
  }

  @Test
  void listsWithoutEnd() throws Exception {
    String items = "{},".repeat(20_000) + "{}";
    for (String spec :
        List.of(
            "\"containers\":[" + items + "]",
            "\"containers\":[{\"name\":\"c\",\"image\":\"i\"}],\"tolerations\":[" + items + "]",
            "\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"ports\":[" + items + "]}]")) {
      String pod = "{\"metadata\":{\"name\":\"p\"},\"spec\":{" + spec + "}}";
      HttpResponse<String> answer = send("POST", PODS, "application/json", text(pod));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body().length()).isLessThan(16 << 20);
    }
    String copy = "{\"op\":\"copy\",\"from\":\"/metadata\",\"path\":\"/metadata/labels\"},";
    HttpResponse<String> bomb =
        send(
            "PATCH",
            "/api/v1/namespaces/default",
            "application/json-patch+json",
            text("[" + copy.repeat(1_000) + copy.substring(0, copy.length() - 1) + "]"));
    assertRefused("copies of copies", bomb);
  }

  private static void assertRefused(String what, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).describedAs("%s: %s", what, answer.body()).isBetween(400, 422);
    assertThat(answer.body()).contains("\"kind\":\"Status\"").hasSizeLessThan(10_000);
  }
}
