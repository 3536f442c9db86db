package dev.fairlead.client.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An ID token of OpenID Connect")
@Timeout(60)
class OidcTest {
  @TempDir private Path folder;
  private final TestIssuer issuer = new TestIssuer();
  private Instant now = Instant.parse("2026-01-31T08:00:00Z");

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static String token(String end) {
    String claims = "{\"exp\": " + Instant.parse(end).getEpochSecond() + "}";
    return "e30."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".c2ln";
  }

  private Path write(String idToken, String more) {
    return TestFiles.write(
        folder.resolve("config"),
        TestFiles.kubeconfig(
            WrongKubeconfigsTest.HTTPS,
            "auth-provider: {name: oidc, config: {idp-issuer-url: '"
                + issuer.url()
                + "/', client-id: 'a b', id-token: '"
                + idToken
                + "', idp-certificate-authority-data: '$BASE64(authority.crt)'"
                + more
                + "}}, x-kept: 1"));
  }

  private OidcCredential credential(String idToken, String more) {
    KubeconfigEntries.User user =
        Objects.requireNonNull(Kubeconfig.read(write(idToken, more)).userEntries().get("ada"));
    Problems problems = new Problems();
    OidcCredential credential =
        OidcCredential.of(
            user,
            Objects.requireNonNull(user.authProvider()),
            TestFiles.options(folder).environment(),
            () -> now,
            problems);
    problems.throwIfAny();
    return Objects.requireNonNull(credential);
  }

  private static final String REFRESH = ", refresh-token: 'hush/1', client-secret: 'hush&2'";

  @Test
  @DisplayName("is sent until 10 seconds before it ends")
  void isSent() {
    String token = token("2026-01-31T08:00:11Z");
    OidcCredential credential = credential(token, "");
    assertThat(credential.authorization()).contains("Bearer " + token);
    assertThat(credential.toString()).isEqualTo("an ID token of localhost");

    now = now.plusSeconds(1);
    assertThatThrownBy(credential::bearerToken)
        .hasMessage(
            where()
                + "the id-token has expired, and no refresh-token to get one with: log in again");
  }

  private String where() {
    return folder + "/config: user \"ada\": auth-provider: ";
  }

  @Test
  @DisplayName("is renewed, and kept in the kubeconfig with the new refresh token")
  void isRenewed() {
    OidcCredential credential = credential(token("2026-01-31T07:00:00Z"), REFRESH);
    String next = token("2026-01-31T09:00:00Z");
    issuer.answer = "{\"id_token\": \"" + next + "\", \"refresh_token\": \"hush/3\"}";

    assertThat(credential.bearerToken()).contains(next);
    assertThat(credential.bearerToken()).contains(next);

    String basic = Base64.getEncoder().encodeToString("a+b:hush%262".getBytes(UTF_8));
    assertThat(issuer.asked)
        .containsExactly("grant_type=refresh_token&refresh_token=hush%2F1 Basic " + basic);
    KubeconfigEntries.User user =
        Objects.requireNonNull(Kubeconfig.read(folder.resolve("config")).userEntries().get("ada"));
    assertThat(Objects.requireNonNull(user.authProvider()).config())
        .containsEntry("id-token", next)
        .containsEntry("refresh-token", "hush/3")
        .containsEntry("client-secret", "hush&2");
    assertThat(folder.resolve("config")).content().contains("x-kept: 1");
  }

  @Test
  @DisplayName("is renewed with the secret in the form where headers aren't taken")
  void isRenewedByForm() {
    issuer.refusesHeaders = true;
    OidcCredential credential = credential(token("2026-01-31T07:00:00Z"), REFRESH);
    String next = token("2026-01-31T09:00:00Z");
    issuer.answer = "{\"id_token\": \"" + next + "\"}";

    assertThat(credential.bearerToken()).contains(next);
    assertThat(issuer.asked)
        .hasSize(2)
        .element(1)
        .isEqualTo(
            "grant_type=refresh_token&refresh_token=hush%2F1&client_id=a+b&client_secret=hush%262"
                + " null");
  }

