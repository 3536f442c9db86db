package dev.fairlead.apiserver.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Requests;
import dev.fairlead.apiserver.request.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Health HEALTH =
      new Health(
          Map.of(
              "livez",
              List.of(
                  new Check("ping", () -> true),
                  new Check("etcd", () -> false),
                  new Check("poststarthook/rbac/bootstrap-roles", () -> true))));

  @Test
  void tellsWhichChecksFail() {
    assertThat(get("/livez"))
        .isEqualTo(
            """
            500 [+]ping ok
            [-]etcd failed: reason withheld
            [+]poststarthook/rbac/bootstrap-roles ok
            livez check failed
            """);
  }

  @Test
  void leavesOutWhatTheClientExcludes() {
    assertThat(get("/livez?exclude=etcd")).isEqualTo("200 ok");
    assertThat(get("/livez?exclude=etcd&exclude=foo&exclude=bar&verbose"))
        .isEqualTo(
            """
            200 [+]ping ok
            [+]etcd excluded: ok
            [+]poststarthook/rbac/bootstrap-roles ok
            warn: some health checks cannot be excluded: no matches for "bar","foo"
            livez check passed
            """);
  }

  @Test
  void answersForOneCheck() {
    assertThat(get("/livez/ping")).isEqualTo("200 ok");
    assertThat(get("/livez/poststarthook/rbac/bootstrap-roles")).isEqualTo("200 ok");
    assertThat(get("/livez/etcd")).isEqualTo("500 internal server error: etcd is not well\n");
    assertThat(HEALTH.answer(Requests.get("/livez/nope"))).isEmpty();
    assertThat(HEALTH.answer(Requests.get("/livez/"))).isEmpty();
  }

  @Test
  void isReadyWhenTheStartIsDoneAndTheEndHasNotBegun() {
    assertThat(ready(true, true, false)).isEqualTo(200);
    assertThat(ready(false, true, false)).isEqualTo(500);
    assertThat(ready(true, false, false)).isEqualTo(500);
    assertThat(ready(true, true, true)).isEqualTo(500);
  }

  private static int ready(boolean storage, boolean started, boolean stopping) {
    return Health.of(() -> storage, () -> started, () -> stopping)
        .answer(Requests.get("/readyz"))
        .orElseThrow()
        .status();
  }

  private static String get(String target) {
    Response response = HEALTH.answer(Requests.get(target)).orElseThrow();
    byte[] body = ((Response.Content.Bytes) response.content()).bytes();
    return response.status() + " " + new String(body, StandardCharsets.UTF_8);
  }
}
