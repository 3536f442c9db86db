package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Impersonation;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.config.PluginScript;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.authentication.v1.SelfSubjectReview;
import dev.fairlead.model.authentication.v1.UserInfo;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("On a real cluster, a user")
@Timeout(120)
class CredentialsRealClusterTest {
  @TempDir private Path folder;

  private final Kubernetes admin = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(admin, "credentials");
  private PluginScript plugin = new PluginScript(Path.of(""));

  @BeforeEach
  void prepare() {
    plugin = new PluginScript(folder);
  }

  @AfterEach
  void close() {
    shop.close();
    admin.close();
  }

  /** A Config of that user's entry. */
  private Config user(String entry) {
    try {
      Path file = folder.resolve("config");
      Files.writeString(
          file,
          """
          current-context: test
          contexts: [{name: test, context: {cluster: real, user: ada}}]
          clusters: [{name: real, cluster: {server: "%s", certificate-authority-data: %s}}]
          users: [{name: ada, user: {%s}}]
          """
              .formatted(
                  admin.config().server(),
                  Base64.getEncoder().encodeToString(RealCluster.authority()),
                  entry));
      return Config.load(LoadOptions.defaults().withKubeconfig(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UserInfo whoIs(Config config) {
    try (Kubernetes k8s = Kubernetes.connect(config)) {
      return whoIs(k8s);
    }
  }

  private static UserInfo whoIs(Kubernetes k8s) {
    SelfSubjectReview review =
        k8s.authenticationV1().selfSubjectReviews().create(SelfSubjectReview.of(r -> {}));
    return Objects.requireNonNull(Objects.requireNonNull(review.status()).userInfo());
  }

  private static String adminsToken() {
    return Config.load(RealCluster.options().withContext("token")).bearerToken().orElseThrow();
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
    Certificate ada = certificate("ada", key, form);

    UserInfo who =
        whoIs(user("client-certificate: '" + ada.file() + "', client-key: '" + ada.key() + "'"));

    assertThat(who.username()).isEqualTo("ada");
    assertThat(who.groups()).contains("system:masters");
  }

  private record Certificate(Path file, Path key) {
    String json() throws IOException {
      return "\"clientCertificateData\": "
          + new JsonString(Files.readString(file))
          + ", \"clientKeyData\": "
          + new JsonString(Files.readString(key));
    }
  }

  /** One from the cluster's own authority, if its key is beside the kubeconfig. */
  private Certificate certificate(String name, String key, String form) throws Exception {
    Path authority = RealCluster.kubeconfig().resolveSibling("ca.crt").toAbsolutePath();
    Path authoritysKey = authority.resolveSibling("ca.key");
    assumeTrue(Files.exists(authoritysKey), "this cluster doesn't give its authority's key away");
    String kind =
        key.startsWith("ec:")
            ? "EC -pkeyopt ec_paramgen_curve:" + key.substring(3)
            : key.startsWith("rsa:") ? "RSA -pkeyopt rsa_keygen_bits:2048" : "ED25519";
    String old =
        form.equals("pkcs8")
            ? "true"
            : "openssl pkey -traditional -in NAME.key -out old && mv old NAME.key";
    String script =
        """
        openssl genpkey -algorithm KIND -out NAME.key &&
        openssl req -new -key NAME.key -subj /O=system:masters/CN=NAME -out NAME.csr &&
        openssl x509 -req -in NAME.csr -CA AUTHORITY -CAkey KEY -set_serial 0x$(openssl rand -hex 8) \
          -days 1 -out NAME.crt &&
        OLD
        """
            .replace("OLD", old)
            .replace("NAME", name)
            .replace("KIND", kind)
            .replace("AUTHORITY", authority.toString())
            .replace("KEY", authoritysKey.toString());
    Process process =
        new ProcessBuilder("sh", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return new Certificate(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  @Test
  @DisplayName("has a token, written down, in a file, or of a service account")
  void hasAToken() throws Exception {
    String written = adminsToken();
    assertThat(whoIs(user("token: '" + written + "'")).groups()).contains("system:masters");

    Path file = Files.writeString(folder.resolve("token"), written + "\n");
    assertThat(whoIs(user("tokenFile: token")).groups()).contains("system:masters");

    Files.writeString(file, serviceAccountToken("robot"));
    assertThat(whoIs(user("tokenFile: '" + file + "'")).username())
        .isEqualTo("system:serviceaccount:" + shop.name() + ":robot");
  }

  /** By the subresource that the kubelet uses for Pods' tokens. */
  private String serviceAccountToken(String name) throws Exception {
    admin
        .coreV1()
        .serviceAccounts(shop.name())
        .create(ServiceAccount.of(s -> s.metadata(m -> m.name(name))));
    byte[] body =
        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{}}"
            .getBytes(UTF_8);
    ApiRequest request =
        ApiRequest.of(
                "POST", "/api/v1/namespaces/" + shop.name() + "/serviceaccounts/" + name + "/token")
            .body("application/json", body);
    Duration limit = Duration.ofSeconds(30);
    try (HttpTransport http = new HttpTransport(admin.config());
        ApiResponse answer =
            http.send(request, new TimeLimits(limit, Duration.ZERO, limit, limit))) {
      String json = new String(answer.body().readAllBytes(), UTF_8);
      assertThat(answer.status()).as(json).isEqualTo(201);
      JsonObject review = (JsonObject) Codec.json().decodeTree(json);
      JsonObject status = (JsonObject) Objects.requireNonNull(review.get("status"));
      return Objects.requireNonNull(status.string("token"));
    }
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
      UserInfo who = whoIs(k8s);
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
    assertThatThrownBy(() -> whoIs(config))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("User \"viewer\" cannot impersonate");
  }

  // --- credential plugins ---

  @Test
  @DisplayName("has a plugin that gives a token")
  void hasAPlugin() {
    plugin.prints("\"token\": \"" + adminsToken() + "\"");
    try (Kubernetes k8s = Kubernetes.connect(user(plugin.exec("")))) {
      assertThat(whoIs(k8s).groups()).contains("system:masters");
      assertThat(whoIs(k8s).groups()).contains("system:masters");
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
            .formatted(adminsToken()));

    assertThat(whoIs(user(plugin.exec(""))).groups()).contains("system:masters");
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
    Config config = user(plugin.exec(""));

    assertThatThrownBy(() -> whoIs(config))
        .isInstanceOf(UnauthorizedException.class)
        .hasMessage(
            "POST /apis/authentication.k8s.io/v1/selfsubjectreviews of "
                + config.server()
                + ": 401 Unauthorized: Unauthorized. Renew the credentials of "
                + folder
                + "/config: context \"test\". This was attempt 2; before it: 401 Unauthorized.");
    assertThat(plugin.runs()).isEqualTo(2);
  }

  @Test
  @DisplayName("whose plugin gives another certificate goes over a new connection, watches stay")
  void changesCertificates() throws Exception {
    Certificate ada = certificate("ada", "ec:prime256v1", "pkcs8");
    Certificate bob = certificate("bob", "rsa:2048", "pkcs8");
    String over = ", \"expirationTimestamp\": \"2020-01-01T00:00:00Z\""; // so it runs each time
    plugin.prints(ada.json() + over);
    try (Kubernetes k8s = Kubernetes.connect(user(plugin.exec("")));
        Watch<ConfigMap> watch = k8s.coreV1().configMaps(shop.name()).watch()) {
      assertThat(whoIs(k8s).username()).isEqualTo("ada");
      plugin.prints(bob.json() + over);
      assertThat(whoIs(k8s).username()).isEqualTo("bob");
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
    Certificate ada = certificate("ada", "ed25519", "pkcs8");
    plugin.prints(ada.json());
    Path good = Files.copy(folder.resolve("plugin"), folder.resolve("good"));
    String stranger =
        new Certificate(resource("p256.crt"), resource("p256.key")).json(); // of no known authority
    plugin.prints(stranger);
    String bad = Files.readString(folder.resolve("plugin"));
    plugin.does(
        "if test $(wc -l < \"$D/runs\") != 1; then exec sh '"
            + good
            + "'; fi\n"
            + bad.substring(bad.indexOf("cat <<")));

    assertThat(whoIs(user(plugin.exec(""))).username()).isEqualTo("ada");
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
    Path file = Files.writeString(folder.resolve("token"), adminsToken());
    Config config = user("tokenFile: token");
    Refusing transport = new Refusing(config);
    try (Kubernetes k8s = Kubernetes.connect(config, transport);
        Watch<ConfigMap> watch = k8s.coreV1().configMaps(shop.name()).watch()) {
      Files.writeString(file, serviceAccountToken("robot"));
      transport.refuses = true;
      assertThat(whoIs(k8s).username()).endsWith(":robot");
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
    plugin.prints("\"token\": \"" + adminsToken() + "\"");
    Config config = user(plugin.exec(""));
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
    String token = serviceAccountToken(name);
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
    try (Kubernetes k8s = Kubernetes.connect(user("token: '" + token + "'"))) {
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
