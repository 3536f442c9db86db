package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Cluster;
import dev.fairlead.client.config.KubeconfigEntries.Context;
import dev.fairlead.client.config.KubeconfigEntries.FileOrData;
import dev.fairlead.client.config.KubeconfigEntries.Origin;
import dev.fairlead.client.config.KubeconfigEntries.User;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** From the entries of a kubeconfig to one connection: choose, check, read the files named. */
final class Resolution {
  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.config");

  private final Kubeconfig kubeconfig;
  private final Problems problems = new Problems();

  Resolution(Kubeconfig kubeconfig) {
    this.kubeconfig = kubeconfig;
  }

  Config resolve(LoadOptions options) {
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
    if (!cluster.proxyUrl().isEmpty()) {
      config.proxy = Addresses.proxy(cluster.proxyUrl(), cluster.where() + ": proxy-url", problems);
    }
    boolean plain = cluster.server().toLowerCase(Locale.ROOT).startsWith("http://");
    TlsMaterial tls = plain ? TlsMaterial.NONE : tls(cluster, user);
    URI server =
        Addresses.server(cluster.server(), tls.isSet(), cluster.where() + ": server", problems);
    Credential credential = new Credential.None();
    if (user != null && server != null) {
      checkSupported(user);
      boolean https = server.getScheme().equals("https");
      credential = https ? credential(user) : withheld(user, cluster);
    }
    problems.throwIfAny();
    if (server == null) {
      throw new AssertionError("no address, but no problem");
    }
    return new Config(config, server, tls, credential);
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

  private TlsMaterial tls(Cluster cluster, @Nullable User user) {
    List<X509Certificate> authorities = List.of();
    boolean insecure = cluster.insecureSkipTlsVerify();
    if (insecure && cluster.authority().isSet()) {
      problems.add(
          cluster.where(),
          "insecure-skip-tls-verify and certificate-authority exclude each other: delete"
              + " insecure-skip-tls-verify to have the server checked, or certificate-authority to"
              + " believe any server");
    } else {
      byte[] pem = content(cluster.authority(), cluster.origin(), cluster.where());
      if (pem != null) {
        String key = keyOf(cluster.authority());
        authorities = Certificates.read(pem, cluster.where() + ": " + key, problems);
      }
    }
    String name = cluster.tlsServerName();
    return new TlsMaterial(
        authorities,
        user == null ? null : clientCertificate(user),
        insecure,
        name.isEmpty()
            ? null
            : Addresses.serverName(name, cluster.where() + ": tls-server-name", problems));
  }

  private @Nullable ClientCertificate clientCertificate(User user) {
    FileOrData certificate = user.certificate();
    FileOrData key = user.key();
    if (certificate.isSet() != key.isSet()) {
      FileOrData there = certificate.isSet() ? certificate : key;
      FileOrData missing = certificate.isSet() ? key : certificate;
      problems.add(
          user.where(),
          "%s is set, but neither %s nor %s: add one of them"
              .formatted(keyOf(there), missing.key(), missing.key() + "-data"));
      return null;
    }
    byte[] certificatePem = content(certificate, user.origin(), user.where());
    byte[] keyPem = content(key, user.origin(), user.where());
    if (certificatePem == null || keyPem == null) {
      return null;
    }
    return ClientCertificate.read(
        certificatePem,
        user.where() + ": " + keyOf(certificate),
        keyPem,
        user.where() + ": " + keyOf(key),
        problems);
  }

  /** Null if there is none, or a problem with it. */
  private byte @Nullable [] content(FileOrData from, Origin origin, String where) {
    if (from.data() != null && !from.path().isEmpty()) {
      problems.add(
          where, "%1$s and %1$s-data are both set: delete one of them".formatted(from.key()));
      return null;
    }
    if (from.data() != null || from.path().isEmpty()) {
      return from.data();
    }
    Path file = path(from.path(), origin, where + ": " + from.key());
    if (file == null) {
      return null;
    }
    Problems reading = new Problems();
    byte[] content =
        LocalFile.read(file, LocalFile.MAX_PEM_BYTES, where + ": " + from.key(), reading);
    problems.addAll(reading);
    return reading.isEmpty() ? content : null;
  }

  private @Nullable Path path(String text, Origin origin, String where) {
    try {
      return origin.resolve(text);
    } catch (InvalidPathException e) {
      problems.add(where, "is not a path: correct it");
      return null;
    }
  }

  private static String keyOf(FileOrData from) {
    return from.data() == null ? from.key() : from.key() + "-data";
  }

  // --- who asks ---

  private void checkSupported(User user) {
    if (user.hasToken() && user.hasPassword()) {
      problems.add(
          user.where(),
          "a token and username or password exclude each other: delete the ones or the others");
    }
    boolean other = user.hasToken() || user.hasPassword() || user.certificate().isSet();
    if (user.exec() != null && !other) { // client-go doesn't run it either when there is another
      problems.add(
          user.where() + ": exec",
          "this version of Fairlead can't run credential plugins (\"%s\"): use a token, a tokenFile"
                  .formatted(user.exec())
              + " or a client certificate");
    }
    if (user.authProvider() != null) {
      problems.add(
          user.where() + ": auth-provider",
          "this version of Fairlead has no auth provider (\"%s\"): use a token, a tokenFile or a"
                  .formatted(user.authProvider())
              + " client certificate");
    }
    if (user.impersonates()) {
      problems.add(
          user.where() + ": as",
          "this version of Fairlead can't act as another user: delete as, as-uid, as-groups and"
              + " as-user-extra, or use that user's own credentials");
    }
  }

  private Credential credential(User user) {
    if (user.hasPassword()) {
      Credential password =
          Credential.Password.of(
              user.username(), user.password(), user.where() + ": username", problems);
      return password == null ? new Credential.None() : password;
    }
    String token =
        user.token().isEmpty()
            ? null
            : Credential.checkedToken(user.token(), user.where() + ": token", problems);
    if (user.tokenFile().isEmpty()) {
      return token == null ? new Credential.None() : new Credential.Token(token);
    }
    String where = user.where() + ": tokenFile";
    Path file = path(user.tokenFile(), user.origin(), where);
    if (file == null) {
      return new Credential.None();
    }
    TokenFile tokenFile = new TokenFile(file, where, InstantSource.system());
    tokenFile.startWith(token, problems);
    return tokenFile;
  }

  /** As client-go: what proves who asks is for encrypted connections only. */
  private static Credential withheld(User user, Cluster cluster) {
    if (user.hasToken() || user.hasPassword() || user.certificate().isSet()) {
      LOG.log(
          Level.WARNING,
          "{0}: its credentials are not sent, because {1} has an http:// server: use https://",
          user.where(),
          cluster.where());
    }
    return new Credential.None();
  }
}
