package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.PluginScript;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.rbac.v1.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("On a real cluster, a renewed user")
@Timeout(120)
class RenewedCredentialsRealClusterTest {
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

  @Test
  @DisplayName("whose plugin gives another certificate goes over a new connection, watches stay")
  void changesCertificates() throws Exception {
    RealUsers.Certificate ada = users.certificate("ada", "ec:prime256v1", "pkcs8");
    RealUsers.Certificate bob = users.certificate("bob", "rsa:2048", "pkcs8");
    String over = ", \"expirationTimestamp\": \"2020-01-01T00:00:00Z\""; // so it runs again
    plugin.prints(ada.json() + over);
    try (Kubernetes k8s = Kubernetes.connect(users.user(plugin.exec("")));
        Watch<ConfigMap> watch = k8s.coreV1().configMaps(shop.name()).watch()) {
      assertThat(RealUsers.whoIs(k8s).username()).isEqualTo("ada");
      plugin.prints(bob.json() + over);
      while (!"bob".equals(RealUsers.whoIs(k8s).username())) { // the first counts for a second
        Thread.onSpinWait();
      }
      admin.coreV1().configMaps(shop.name()).create(map("a"));
      assertThat(next(watch.iterator())).isEqualTo("a");
    }
  }

  private static ConfigMap map(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name)));
  }

  /** The name of the next ConfigMap that isn't the cluster's own. */
  private static String next(Iterator<WatchEvent<ConfigMap>> events) {
    while (true) {
      String name = events.next().object().metadata().name();
      if (name != null && !name.equals("kube-root-ca.crt")) {
        return name;
      }
    }
  }

  @Test
  @DisplayName("whose plugin gives a certificate that is refused gets in with the next")
  void renewsCertificates() throws Exception {
    RealUsers.Certificate ada = users.certificate("ada", "ed25519", "pkcs8");
    plugin.prints(ada.json());
    Path good = Files.copy(folder.resolve("plugin"), folder.resolve("good"));
    String stranger =
        new RealUsers.Certificate(resource("p256.crt"), resource("p256.key"))
            .json(); // of no known authority
    plugin.prints(stranger);
    String bad = Files.readString(folder.resolve("plugin"));
    plugin.does(
        "if test $(wc -l < \"$D/runs\") != 1; then exec sh '"
            + good
            + "'; fi\n"
            + bad.substring(bad.indexOf("cat <<")));

    assertThat(RealUsers.whoIs(users.user(plugin.exec(""))).username()).isEqualTo("ada");
  }

  private Path resource(String name) throws IOException {
    Path copy = folder.resolve(name);
    try (var in = PluginScript.class.getResourceAsStream(name)) {
      Files.write(copy, Objects.requireNonNull(in).readAllBytes());
    }
    return copy;
  }

  // --- renewed while it is used ---

  @Test
  @DisplayName("whose token file changes during a watch keeps the watch, and is new to later calls")
  void changesTokens() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), RealUsers.adminsToken());
    Config config = users.user("tokenFile: token");
    Refusing transport = new Refusing(config);
    try (Kubernetes k8s = Kubernetes.connect(config, transport);
        Watch<ConfigMap> watch = k8s.coreV1().configMaps(shop.name()).watch()) {
      Files.writeString(file, users.serviceAccountToken("robot"));
      transport.refuses = true;
      assertThat(RealUsers.whoIs(k8s).username()).endsWith(":robot");
      admin.coreV1().configMaps(shop.name()).create(map("a"));
      assertThat(next(watch.iterator())).isEqualTo("a");
    }
  }

  @Test
  @DisplayName("whose token expires between two pages of a list gets the rest with the new one")
  void expiresInAList() throws Exception {
    String other = administratorOfTheNamespace("robot");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      names.add("page-" + i);
      admin.coreV1().configMaps(shop.name()).create(map("page-" + i));
    }
    plugin.prints("\"token\": \"" + RealUsers.adminsToken() + "\"");
    Config config = users.user(plugin.exec(""));
    Refusing transport = new Refusing(config);
    List<String> seen = new ArrayList<>();
    try (Kubernetes k8s = Kubernetes.connect(config, transport);
        Stream<ConfigMapList> pages = k8s.coreV1().configMaps(shop.name()).pages(o -> o.limit(2))) {
      pages.forEach(page -> {
        page.items().forEach(map -> seen.add(String.valueOf(map.metadata().name())));
        transport.refuses = plugin.runs() == 1;
        plugin.prints("\"token\": \"" + other + "\"");
      });
    }
    assertThat(seen).containsAll(names).doesNotHaveDuplicates();
    assertThat(plugin.runs()).isEqualTo(2);
  }

  /** A service account's token. */
  private String administratorOfTheNamespace(String name) throws Exception {
    String token = users.serviceAccountToken(name);
    admin
        .rbacV1()
        .roleBindings(shop.name())
        .create(
            RoleBinding.of(b ->
                b.metadata(m -> m.name(name))
                    .roleRef(r ->
                        r.apiGroup("rbac.authorization.k8s.io")
                            .kind("ClusterRole")
                            .name("cluster-admin"))
                    .subject(s -> s.kind("ServiceAccount").name(name).namespace(shop.name()))));
    try (Kubernetes k8s = Kubernetes.connect(users.user("token: '" + token + "'"))) {
      while (!mayList(k8s)) { // a real server hears of roles a moment later; @Timeout ends this
        Thread.onSpinWait();
      }
    }
    return token;
  }

  private boolean mayList(Kubernetes k8s) {
    try {
      return k8s.coreV1().configMaps(shop.name()).list() != null;
    } catch (ForbiddenException e) {
      return false;
    }
  }

  /** Sends one request with a token that has expired, as far as the server can tell. */
  private static final class Refusing implements Transport {
    private final HttpTransport http;
    private volatile boolean refuses;

    Refusing(Config config) {
      this.http = new HttpTransport(config);
    }

    @Override
    public ApiResponse send(ApiRequest request, TimeLimits limits)
        throws IOException, InterruptedException {
      ApiRequest sent = refuses ? request.header("Authorization", "Bearer expired") : request;
      refuses = false;
      return http.send(sent, limits);
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