  @Test
  @DisplayName("is renewed once for all who wait")
  void isRenewedOnce() {
    OidcCredential credential = credential(token("2026-01-31T07:00:00Z"), REFRESH);
    String next = token("2026-01-31T09:00:00Z");
    issuer.answer = "{\"id_token\": \"" + next + "\"}";

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        threads.execute(credential::bearerToken);
      }
    }
    assertThat(issuer.asked).hasSize(1);
  }

  @Test
  @DisplayName("that is given expired is used, and renewed again after 10 seconds only")
  void isNotRenewedWithoutPause() {
    OidcCredential credential = credential(token("2026-01-31T06:00:00Z"), REFRESH);
    String next = token("2026-01-31T07:00:00Z");
    issuer.answer = "{\"id_token\": \"" + next + "\"}";

    assertThat(credential.bearerToken()).contains(next);
    assertThat(credential.bearerToken()).contains(next);
    assertThat(issuer.asked).hasSize(1);
    now = now.plusSeconds(10);
    assertThat(credential.bearerToken()).contains(next);
    assertThat(issuer.asked).hasSize(2);
  }

  @Test
  @DisplayName("that can't be renewed fails for all who wait, and is tried again a second later")
  void failsOnce() {
    OidcCredential credential = credential(token("2026-01-31T06:00:00Z"), REFRESH);
    issuer.status = 500;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(credential::bearerToken).isInstanceOf(ConfigException.class);
    }
    assertThat(issuer.asked).hasSize(1);
    now = now.plusSeconds(1);
    assertThatThrownBy(credential::bearerToken).isInstanceOf(ConfigException.class);
    assertThat(issuer.asked).hasSize(2);
  }

  @Test
  @DisplayName("is taken from the kubeconfig if another program has renewed it there")
  void isTaken() {
    OidcCredential credential = credential(token("2026-01-31T07:00:00Z"), REFRESH);
    String next = token("2026-01-31T09:00:00Z");
    write(next, REFRESH);

    assertThat(credential.bearerToken()).contains(next);
    assertThat(issuer.asked).isEmpty();
  }

  @Test
  @DisplayName("is renewed when the server refuses it, at most every 10 seconds")
  void isRenewedAfterRefusal() {
    String first = token("2026-01-31T09:00:00Z");
    OidcCredential credential = credential(first, REFRESH);
    String next = token("2026-01-31T10:00:00Z");
    issuer.answer = "{\"id_token\": \"" + next + "\"}";

    assertThat(credential.authorizationInsteadOf("Bearer " + first)).contains("Bearer " + next);
    assertThat(credential.authorizationInsteadOf("Bearer " + first)).contains("Bearer " + next);
    assertThat(credential.authorizationInsteadOf("Bearer " + next)).isEmpty();
    assertThat(issuer.asked).hasSize(1);
  }

  @Test
  @DisplayName("is used on by this process if it can't be kept")
  void isUsedAllTheSame() {
    OidcCredential credential = credential(token("2026-01-31T07:00:00Z"), REFRESH);
    String next = token("2026-01-31T09:00:00Z");
    issuer.answer = "{\"id_token\": \"" + next + "\"}";
    TestFiles.write(folder.resolve("config"), "users: [");

    assertThat(credential.bearerToken()).contains(next);
  }

  @Test
  @DisplayName("that can't be renewed says why, and shows no secret")
  void fails() {
    OidcCredential credential = credential(token("2026-01-31T07:00:00Z"), REFRESH);
    String start = where() + "the id-token can't be renewed: " + issuer.url();
    issuer.status = 400;
    issuer.answer = "{\"error\": \"invalid_grant\", \"error_description\": \"hush\"}";
    assertThatThrownBy(credential::bearerToken)
        .isInstanceOf(ConfigException.class)
        .hasMessage(start + "/token answered 400 invalid_grant: log in again");

    now = now.plusSeconds(1);
    issuer.status = 200;
    issuer.answer = "{\"access_token\": \"hush\"}";
    assertThatThrownBy(credential::bearerToken)
        .hasMessage(start + "/token gave no id_token: log in again, with the scope openid");

    String advice =
        "/.well-known/openid-configuration answered 200, without a token_endpoint that is an"
            + " https:// address: check idp-issuer-url";
    for (String wrong : List.of("hush", "{}", "{\"token_endpoint\": \"http://localhost/hush\"}")) {
      now = now.plusSeconds(1);
      issuer.discovery = wrong;
      assertThatThrownBy(credential::bearerToken).hasMessage(start + advice);
    }
    now = now.plusSeconds(1);
    issuer.discovery = "x".repeat((1 << 20) + 1);
    assertThatThrownBy(credential::bearerToken)
        .hasMessageStartingWith(start + "/.well-known/openid-configuration can't be asked (")
        .hasMessageContaining("the answer has more than 1048576 bytes");
    now = now.plusSeconds(1);
    issuer.close();
    assertThatThrownBy(credential::bearerToken)
        .hasMessageStartingWith(start + "/.well-known/openid-configuration can't be asked (")
        .hasMessageEndingWith("): check the network, and idp-certificate-authority");
  }

  @Test
  @DisplayName("that is no token of that kind is an error")
  void mustBeAToken() {
    for (String wrong : List.of("hush", "a.b.c", "e30.e30.c2ln")) {
      assertThatThrownBy(() -> credential(wrong, REFRESH).bearerToken())
          .hasMessage(
              where()
                  + "the id-token is no JSON Web Token with a time at which it ends: log in again");
    }
  }
}
