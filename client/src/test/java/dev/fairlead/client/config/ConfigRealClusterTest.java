package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The kubeconfig of a real cluster")
class ConfigRealClusterTest {
  private final Config config =
      Config.load(
          LoadOptions.defaults()
              .withKubeconfig(Path.of(System.getProperty("fairlead.realcluster", ""))));

  @Test
  @DisplayName("opens its API server, as the user that it names")
  void opensTheApiServer() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(config.server() + "/api/v1/namespaces/default"));
    config.authorization().ifPresent(value -> request.header("Authorization", value));

    try (HttpClient http = HttpClient.newBuilder().sslContext(config.sslContext()).build()) {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }
  }
}
