package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.model.authentication.v1.SelfSubjectReview;
import dev.fairlead.model.authentication.v1.UserInfo;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

/** Users of a real cluster, as they stand in kubeconfigs of a folder, and their credentials. */
final class RealUsers {
  private final Kubernetes admin;
  private final String namespace;
  private final Path folder;

  /** The administrator and a namespace, and the folder for files. */
  RealUsers(Kubernetes admin, String namespace, Path folder) {
    this.admin = admin;
    this.namespace = namespace;
    this.folder = folder;
  }

  /** A Config of that user's entry. */
  Config user(String entry) {
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

  static UserInfo whoIs(Config config) {
    try (Kubernetes k8s = Kubernetes.connect(config)) {
      return whoIs(k8s);
    }
  }

  static UserInfo whoIs(Kubernetes k8s) {
    SelfSubjectReview review =
        k8s.authenticationV1().selfSubjectReviews().create(SelfSubjectReview.of(r -> {}));
    return Objects.requireNonNull(Objects.requireNonNull(review.status()).userInfo());
  }

  static String adminsToken() {
    return Config.load(RealCluster.options().withContext("token")).bearerToken().orElseThrow();
  }

  record Certificate(Path file, Path key) {
    String json() throws IOException {
      return "\"clientCertificateData\": "
          + new JsonString(Files.readString(file))
          + ", \"clientKeyData\": "
          + new JsonString(Files.readString(key));
    }
  }

  /** One from the cluster's own authority, if its key is beside the kubeconfig. */
  Certificate certificate(String name, String key, String form) throws Exception {
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

  /** By the subresource that the kubelet uses for Pods' tokens. */
  String serviceAccountToken(String name) throws Exception {
    admin
        .coreV1()
        .serviceAccounts(namespace)
        .create(ServiceAccount.of(s -> s.metadata(m -> m.name(name))));
    byte[] body =
        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{}}"
            .getBytes(UTF_8);
    ApiRequest request =
        ApiRequest.of(
                "POST", "/api/v1/namespaces/" + namespace + "/serviceaccounts/" + name + "/token")
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
}
