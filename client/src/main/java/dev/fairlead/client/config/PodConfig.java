package dev.fairlead.client.config;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/**
 * The cluster that a Pod runs in, from what the kubelet gives every container: two environment
 * variables and three files. Rules and names: client-go, rest.InClusterConfig and tools/clientcmd.
 */
final class PodConfig {
  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.config");

  static final String HOST = "KUBERNETES_SERVICE_HOST";
  static final String PORT = "KUBERNETES_SERVICE_PORT";

  /** Beats the namespace's file; set by those who use the downward API. */
  static final String NAMESPACE = "POD_NAMESPACE";

  /** Far more than a name of 63 characters. In bytes. */
  private static final int MAX_NAMESPACE_BYTES = 1 << 20;

  private final Environment environment;
  private final Path token;
  private final Problems problems = new Problems();

  PodConfig(Environment environment) {
    this.environment = environment;
    this.token = environment.serviceAccount().resolve("token");
  }

  /** Whether this is a Pod, with a service account's token in it. */
  boolean isComplete() {
    return hasServer() && Files.exists(token) && !Files.isDirectory(token);
  }

  private boolean hasServer() {
    return !environment.get(HOST).isEmpty() && !environment.get(PORT).isEmpty();
  }

  /** Why this can't be a Pod's, for a message. */
  String missing() {
    if (!hasServer()) {
      return "Nor is this a Pod, which has " + HOST + " and " + PORT + " set";
    }
    return isComplete()
        ? "The Pod that this is has no contexts, clusters and users: ask for none"
        : "Nor has this Pod a service account: there is no file "
            + token
            + ". Set automountServiceAccountToken to true in its spec";
  }

  /** Only when {@link #isComplete}; of the options, those count that name no entry. */
  Config resolve(LoadOptions options) {
    ConfigBuilder config =
        new ConfigBuilder("the service account in " + environment.serviceAccount());
    config.namespace = namespace(options);
    config.impersonation = options.impersonation();
    config.impersonation.check("LoadOptions: impersonation", problems);
    Renewed<List<X509Certificate>> authorities = authorities();
    String name = options.tlsServerName();
    TlsMaterial tls =
        new TlsMaterial(
            authorities.current(),
            false,
            null,
            false,
            name == null
                ? null
                : Addresses.serverName(name, "LoadOptions: tlsServerName", problems),
            null);
    String asked = options.server();
    URI server =
        asked != null
            ? Addresses.server(asked, true, "LoadOptions: server", problems)
            : Addresses.server("https://" + hostAndPort(), true, HOST + " and " + PORT, problems);
    TokenFile credential = new TokenFile(token, config.source, InstantSource.system());
    credential.startWith(null, problems);
    config.route =
        server == null ? Route.UNSAID : Route.ofEnvironment(environment, server, problems);
    problems.throwIfAny();
    if (server == null) {
      throw new AssertionError("no address, but no problem");
    }
    return new Config(config, server, new TlsSource(tls, authorities, () -> null), credential);
  }

  /** As Go's net.JoinHostPort: an IPv6 address goes in brackets. */
  private String hostAndPort() {
    String host = environment.get(HOST);
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + environment.get(PORT);
  }

  /** A file that can't be used leaves the system's authorities: client-go says so and goes on. */
  private Renewed<List<X509Certificate>> authorities() {
    Path file = environment.serviceAccount().resolve("ca.crt");
    Problems reading = new Problems();
    Renewed<List<X509Certificate>> authorities =
        Reloaded.read(
            List.of(new Reloaded.Part("certificate authority", file, null)),
            (pem, wrong) -> Certificates.read(pem.get(0), file.toString(), wrong),
            InstantSource.system(),
            reading);
    if (authorities != null) {
      return authorities;
    }
    LOG.log(
        Level.WARNING,
        "{0} (the authorities that this system trusts are used instead)",
        reading.exception().getMessage());
    return List::of;
  }

  private String namespace(LoadOptions options) {
    String asked = options.namespace();
    if (asked != null && !asked.isEmpty()) {
      Addresses.checkNamespace(asked, "LoadOptions: namespace", problems);
      return asked;
    }
    String set = environment.get(NAMESPACE);
    if (!set.isEmpty()) {
      Addresses.checkNamespace(set, NAMESPACE, problems);
      return set;
    }
    Path file = environment.serviceAccount().resolve("namespace");
    String written = Files.isRegularFile(file) ? text(file) : "";
    if (written.isEmpty()) {
      return Config.DEFAULT_NAMESPACE;
    }
    Addresses.checkNamespace(written, file.toString(), problems);
    return written;
  }

  private String text(Path file) {
    byte[] content = LocalFile.read(file, MAX_NAMESPACE_BYTES, "namespace", problems);
    return new String(content, StandardCharsets.UTF_8).strip();
  }
}
