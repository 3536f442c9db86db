package dev.fairlead.cluster;

import dev.fairlead.apiserver.ApiServer;
import dev.fairlead.apiserver.ApiServerBuilder;
import dev.fairlead.apiserver.http.HttpServer;
import dev.fairlead.apiserver.http.Limits;
import dev.fairlead.apiserver.http.Tls;
import dev.fairlead.apiserver.pki.CertificateAuthority;
import dev.fairlead.apiserver.pki.Identity;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A Kubernetes API in this JVM, empty but for what a fresh cluster has.
 *
 * <pre>{@code
 * try (Cluster cluster = Cluster.start(); Kubernetes k8s = cluster.connect()) {
 *   k8s.coreV1().namespaces().create(Namespace.of(n -> n.metadata(m -> m.name("shop"))));
 * }
 * }</pre>
 *
 * <p>It listens on loopback only, with a certificate authority and credentials of its own that
 * exist nowhere else. For development and tests: everything is in memory and gone when it is
 * closed.
 */
public final class Cluster implements AutoCloseable {
  /** How long the administrator's certificate is good. */
  private static final Duration VALIDITY = Duration.ofDays(365);

  private static final int TOKEN_BYTES = 32;

  private final ApiServer api;
  private final HttpServer http;
  private final CertificateAuthority authority;
  private final Identity administrator;
  private final String token;
  private volatile boolean closed;

  private Cluster(
      ApiServer api,
      HttpServer http,
      CertificateAuthority authority,
      Identity administrator,
      String token) {
    this.api = api;
    this.http = http;
    this.authority = authority;
    this.administrator = administrator;
    this.token = token;
  }

  /** Starts on any free port. */
  public static Cluster start() {
    return start(0);
  }

  /**
   * Starts on a port of loopback.
   *
   * @param port 0 for any that is free
   * @throws java.io.UncheckedIOException if the port is taken
   */
  public static Cluster start(int port) {
    SecureRandom random = new SecureRandom();
    InstantSource clock = InstantSource.system();
    String token = token(random);
    CompletableFuture<X509Certificate> trusted = new CompletableFuture<>();
    try {
      int chosen = port == 0 ? freePort() : port;
      FutureTask<ApiServer> core =
          new FutureTask<>(() ->
              new ApiServerBuilder(clock, random)
                  .token(token, User.of("admin", User.MASTERS_GROUP))
                  .serviceAccountKeys(CertificateAuthority.newKeys(random))
                  .address("127.0.0.1:" + chosen)
                  .clientAuthority(trusted::join)
                  .build());
      // Beside the certificates and the network, since each takes about half of the time.
      Thread.ofPlatform().daemon().name("fairlead-start").start(core);
      CertificateAuthority authority = CertificateAuthority.create("fairlead-ca", random, clock);
      trusted.complete(authority.certificate());
      Identity server =
          authority.server(
              "kube-apiserver",
              CertificateAuthority.SERVER_NAMES,
              CertificateAuthority.SERVER_ADDRESSES);
      HttpServer http =
          HttpServer.start(
              request -> built(core).answer(request),
              new Tls(server.certificate(), server.key(), authority.certificate()),
              chosen,
              Limits.DEFAULT);
      Identity administrator = authority.client("admin", List.of(User.MASTERS_GROUP), VALIDITY);
      return new Cluster(built(core), http, authority, administrator, token);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "starting the API server on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    } finally {
      trusted.cancel(false); // nobody waits for what has failed
    }
  }

  private static ApiServer built(FutureTask<ApiServer> core) {
    try {
      return core.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the API server did not start", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while the API server starts");
    }
  }

  private static String token(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The address for clients outside of this JVM. */
  public String server() {
    return "https://127.0.0.1:" + port();
  }

  public int port() {
    return http.port();
  }

  /** A client as administrator that goes straight to the server, without sockets. */
  public Kubernetes connect() {
    return connect(token);
  }

  /** A client of whoever has that bearer token, without sockets too. */
  public Kubernetes connect(String bearerToken) {
    return Kubernetes.connect(
        config(bearerToken), new LocalTransport(api, List.of(), () -> closed));
  }

  /**
   * A client of another user, without sockets too. They may do what the roles say that are bound to
   * the name and the groups: at first hardly anything.
   */
  public Kubernetes connect(String user, List<String> groups) {
    Identity identity = authority.client(user, groups, VALIDITY);
    return Kubernetes.connect(
        config(identity), new LocalTransport(api, List.of(identity.certificate()), () -> closed));
  }

  /** The administrator's configuration, for a client that goes over the network. */
  public Config config() {
    return config(token);
  }

  /** As {@link #connect(String, List)}, for a client that goes over the network. */
  public Config config(String user, List<String> groups) {
    return config(authority.client(user, groups, VALIDITY));
  }

  private Config config(String bearerToken) {
    return own().bearerToken(bearerToken).build();
  }

  private Config config(Identity identity) {
    return own()
        .clientCertificate(utf8(identity.certificatePem()), utf8(identity.keyPem()))
        .build();
  }

  private ConfigBuilder own() {
    return Config.builder().server(server()).certificateAuthority(utf8(authority.certificatePem()));
  }

  /**
   * The administrator's kubeconfig of one context, {@code fairlead}, with all credentials in it.
   */
  public String kubeconfig() {
    return kubeconfig("fairlead-admin", administrator);
  }

  /**
   * The same for another user, who may do what the roles say that are bound to the name and the
   * groups; for {@code kubectl} and other programs.
   */
  public String kubeconfig(String user, List<String> groups) {
    return kubeconfig(user, authority.client(user, groups, VALIDITY));
  }

  private String kubeconfig(String user, Identity identity) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: fairlead
      cluster:
        server: %s
        certificate-authority-data: %s
    users:
    - name: %s
      user:
        client-certificate-data: %s
        client-key-data: %s
    contexts:
    - name: fairlead
      context:
        cluster: fairlead
        user: %s
    current-context: fairlead
    """
        .formatted(
            server(),
            base64(authority.certificatePem()),
            user,
            base64(identity.certificatePem()),
            base64(identity.keyPem()),
            user);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Ends watches, lets other requests finish, and closes the port. Calls of its clients fail from
   * now on with a {@link dev.fairlead.client.error.ConnectionException}, in the JVM too.
   */
  @Override
  public void close() {
    closed = true;
    api.close();
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException("stopping the API server", e);
    }
  }
}
