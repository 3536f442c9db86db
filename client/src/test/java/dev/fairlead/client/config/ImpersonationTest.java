package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("To act for another user")
class ImpersonationTest {
  @TempDir private Path home;

  private static final String WRITTEN =
      "as: bob, as-uid: '7', as-groups: [a, b], as-user-extra: {scopes: [view, 'a b'],"
          + " 'acme.com/Project_%': [x]}";

  private Config resolve(String user, LoadOptions options) {
    byte[] text =
        TestFiles.kubeconfig(WrongKubeconfigsTest.HTTPS, user).getBytes(StandardCharsets.UTF_8);
    return Kubeconfig.parse(text, "test").resolve(options);
  }

  @Test
  @DisplayName("a kubeconfig says so, and headers carry it, keys escaped as Go escapes them")
  void comesFromTheKubeconfig() {
    Config config = resolve("token: hush, " + WRITTEN, TestFiles.options(home));

    assertThat(config.impersonationHeaders())
        .containsExactly(
            Map.entry("Impersonate-User", "bob"),
            Map.entry("Impersonate-Uid", "7"),
            Map.entry("Impersonate-Group", "a"),
            Map.entry("Impersonate-Group", "b"),
            Map.entry("Impersonate-Extra-scopes", "view"),
            Map.entry("Impersonate-Extra-scopes", "a b"),
            Map.entry("Impersonate-Extra-acme.com%2FProject_%25", "x"));
    assertThat(config.toString()).contains(", as bob, ");
  }

  @Test
  @DisplayName("options say so, each part in place of the kubeconfig's, as with kubectl --as")
  void isOverridden() {
    LoadOptions options =
        TestFiles.options(home).withImpersonation(Impersonation.of("eve").withGroups("c"));

    Impersonation both = resolve(WRITTEN, options).impersonation().orElseThrow();
    assertThat(both.user()).isEqualTo("eve");
    assertThat(both.groups()).containsExactly("c");
    assertThat(both.uid()).isEqualTo("7");
    assertThat(resolve("token: hush", options).impersonation())
        .contains(Impersonation.of("eve").withGroups("c"));
  }

  @Test
  @DisplayName("a program says so, and nobody does by default")
  void isBuilt() {
    Impersonation ada = Impersonation.of("ada").withUid("1").withExtra("ключ", "v");
    Config config = Config.builder().server("https://x").impersonation(ada).build();

    assertThat(config.impersonationHeaders())
        .contains(Map.entry("Impersonate-Extra-%D0%BA%D0%BB%D1%8E%D1%87", "v"));
    assertThat(Config.builder().server("https://x").build().impersonationHeaders()).isEmpty();
  }

  @Test
  @DisplayName("a name is needed that a header can carry")
  void needsAUser() {
    ConfigBuilder nobody =
        Config.builder().server("https://x").impersonation(Impersonation.of("").withGroups("a"));
    assertThatThrownBy(nobody::build)
        .hasMessage(
            "Config.builder(): impersonation: uid, groups and extra can only be another's together"
                + " with a user: name one as well");
    LoadOptions options =
        TestFiles.options(home).withImpersonation(Impersonation.of("a").withGroups("b\r\nX: y"));
    assertThatThrownBy(() -> resolve("token: hush", options))
        .hasMessage(
            "LoadOptions: impersonation: character 2 of 7 (a carriage return) can't be sent in an"
                + " HTTP header: take it out");
  }

  @Test
  @DisplayName("works in a Pod too")
  void worksInAPod() {
    for (String name : List.of("token", "namespace")) {
      TestFiles.write(home.resolve("account").resolve(name), "shop");
    }
    Environment pod =
        new Environment(
            Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443"),
            home,
            home.resolve("account"));
    LoadOptions options =
        LoadOptions.defaults()
            .withEnvironment(pod)
            .withImpersonation(Impersonation.of("eve"))
            .withServer("10.0.0.2:6443");

    Config config = Config.load(options);
    assertThat(config.impersonation()).contains(Impersonation.of("eve"));
    assertThat(config.server()).hasToString("https://10.0.0.2:6443");
  }
}
