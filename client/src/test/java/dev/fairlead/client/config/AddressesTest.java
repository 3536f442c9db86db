package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A server's address")
class AddressesTest {
  private final Problems problems = new Problems();

  @ParameterizedTest(name = "{0} is {1}, or {2} where nothing about TLS is set")
  @CsvSource({
    "https://10.0.0.1:6443, https://10.0.0.1:6443, https://10.0.0.1:6443",
    "http://localhost:8080, http://localhost:8080, http://localhost:8080",
    "10.0.0.1:6443, https://10.0.0.1:6443, http://10.0.0.1:6443",
    "api.example.com, https://api.example.com, http://api.example.com",
    "localhost:8080/, https://localhost:8080, http://localhost:8080",
    "HTTPS://Api.Example.com/, https://Api.Example.com, https://Api.Example.com",
    "https://[::1]:6443, https://[::1]:6443, https://[::1]:6443",
    "[::1]:6443, https://[::1]:6443, http://[::1]:6443",
    "https://r/k8s/clusters/c-1/, https://r/k8s/clusters/c-1, https://r/k8s/clusters/c-1",
    "https://r/a%2Fb?c=d#e, https://r/a%2Fb, https://r/a%2Fb"
  })
  @DisplayName("gets a scheme if it has none, keeps its path, loses its query and fragment")
  void isReadAsClientGoReadsIt(String text, String withTls, String without) {
    assertThat(Objects.requireNonNull(Addresses.server(text, true, "", problems)))
        .hasToString(withTls);
    assertThat(Objects.requireNonNull(Addresses.server(text, false, "", problems)))
        .hasToString(without);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.1:6443/api | "10.0.0.1:6443/api" has a path but no scheme: put https:// before it
          https://          | "https://" is not a URL: write it like https://10.0.0.1:6443
          https:///api      | "https:///api" has no host that Java can look up: write it like \
          https://10.0.0.1:6443
          https://my_host   | "https://my_host" has no host that Java can look up: write it like \
          https://10.0.0.1:6443
          https://a:0       | "https://a:0" has a port outside of 1 to 65535: write it like \
          https://10.0.0.1:6443
          https://a:65536   | "https://a:65536" has a port outside of 1 to 65535: write it like \
          https://10.0.0.1:6443
          """)
  @DisplayName("that can't be used is told with what to write")
  void isRefused(String text, String problem) {
    assertThat(Addresses.server(text, true, "server", problems)).isNull();
    assertThat(problems.exception()).hasMessage("server: " + problem);
  }
}
