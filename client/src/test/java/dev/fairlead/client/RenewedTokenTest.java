package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.model.core.v1.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A request that the server refuses with 401")
class RenewedTokenTest {
  @TempDir private Path folder;

  private final FakeTransport server = new FakeTransport();
  private Path file = Path.of("");
  private Resource<Pod, ?> pods = server.client().coreV1().pods("shop");

  @BeforeEach
  void connect() throws IOException {
    file = folder.resolve("token");
    Files.writeString(file, "first\n");
    Config config = Config.builder().server("https://fake.test:6443").bearerTokenFile(file).build();
    pods = server.client(config, new HandTicker()).coreV1().pods("shop");
  }

  private List<String> sent() {
    return server.requests.stream().map(r -> r.headers().get("Authorization")).toList();
  }

  @Test
  @DisplayName("is repeated once with the token that is in the file now, whatever its verb")
  void isRepeated() throws IOException {
    Files.writeString(file, "second");
    server.status(401, "Unauthorized").json(Pod.of(p -> {})).json(Pod.of(p -> {}));

    pods.create(Pod.of(p -> {}));
    pods.get("web");

    assertThat(sent()).containsExactly("Bearer first", "Bearer second", "Bearer second");
  }

  @Test
  @DisplayName("is repeated no second time")
  void isRepeatedOnce() throws IOException {
    Files.writeString(file, "second");
    server
        .status(401, "Unauthorized")
        .then(request -> {
          Files.writeString(file, "third");
          return new FakeTransport().status(401, "Unauthorized").send(request, limits());
        });

    assertThatThrownBy(() -> pods.get("web"))
        .isInstanceOf(UnauthorizedException.class)
        .hasMessage(
            "GET /api/v1/namespaces/shop/pods/web of https://fake.test:6443: 401 Unauthorized: no."
                + " Renew the credentials of Config.builder(). This was attempt 2; before it: 401"
                + " Unauthorized.");
    assertThat(sent()).containsExactly("Bearer first", "Bearer second");
  }

  private dev.fairlead.client.transport.TimeLimits limits() {
    return server.limits.get(0);
  }

  @Test
  @DisplayName("is not repeated with the same token, nor if the file can't be read")
  void isNotRepeatedInVain() throws IOException {
    server.status(401, "Unauthorized").status(401, "Unauthorized");

    assertThatThrownBy(() -> pods.get("web")).isInstanceOf(UnauthorizedException.class);
    Files.delete(file);
    assertThatThrownBy(() -> pods.get("web")).isInstanceOf(UnauthorizedException.class);
    assertThat(server.requests).hasSize(2);
  }

  @Test
  @DisplayName("is not repeated with a fixed token, a password or none")
  void isNotRepeatedWithFixedCredentials() {
    List<Config> fixed =
        List.of(
            FakeTransport.CONFIG,
            Config.builder().server("https://fake.test").basicAuth("ada", "hush").build(),
            Config.builder().server("https://fake.test").build());
    for (Config config : fixed) {
      FakeTransport other = new FakeTransport().status(401, "Unauthorized");
      assertThatThrownBy(() -> other.client(config, new HandTicker()).version())
          .isInstanceOf(UnauthorizedException.class);
      assertThat(other.requests).hasSize(1);
    }
  }
}
