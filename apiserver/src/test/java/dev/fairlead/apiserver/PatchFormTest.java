package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What isn't a patch, in the words of kube-apiserver 1.37.2. */
class PatchFormTest {
  private final ApiServer server =
      new ApiServerBuilder(InstantSource.system(), new Random(1))
          .token("secret", User.of("admin", User.MASTERS_GROUP))
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          strategic-merge | Ignore | "x"   | json: cannot unmarshal string into Go value of type map[string]interface {}
          strategic-merge | Strict | [1]   | json: cannot unmarshal array into Go value of type map[string]interface {}
          strategic-merge | Warn   | {     | invalid JSON patch
          merge           | Warn   | true  | error decoding patch: json: cannot unmarshal bool into Go value of type map[string]interface {}
          merge           | Strict | [1]   | error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}
          merge           | Ignore | 1     | Invalid JSON Patch
          merge           | Warn   | null  | Invalid JSON Patch
          merge           | Ignore | x     | invalid JSON patch
          json            | Warn   | {}    | error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp
          json            | Ignore | {}    | json: cannot unmarshal object into Go value of type jsonpatch.Patch
          json            | Warn   | [[]]  | error decoding patch: json: cannot unmarshal array into Go value of type handlers.jsonPatchOp
          json            | Ignore | [[]]  | json: cannot unmarshal array into Go value of type jsonpatch.Operation
          json            | Warn   | [{"op":1}] | error decoding patch: json: cannot unmarshal number into Go struct field jsonPatchOp.op of type string
          """)
  void isRefused(String form, String validation, String patch, String message) {
    Response answer = patch("default", form, validation, patch);

    assertThat(message(answer)).isEqualTo(message);
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void isLookedForInAnObjectThatIsThere() {
    assertThat(message(patch("none", "merge", "Strict", "1")))
        .isEqualTo("namespaces \"none\" not found");
    assertThat(message(patch("none", "merge", "Strict", "x"))).isEqualTo("invalid JSON patch");
  }

  @Test
  void changesNothingWhereItIsNull() {
    assertThat(patch("default", "strategic-merge", "Strict", "null").status()).isEqualTo(200);
    assertThat(patch("default", "json", "Strict", "null").status()).isEqualTo(200);
  }

  @Test
  void mayHaveUnknownMembersUnlessItIsLookedAtStrictly() {
    String test = "[{\"op\":\"test\",\"path\":\"/kind\",\"value\":\"Namespace\",\"foo\":1}]";

    assertThat(patch("default", "json", "Ignore", test).headers()).doesNotContainKey("Warning");
    assertThat(patch("default", "json", "Warn", test).headers().get("Warning"))
        .containsExactly("299 - \"json patch unknown field \\\"[0].foo\\\"\"");
    assertThat(message(patch("default", "json", "Strict", test)))
        .endsWith("strict decoding error: json patch unknown field \"[0].foo\"");
  }

  private Response patch(String name, String form, String validation, String patch) {
    return server.answer(
        new Request(
            "PATCH",
            "/api/v1/namespaces/" + name,
            Map.of("fieldValidation", List.of(validation)),
            Map.of(
                "authorization", List.of("Bearer secret"),
                "content-type", List.of("application/" + form + "-patch+json")),
            patch.getBytes(StandardCharsets.UTF_8),
            List.of()));
  }

  private static String message(Response answer) {
    byte[] body = ((Response.Content.Bytes) answer.content()).bytes();
    JsonObject status =
        (JsonObject) Codec.json().decodeTree(new String(body, StandardCharsets.UTF_8));
    return String.valueOf(status.string("message"));
  }
}
