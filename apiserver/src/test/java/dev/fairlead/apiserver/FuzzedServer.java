package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.schema.KubernetesApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A server in memory with something to find, and what must hold of every answer of it. There is one
 * for all inputs, as it takes a thousand times as long to make as an answer; {@link #fresh} takes
 * back what the input before has changed.
 */
final class FuzzedServer {
  static final String ADMIN = "admin-token";
  static final String GUEST = "guest-token";

  /** Stands in objects that only the admin may read. */
  static final String SECRET = "swordfish-7c1e";

  private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

  private static final long SEED = 1;
  private static final FuzzedServer SHARED = new FuzzedServer();

  private final Random random = new Random(SEED);
  private final Resources resources = Resources.of(KubernetesApi.load().resources());
  private final RewoundStorage storage = new RewoundStorage(resources::storage);
  private final ApiServer server =
      new ApiServerBuilder(InstantSource.fixed(NOW), random)
          .token(ADMIN, User.of("admin", "system:masters"))
          .token(GUEST, User.of("guest"))
          .storage(storage)
          .build();

  private FuzzedServer() {
    create(
        "/api/v1/namespaces/default/secrets",
        "{\"metadata\":{\"name\":\"hidden\",\"labels\":{\"a\":\"" + SECRET + "\"}}}");
    create(
        "/api/v1/namespaces/default/configmaps",
        "{\"metadata\":{\"name\":\"settings\"},\"data\":{\"a\":\"1\"}}");
    create(
        "/apis/apps/v1/namespaces/default/deployments",
        "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"selector\":{\"matchLabels\":{\"a\":\"b\"}},"
            + "\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":"
            + "[{\"name\":\"c\",\"image\":\"i\",\"ports\":[{\"containerPort\":80}]}]}}}}");
    Set<String> names = new TreeSet<>();
    resources.all().forEach(each -> names.add(each.storage()));
    storage.keep(List.copyOf(names));
  }

  /** The server as it was in the beginning. */
  static FuzzedServer fresh() {
    SHARED.storage.rewind();
    SHARED.random.setSeed(SEED);
    return SHARED;
  }

  private void create(String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Response made = server.answer(request("POST", path, Map.of(), Map.of(), bytes, ADMIN));
    assertThat(made.status()).describedAs(path).isEqualTo(201);
  }

  static Request request(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, List<String>> headers,
      byte[] body,
      String token) {
    Map<String, List<String>> all = new LinkedHashMap<>(headers);
    all.put("authorization", List.of("Bearer " + token));
    return new Request(method, path, query, all, body, List.of());
  }

  /** The answer; fails if it is an internal error or, for the guest, shows what is hidden. */
  Response answer(Request request) {
    Response response = server.answer(request);
    assertThat(response.status()).isBetween(200, 599);
    if (response.content() instanceof Response.Content.Bytes(byte[] bytes)) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      assertThat(text)
          .describedAs("answer to %s %s", request.method(), request.path())
          .doesNotContain("java.lang.", "dev.fairlead.", "InternalError");
      if (request.headers("authorization").contains("Bearer " + GUEST)) {
        assertThat(text).doesNotContain(SECRET);
      }
    }
    return response;
  }

  /** What a stream gives until it would wait for something new. */
  static byte[] drained(Response.Content.Stream stream) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Thread.currentThread().interrupt(); // as when the client has gone: ends the first wait
    try {
      stream.body().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } catch (InterruptedException e) {
      return out.toByteArray();
    } finally {
      Thread.interrupted();
    }
    return out.toByteArray();
  }
}
