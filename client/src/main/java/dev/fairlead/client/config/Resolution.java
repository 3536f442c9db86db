package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Cluster;
import dev.fairlead.client.config.KubeconfigEntries.Context;
import dev.fairlead.client.config.KubeconfigEntries.FileOrData;
import dev.fairlead.client.config.KubeconfigEntries.Origin;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.client.config.Reloaded.Part;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From the entries of a kubeconfig to one connection: choose, check, read the files named. */
final class Resolution {
  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.config");

  private static final Renewed<List<X509Certificate>> NO_AUTHORITIES = List::of;

  private final Kubeconfig kubeconfig;
  private final LoadOptions options;
  private final Problems problems = new Problems();

  Resolution(Kubeconfig kubeconfig, LoadOptions options) {
    this.kubeconfig = kubeconfig;
    this.options = options;
  }

  Config resolve() {
    Choice choice = Choice.of(kubeconfig, options, problems);
    Context context = choice.context();
    Cluster cluster = choice.cluster();
    User user = choice.user();
    if (context == null || cluster == null) {
      throw problems.exception();
    }
    ConfigBuilder config = new ConfigBuilder(context.where());
    config.namespace = namespace(context, options.namespace());
    config.disableCompression = cluster.disableCompression();
    config.impersonation = impersonation(user);
    boolean plain = cluster.server().toLowerCase(Locale.ROOT).startsWith("http://");
    Renewed<List<X509Certificate>> authorities = plain ? NO_AUTHORITIES : authorities(cluster);
    UserResolution proof =
        user == null || plain ? null : new UserResolution(user, options, problems);
    Renewed<@Nullable ClientCertificate> certificate =
        proof == null ? () -> null : proof.clientCertificate();
    TlsMaterial tls = plain ? TlsMaterial.NONE : tls(cluster, authorities, certificate);
    URI server =
        Addresses.server(cluster.server(), tls.isSet(), cluster.where() + ": server", problems);
    Credential credential = new Credential.None();
    if (user != null && server != null) {
      boolean https = server.getScheme().equals("https");
      credential =
          proof == null || !https
              ? withheld(user, cluster)
              : proof.credential(pluginInfo(cluster, server, authorities));
    }
    config.route = server == null ? Route.UNSAID : route(cluster, server);
    problems.throwIfAny();
    if (server == null) {
      throw new AssertionError("no address, but no problem");
    }
    if (credential instanceof PluginCredential plugin) {
      certificate = plugin.certificate();
    }
    return new Config(config, server, new TlsSource(tls, authorities, certificate), credential);
  }

  private Route route(Cluster cluster, URI server) {
    return cluster.proxyUrl().isEmpty()
        ? Route.ofEnvironment(options.environment(), server, problems)
        : Route.named(cluster.proxyUrl(), cluster.where() + ": proxy-url", server, problems);
  }

  private Impersonation impersonation(@Nullable User user) {
    Impersonation asked = options.impersonation();
    Impersonation all = user == null ? asked : asked.over(user.impersonation());
    boolean written = user != null && asked.isEmpty();
    all.check(
        written && user != null ? user.where() + ": as" : "LoadOptions: impersonation", problems);
    return all;
  }

  private String namespace(Context context, @Nullable String asked) {
    String name = asked != null ? asked : context.namespace();
    if (name.isEmpty()) {
      return Config.DEFAULT_NAMESPACE;
    }
    String where = asked != null ? "LoadOptions" : context.where();
    Addresses.checkNamespace(name, where + ": namespace", problems);
    return name;
  }

  // --- TLS ---

  private Renewed<List<X509Certificate>> authorities(Cluster cluster) {
    if (cluster.insecureSkipTlsVerify() && cluster.authority().isSet()) {
      problems.add(
          cluster.where(),
          "insecure-skip-tls-verify and certificate-authority exclude each other: delete"
              + " insecure-skip-tls-verify to have the server checked, or certificate-authority to"
              + " believe any server");
      return NO_AUTHORITIES;
    }
    Part part = part(cluster.authority(), cluster.origin(), cluster.where(), problems);
    if (part == null) {
      return NO_AUTHORITIES;
    }
    Renewed<List<X509Certificate>> read =
        Reloaded.read(
            List.of(part),
            (pem, wrong) -> Certificates.read(pem.get(0), part.where(), wrong),
            InstantSource.system(),
            problems);
    return read == null ? NO_AUTHORITIES : read;
  }

  private TlsMaterial tls(
      Cluster cluster,
      Renewed<List<X509Certificate>> authorities,
      Renewed<@Nullable ClientCertificate> certificate) {
    String name = cluster.tlsServerName();
    return new TlsMaterial(
        authorities.current(),
        false,
        certificate.current(),
        cluster.insecureSkipTlsVerify(),
        name.isEmpty()
            ? null
            : Addresses.serverName(name, cluster.where() + ": tls-server-name", problems),
        null);
  }

  /** Null if there is none, or a problem with it. */
  static @Nullable Part part(FileOrData from, Origin origin, String where, Problems problems) {
    if (from.data() != null && !from.path().isEmpty()) {
      problems.add(
          where, "%1$s and %1$s-data are both set: delete one of them".formatted(from.key()));
      return null;
    }
    if (from.data() != null) {
      return new Part(where + ": " + from.key() + "-data", null, from.data());
    }
    if (from.path().isEmpty()) {
      return null;
    }
    String at = where + ": " + from.key();
    Path file = path(from.path(), origin, at, problems);
    return file == null ? null : new Part(at, file, null);
  }

  static @Nullable Path path(String text, Origin origin, String where, Problems problems) {
    try {
      return origin.resolve(text);
    } catch (InvalidPathException e) {
      problems.add(where, "is not a path: correct it");
      return null;
    }
  }

  // --- who asks ---

  /** What a credential plugin is told of the cluster if it asks; client-go's names. */
  private JsonObject pluginInfo(
      Cluster cluster, URI server, Renewed<List<X509Certificate>> authorities) {
    JsonObject.Builder info = JsonObject.builder().put("server", server.toString());
    if (!cluster.tlsServerName().isEmpty()) {
      info.put("tls-server-name", cluster.tlsServerName());
    }
    if (cluster.insecureSkipTlsVerify()) {
      info.put("insecure-skip-tls-verify", true);
    }
    if (!authorities.current().isEmpty()) {
      byte[] pem = Certificates.write(authorities.current());
      info.put("certificate-authority-data", Base64.getEncoder().encodeToString(pem));
    }
    if (!cluster.proxyUrl().isEmpty()) {
      info.put("proxy-url", cluster.proxyUrl());
    }
    if (cluster.disableCompression()) {
      info.put("disable-compression", true);
    }
    JsonValue extension = cluster.execExtension();
    return info.put("config", extension == null ? JsonNull.NULL : extension).build();
  }

  /** As client-go: what proves who asks is for encrypted connections only. */
  private static Credential withheld(User user, Cluster cluster) {
    if (user.hasToken()
        || user.hasPassword()
        || user.certificate().isSet()
        || user.exec() != null
        || user.authProvider() != null) {
      LOG.log(
          Level.WARNING,
          "{0}: its credentials are not sent, because {1} has an http:// server: use https://",
          user.where(),
          cluster.where());
    }
    return new Credential.None();
  }
}
