package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Impersonation;
import dev.fairlead.client.config.PluginScript;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.model.authentication.v1.UserInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("On a real cluster, a user")
@Timeout(120)
class CredentialsRealClusterTest {
  @TempDir private Path folder;

  private final Kubernetes admin = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(admin, "credentials");
  private RealUsers users = new RealUsers(admin, shop.name(), Path.of(""));
  private PluginScript plugin = new PluginScript(Path.of(""));

  @BeforeEach
  void prepare() {
    users = new RealUsers(admin, shop.name(), folder);
    plugin = new PluginScript(folder);
  }

  @AfterEach
  void close() {
    shop.close();
    admin.close();
  }

  // --- who is who ---

  @ParameterizedTest
  @CsvSource({
    "rsa:2048, pkcs8",
    "rsa:2048, pkcs1",
    "ec:prime256v1, pkcs8",
    "ec:prime256v1, sec1",
    "ec:secp384r1, sec1",
    "ec:secp521r1, pkcs8",
    "ed25519, pkcs8"
  })
  @DisplayName("has a client certificate, with a key of any kind and form")
  void hasACertificate(String key, String form) throws Exception {
    RealUsers.Certificate ada = users.certificate("ada", key, form);

    UserInfo who =
        RealUsers.whoIs(
            users.user(
                "client-certificate: '" + ada.file() + "', client-key: '" + ada.key() + "'"));

    assertThat(who.username()).isEqualTo("ada");
    assertThat(who.groups()).contains("system:masters");
  }

  @Test
  @DisplayName("has a token, written down, in a file, or of a service account")
  void hasAToken() throws Exception {
    String written = RealUsers.adminsToken();
    assertThat(RealUsers.whoIs(users.user("token: '" + written + "'")).groups())
        .contains("system:masters");

    Path file = Files.writeString(folder.resolve("token"), written + "\n");
    assertThat(RealUsers.whoIs(users.user("tokenFile: token")).groups()).contains("system:masters");

    Files.writeString(file, users.serviceAccountToken("robot"));
    assertThat(RealUsers.whoIs(users.user("tokenFile: '" + file + "'")).username())
        .isEqualTo("system:serviceaccount:" + shop.name() + ":robot");
  }

  @Test
  @DisplayName("acts for another one, with groups, UID and extra, one header a group")
  void actsForAnother() {
    Impersonation bob =
        Impersonation.of("bob")
            .withUid("42")
            .withGroups("a", "b c")
            .withExtra("acme.com/Project", "x", "y")
            .withExtra("100%", "z");
    try (Kubernetes k8s =
        Kubernetes.connect(Config.load(RealCluster.options().withImpersonation(bob)))) {
      UserInfo who = RealUsers.whoIs(k8s);
      assertThat(who.username()).isEqualTo("bob");
      assertThat(who.uid()).isEqualTo("42");
      assertThat(who.groups()).containsExactly("a", "b c", "system:authenticated");
      assertThat(who.extra())
          .containsEntry("acme.com/project", List.of("x", "y"))
          .containsEntry("100%", List.of("z"));
      assertThatThrownBy(() -> k8s.coreV1().configMaps(shop.name()).list())
          .isInstanceOf(ForbiddenException.class)
          .hasMessageContaining("User \"bob\" cannot list resource \"configmaps\"");
    }
  }

  @Test
  @DisplayName("who may not act for another one is told so")
  void mayNotAct() {
    Config config =
        Config.load(
            RealCluster.options().withContext("viewer").withImpersonation(Impersonation.of("bob")));
    assertThatThrownBy(() -> RealUsers.whoIs(config))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("User \"viewer\" cannot impersonate");
  }

  // --- credential plugins ---

  @Test
  @DisplayName("has a plugin that gives a token")
  void hasAPlugin() {
    plugin.prints("\"token\": \"" + RealUsers.adminsToken() + "\"");
    try (Kubernetes k8s = Kubernetes.connect(users.user(plugin.exec("")))) {
      assertThat(RealUsers.whoIs(k8s).groups()).contains("system:masters");
      assertThat(RealUsers.whoIs(k8s).groups()).contains("system:masters");
    }
    assertThat(plugin.runs()).isEqualTo(1);
  }

  @Test
  @DisplayName("whose plugin gives a token that is refused gets in with the next, in the same call")
  void isRenewed() {
    plugin.does(
        """
        T=wrong
        test $(wc -l < "$D/runs") = 1 || T='%s'
        echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
        echo '"status":{"token":"'"$T"'"}}'
        """
            .formatted(RealUsers.adminsToken()));

    assertThat(RealUsers.whoIs(users.user(plugin.exec(""))).groups()).contains("system:masters");
    assertThat(plugin.runs()).isEqualTo(2);
  }

  @Test
  @DisplayName("whose plugin gives nothing but refused tokens is told so after two attempts")
  void isRefused() {
    plugin.does(
        """
        echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
        echo '"status":{"token":"hush'"$(wc -l < "$D/runs")"'"}}'
        """);
    Config config = users.user(plugin.exec(""));

    assertThatThrownBy(() -> RealUsers.whoIs(config))
        .isInstanceOf(UnauthorizedException.class)
        .hasMessage(
            "POST /apis/authentication.k8s.io/v1/selfsubjectreviews of "
                + config.server()
                + ": 401 Unauthorized: Unauthorized. Renew the credentials of "
                + folder
                + "/config: context \"test\". This was attempt 2; before it: 401 Unauthorized.");
    assertThat(plugin.runs()).isEqualTo(2);
  }
}
