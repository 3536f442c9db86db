package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Any patch of a stored object is applied or refused; what is kept then can still be read. */
class PatchFuzzTest {
  private static final String PATH = "/apis/apps/v1/namespaces/default/deployments/web";

  @FuzzTest(maxDuration = "10m")
  void jsonPatch(byte[] patch) {
    check("application/json-patch+json", patch);
  }

  @FuzzTest(maxDuration = "10m")
  void mergePatch(byte[] patch) {
    check("application/merge-patch+json", patch);
  }

  @FuzzTest(maxDuration = "10m")
  void strategicMergePatch(byte[] patch) {
    check("application/strategic-merge-patch+json", patch);
  }

  @FuzzTest(maxDuration = "10m")
  void apply(byte[] patch) {
    check("application/apply-patch+yaml", patch);
  }

  private static void check(String mediaType, byte[] patch) {
    FuzzedServer server = FuzzedServer.fresh();
    server.answer(
        FuzzedServer.request(
            "PATCH",
            PATH,
            mediaType.contains("apply")
                ? Map.of("fieldManager", List.of("fuzz"), "force", List.of("true"))
                : Map.of(),
            Map.of("content-type", List.of(mediaType)),
            patch,
            FuzzedServer.ADMIN));
    Response kept =
        server.answer(
            FuzzedServer.request("GET", PATH, Map.of(), Map.of(), new byte[0], FuzzedServer.ADMIN));
    assertThat(kept.status()).isEqualTo(200);
    byte[] body = ((Response.Content.Bytes) kept.content()).bytes();
    Deployment deployment =
        Codec.json().decode(Deployment.TYPE, new String(body, StandardCharsets.UTF_8));
    assertThat(deployment.metadata().name()).isEqualTo("web");
  }
}
