package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The way to the server")
class RouteTest {
  private static ConfigBuilder to(String server, Map<String, String> variables) {
    return Config.builder()
        .server(server)
        .environment(new Environment(variables, Path.of("/home/ada")));
  }

  private static String proxy(String server, Map<String, String> variables) {
    return to(server, variables).build().proxy().map(Object::toString).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.test, HTTPS_PROXY, http://proxy:3128, http://proxy:3128",
    "https://a.test, https_proxy, proxy.test, http://proxy.test:80",
    "https://a.test, HTTP_PROXY, http://proxy:3128, none",
    "http://a.test, HTTP_PROXY, http://proxy:3128, http://proxy:3128",
    "http://a.test, http_proxy, 10.0.0.9:8080, http://10.0.0.9:8080",
    "https://localhost:6443, HTTPS_PROXY, http://proxy, none",
    "https://127.1.2.3:6443, HTTPS_PROXY, http://proxy, none",
    "'https://[::1]:6443', HTTPS_PROXY, http://proxy, none"
  })
  @DisplayName("is through the environment's proxy for the scheme, but never to this machine")
  void followsTheEnvironment(String server, String variable, String value, String expected) {
    assertThat(proxy(server, Map.of(variable, value))).isEqualTo(expected);
  }

  // The right column is what Go's golang.org/x/net/http/httpproxy says of each.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://k8s.example.com:6443 | example.com | none",
        "https://example.com | example.com | none",
        "https://notexample.com | example.com | proxy",
        "https://k8s.example.com | .example.com | none",
        "https://example.com | .example.com | proxy",
        "https://k8s.example.com | *.example.com | none",
        "https://example.com | *.example.com | proxy",
        "https://K8S.Example.com | EXAMPLE.COM | none",
        "https://k8s.example.com:6443 | example.com:6443 | none",
        "https://k8s.example.com:6443 | example.com:443 | proxy",
        "https://k8s.example.com | example.com:443 | none",
        "https://10.1.2.3:6443 | 10.1.0.0/16 | none",
        "https://10.2.2.3:6443 | 10.1.0.0/16 | proxy",
        "https://10.1.2.3:6443 | 10.1.2.3 | none",
        "https://10.1.2.3:6443 | 10.1.2.3:6443 | none",
        "https://10.1.2.3:6443 | 10.1.2.3:443 | proxy",
        "https://10.1.2.3 | 10.1.2.0/99 | proxy",
        "https://[fd00::1]:6443 | fd00::/8 | none",
        "https://[fd00::1]:6443 | fd00::1 | none",
        "https://[fd00::1]:6443 | [fd00::1]:6443 | none",
        "https://[fe00::1]:6443 | fd00::/8 | proxy",
        "https://k8s.example.com | a.test,, example.com ,b.test | none",
        "https://k8s.example.com | * | none",
        "https://k8s.example.com | :443 | proxy",
        "https://k8s.example.com | 999.1.1.1 | proxy",
      })
  @DisplayName("is straight for what NO_PROXY names")
  void knowsExceptions(String server, String none, String expected) {
    Map<String, String> variables = Map.of("HTTPS_PROXY", "http://proxy", "NO_PROXY", none);
    Config config = to(server, variables).build();

    assertThat(config.proxy().isPresent() ? "proxy" : "none").isEqualTo(expected);
    assertThat(config.proxySelector()).isPresent();
  }

  @Test
  @DisplayName("is Java's own if nobody says anything")
  void leavesItToJava() {
    assertThat(to("https://a.test", Map.of("NO_PROXY", "*")).build().proxySelector()).isEmpty();
  }

  @Test
  @DisplayName("that a configuration names beats the environment's, exceptions and all")
  void isNamed() {
    Map<String, String> variables = Map.of("HTTPS_PROXY", "http://other", "NO_PROXY", "*");
    Config config = to("https://localhost", variables).proxy("http://proxy:3128").build();

    assertThat(config.proxy().orElseThrow()).hasToString("http://proxy:3128");
  }

  @Test
  @DisplayName("has a user and password for the proxy of an http:// server, and shows neither")
  void hasAPassword() {
    Config config =
        to("http://a.test", Map.of("HTTP_PROXY", "http://ada:hu%40sh@proxy:3128")).build();

    assertThat(config.proxy().orElseThrow()).hasToString("http://proxy:3128");
    assertThat(config.proxyAuthorization()).contains("Basic YWRhOmh1QHNo"); // ada:hu@sh
    assertThat(config.toString()).doesNotContain("hu%40sh").contains("through http://proxy:3128");
  }

  @ParameterizedTest
  @CsvSource({
    "socks5://ada:hush@proxy:1080, 'Java''s HTTP client can''t use socks5 proxies like"
        + " \"...@proxy:1080\": name an http:// one'",
    "https://proxy:1080, 'Java''s HTTP client can''t use https proxies like \"https://proxy:1080\":"
        + " name an http:// one'",
    "http://ada:hush@proxy, 'Java sends no user and password to the proxy of an https:// server"
        + " unless it is started with -Djdk.http.auth.tunneling.disabledSchemes= (nothing after the"
        + " =): add that, or take them out of the URL'",
    "http://:1, '\"http://:1\" has no host that Java can look up: write it like"
        + " http://proxy.example.com:3128'"
  })
  @DisplayName("is an error, and not straight, if the environment's proxy can't be used")
  void refuses(String url, String message) {
    ConfigBuilder config = to("https://a.test", Map.of("https_proxy", url));

    assertThatThrownBy(config::build).hasMessage("https_proxy: " + message);
  }
}
