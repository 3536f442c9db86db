package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Config")
class ConfigTest {
  @Test
  @DisplayName("that is built has what was set")
  void hasWhatWasSet() {
    Config config =
        Config.builder()
            .server("10.0.0.1:6443")
            .namespace("shop")
            .certificateAuthority(TestFiles.bytes("authority.crt"))
            .bearerToken("hush")
            .proxy("http://proxy:3128")
            .qps(50)
            .burst(100)
            .timeout(Duration.ofSeconds(5))
            .userAgent("shop/1")
            .disableCompression(true)
            .build();

    assertThat(config.server()).hasToString("https://10.0.0.1:6443");
    assertThat(config.namespace()).isEqualTo("shop");
    assertThat(config.bearerToken()).contains("hush");
    assertThat(config.proxy().orElseThrow()).hasToString("http://proxy:3128");
    assertThat(config.qps()).isEqualTo(50);
    assertThat(config.burst()).isEqualTo(100);
    assertThat(config.timeout()).contains(Duration.ofSeconds(5));
    assertThat(config.userAgent()).isEqualTo("shop/1");
    assertThat(config.disableCompression()).isTrue();
    assertThat(config)
        .hasToString(
            "Config[https://10.0.0.1:6443, namespace shop, a token, through http://proxy:3128,"
                + " Config.builder()]");
  }

  @Test
  @DisplayName("has no rate limit, no timeout and a user agent by default, and 10 as its burst")
  void hasDefaults() {
    Config config = Config.builder().server("http://localhost:8080").build();

    assertThat(config.qps()).isZero();
    assertThat(config.burst()).isZero();
    assertThat(config.timeout()).isEmpty();
    assertThat(config.userAgent()).matches("fairlead/\\S+ \\(\\S+/\\S+\\) java/\\d+");
    assertThat(Config.builder().server("x").qps(1).build().burst()).isEqualTo(10);
  }

  @Test
  @DisplayName("that is built wrongly tells all problems at once")
  void tellsAllProblems() {
    byte[] garbage = "hush".getBytes(StandardCharsets.UTF_8);
    ConfigBuilder builder =
        Config.builder()
            .certificateAuthority(garbage)
            .bearerToken("")
            .proxy("https://proxy")
            .qps(Double.NaN)
            .timeout(Duration.ZERO)
            .namespace("")
            .userAgent("a\nb");

    assertThatThrownBy(builder::build)
        .hasMessage(
            """
            8 problems with the configuration:
            - Config.builder(): certificateAuthority: is not PEM: it must have a block \
            -----BEGIN CERTIFICATE-----
            - Config.builder(): bearerToken: the token is empty: put a token there, or leave the \
            entry out
            - Config.builder(): qps NaN and burst 0 must be 0 (no limit) or positive numbers
            - Config.builder(): timeout PT0S must be positive; leave it out for none
            - Config.builder(): namespace: "" can't be a namespace: up to 63 of a-z, 0-9 and -, \
            with a letter or digit first and last
            - Config.builder(): userAgent: character 2 of 3 (a line feed) can't be sent in an HTTP \
            header: take it out
            - Config.builder(): server: there is no address: write it like https://10.0.0.1:6443
            - Config.builder(): proxy: Java's HTTP client can't use https proxies like \
            "https://proxy": name an http:// one\
            """);
  }

  @Test
  @DisplayName("can't have what excludes each other")
  void refusesContradictions() {
    ConfigBuilder builder =
        Config.builder()
            .server("https://x")
            .insecureSkipTlsVerify(true)
            .certificateAuthority(TestFiles.bytes("authority.crt"))
            .bearerToken("hush")
            .basicAuth("ada", "hush");

    assertThatThrownBy(builder::build)
        .hasMessage(
            """
            2 problems with the configuration:
            - Config.builder(): insecureSkipTlsVerify and certificateAuthority exclude each other: \
            drop insecureSkipTlsVerify to have the server checked, or certificateAuthority to \
            believe any server
            - Config.builder(): a bearer token and basicAuth exclude each other: drop one\
            """);
  }

  @Test
  @DisplayName("is loaded with an environment that shows only how many variables it has")
  void environmentShowsNoValues() {
    assertThat(new Environment(Map.of("TOKEN", "hush"), Path.of("/home/ada")))
        .hasToString("Environment[home=/home/ada, 1 variables]");
  }
}
