package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.storage.Page;
import dev.fairlead.apiserver.storage.Range;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.schema.KubernetesApi;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What fails inside is answered, too. */
class ServerFailuresTest {
  @Test
  void aRequestThatNeedsTooMuchMemoryIsRefused() {
    AtomicBoolean started = new AtomicBoolean();
    Resources resources = Resources.of(KubernetesApi.load().resources());
    RewoundStorage full =
        new RewoundStorage(resources::storage) {
          @Override
          public Page list(Range range, long revision, long limit, Predicate<Stored> wanted) {
            if (started.get() && range.resource().equals("configmaps")) {
              throw new OutOfMemoryError("on purpose");
            }
            return super.list(range, revision, limit, wanted);
          }
        };
    try (ApiServer server =
        new ApiServerBuilder(InstantSource.fixed(Instant.EPOCH), new Random(1))
            .token("admin", User.of("admin", User.MASTERS_GROUP))
            .storage(full)
            .build()) {
      started.set(true);
      Response refused = server.answer(get("/api/v1/configmaps"));
      assertThat(refused.status()).isEqualTo(507);
      assertThat(GuardedServer.body(refused))
          .contains("\"reason\":\"InsufficientStorage\"", "start the server with more memory");
      assertThat(server.answer(get("/api/v1/secrets")).status()).isEqualTo(200);
    }
  }

  private static Request get(String path) {
    return new Request(
        "GET",
        path,
        Map.of(),
        Map.of("authorization", List.of("Bearer admin")),
        new byte[0],
        List.of());
  }
}
