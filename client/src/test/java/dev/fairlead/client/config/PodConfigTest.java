package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The configuration in a Pod")
class PodConfigTest {
  @TempDir private Path folder;

  private final Map<String, String> variables = new HashMap<>();

  @BeforeEach
  void startPod() {
    variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
    variables.put("KUBERNETES_SERVICE_PORT", "443");
    file("token", "hush-token\n");
    file("namespace", "shop\n");
    TestFiles.write(account().resolve("ca.crt"), TestFiles.bytes("authority.crt"));
  }

  private Path account() {
    return folder.resolve("account");
  }

  private void file(String name, String content) {
    TestFiles.write(account().resolve(name), content);
  }

  private LoadOptions options() {
    return LoadOptions.defaults().withEnvironment(new Environment(variables, folder, account()));
  }

  private Config load() {
    return Config.load(options());
  }

  @Test
  @DisplayName("is the cluster's address, authority, the account's token and namespace")
  void isThePods() {
    Config config = load();

    assertThat(config.server()).hasToString("https://10.0.0.1:443");
    assertThat(config.certificateAuthorities()).hasSize(1);
    assertThat(config.bearerToken()).contains("hush-token");
    assertThat(config.namespace()).isEqualTo("shop");
    assertThat(config.source()).isEqualTo("the service account in " + account());
    assertThat(config.toString()).doesNotContain("hush");
  }

  @Test
  @DisplayName("puts an IPv6 address in brackets")
  void knowsIpv6() {
    variables.put("KUBERNETES_SERVICE_HOST", "fd00::1");

    assertThat(load().server()).hasToString("https://[fd00::1]:443");
  }

  @Test
  @DisplayName("has the token that is in the file when the server refuses the one before")
  void readsTheTokenAgain() {
    Config config = load();
    file("token", "new");

    assertThat(config.authorizationInsteadOf("Bearer hush-token")).contains("Bearer new");
    assertThat(config.authorization()).contains("Bearer new");
    assertThat(config.authorizationInsteadOf("Bearer new")).isEmpty();
  }

  @Test
  @DisplayName(
      "has the namespace that is asked for, or POD_NAMESPACE, or the account's, or default")
  void hasANamespace() {
    variables.put("POD_NAMESPACE", "own");
    assertThat(Config.load(options().withNamespace("asked")).namespace()).isEqualTo("asked");
    assertThat(load().namespace()).isEqualTo("own");

    variables.remove("POD_NAMESPACE");
    file("namespace", " \n");
    assertThat(load().namespace()).isEqualTo("default");
  }

  @Test
  @DisplayName("goes on with the system's authorities if the Pod's can't be used")
  void forgivesTheAuthority() {
    file("ca.crt", "no certificate");

    assertThat(load().certificateAuthorities()).isEmpty();
  }

  @Test
  @DisplayName("is for when no kubeconfig says anything: one with a current context goes first")
  void comesLast() {
    Path file = TestFiles.write(folder.resolve(".kube/config"), "");
    assertThat(load().server()).hasToString("https://10.0.0.1:443");
    assertThat(Config.load(options().withKubeconfig(file)).server().getHost())
        .isEqualTo("10.0.0.1");

    TestFiles.write(file, "contexts: [{name: dev, context: {}}]");
    assertThat(load().server()).hasToString("https://10.0.0.1:443");

    TestFiles.write(file, TestFiles.kubeconfig("server: 'https://east'", ""));
    assertThat(load().server()).hasToString("https://east");
  }

  @Test
  @DisplayName("is not used in place of a kubeconfig that is wrong, nor of what is asked for")
  void hidesNoMistake() {
    assertThatThrownBy(() -> Config.load(options().withContext("dev")))
        .hasMessage(
            "there is no kubeconfig: "
                + folder
                + "/.kube/config does not exist. Create it, or set KUBECONFIG to the file, or name"
                + " one (LoadOptions, --kubeconfig). The Pod that this is has no contexts, clusters"
                + " and users: ask for none");
    assertThatThrownBy(() -> Config.load(options().withKubeconfig(folder.resolve("x"))))
        .hasMessage("kubeconfig: there is no file " + folder + "/x: create it or correct the path");
    TestFiles.write(folder.resolve(".kube/config"), "current-context: dev");
    assertThatThrownBy(this::load)
        .hasMessage(
            folder
                + "/.kube/config: current-context: there is no context \"dev\": add it to contexts,"
                + " which is empty");
  }

  @Test
  @DisplayName("needs both variables and a token")
  void needsAll() {
    String nothing =
        "there is no kubeconfig: "
            + folder
            + "/.kube/config does not exist. Create it, or set KUBECONFIG to the file, or name one"
            + " (LoadOptions, --kubeconfig). ";
    variables.remove("KUBERNETES_SERVICE_PORT");
    assertThatThrownBy(this::load)
        .hasMessage(
            nothing
                + "Nor is this a Pod, which has KUBERNETES_SERVICE_HOST and"
                + " KUBERNETES_SERVICE_PORT set");

    variables.put("KUBERNETES_SERVICE_PORT", "443");
    assertThatThrownBy(() ->
            Config.load(options().withEnvironment(new Environment(variables, folder, folder))))
        .hasMessage(
            nothing
                + "Nor has this Pod a service account: there is no file "
                + folder
                + "/token. Set automountServiceAccountToken to true in its spec");
  }

  @Test
  @DisplayName("tells all that is wrong in it")
  void tellsProblems() {
    variables.put("KUBERNETES_SERVICE_PORT", "none");
    file("token", "");
    file("namespace", "My_Shop");

    assertThatThrownBy(this::load)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            3 problems with the configuration:
            - $D/account/namespace: "My_Shop" can't be a namespace: up to 63 of a-z, 0-9 and -, \
            with a letter or digit first and last
            - KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT: "https://10.0.0.1:none" has no \
            host that Java can look up: write it like https://10.0.0.1:6443
            - the service account in $D/account: $D/account/token is empty: put a token there\
            """
                .replace("$D", folder.toString()));
  }
}
