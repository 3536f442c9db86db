package dev.fairlead.client.config;

import dev.fairlead.client.config.Reloaded.Part;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link Config}; {@link #build} tells all that is wrong with them. */
public final class ConfigBuilder {
  final Problems problems = new Problems();
  final String source;

  String server = "";
  String namespace = Config.DEFAULT_NAMESPACE;
  Route route = Route.UNSAID;
  Impersonation impersonation = Impersonation.NONE;
  private Renewed<List<X509Certificate>> authorities = List::of;
  private boolean andSystem;
  private @Nullable Renewed<ClientCertificate> clientCertificate;
  private @Nullable SSLContext sslContext;
  private @Nullable String proxy;
  private Environment environment = Environment.system();
  @Nullable String token;
  @Nullable TokenFile tokenFile;
  Credential.@Nullable Password password;
  private InstantSource clock = InstantSource.system();
  boolean insecure;
  @Nullable String tlsServerName;
  double qps;
  int burst;
  @Nullable Duration timeout;
  String userAgent = UserAgent.DEFAULT;
  boolean disableCompression;

  ConfigBuilder(String source) {
    this.source = source;
  }

  /** A URL, or a host and port: then https if anything about TLS is set, and else http. */
  public ConfigBuilder server(String server) {
    this.server = server;
    return this;
  }

  /** Default: {@value Config#DEFAULT_NAMESPACE}. */
  public ConfigBuilder namespace(String namespace) {
    this.namespace = namespace;
    return this;
  }

  /** PEM: trust certificates that come from one of these, instead of the system's. */
  public ConfigBuilder certificateAuthority(byte[] pem) {
    return trust(new Part(entry("certificateAuthority"), null, pem), false);
  }

  /** As {@link #certificateAuthority(byte[])}; the file is read again once a minute. */
  public ConfigBuilder certificateAuthority(Path pem) {
    return trust(new Part(entry("certificateAuthority"), pem, null), false);
  }

  /** PEM: trust certificates that come from one of these, beside the system's. */
  public ConfigBuilder additionalCertificateAuthority(byte[] pem) {
    return trust(new Part(entry("additionalCertificateAuthority"), null, pem), true);
  }

  private ConfigBuilder trust(Part part, boolean besideTheSystems) {
    Renewed<List<X509Certificate>> read =
        Reloaded.read(
            List.of(part),
            (pem, wrong) -> Certificates.read(pem.get(0), part.where(), wrong),
            InstantSource.system(),
            problems);
    this.authorities = read == null ? List::of : read;
    this.andSystem = besideTheSystems;
    return this;
  }

  /** PEM: the certificate, perhaps with those between it and the authority, and its key. */
  public ConfigBuilder clientCertificate(byte[] certificatePem, byte[] keyPem) {
    String entry = entry("clientCertificate");
    return show(new Part(entry, null, certificatePem), new Part(entry, null, keyPem));
  }

  /** As {@link #clientCertificate(byte[], byte[])}; the files are read again once a minute. */
  public ConfigBuilder clientCertificate(Path certificatePem, Path keyPem) {
    return clientCertificate(certificatePem, keyPem, InstantSource.system());
  }

  ConfigBuilder clientCertificate(Path certificatePem, Path keyPem, InstantSource time) {
    this.clock = time;
    String entry = entry("clientCertificate");
    return show(new Part(entry, certificatePem, null), new Part(entry, keyPem, null));
  }

  private ConfigBuilder show(Part certificate, Part key) {
    this.clientCertificate =
        Reloaded.read(
            List.of(certificate, key),
            (pem, wrong) ->
                ClientCertificate.read(
                    pem.get(0), certificate.where(), pem.get(1), key.where(), wrong),
            clock,
            problems);
    return this;
  }

  /**
   * What {@link Config#sslContext} is to be made of, for keys that no file has and for trust of
   * another kind. It excludes all other TLS settings but {@link #tlsServerName}.
   */
  public ConfigBuilder sslContext(SSLContext context) {
    this.sslContext = context;
    return this;
  }

  /** Whom requests act for, if not for the user whose credentials they have. */
  public ConfigBuilder impersonation(Impersonation impersonation) {
    impersonation.check(entry("impersonation"), problems);
    this.impersonation = impersonation;
    return this;
  }

  public ConfigBuilder bearerToken(String token) {
    this.token = Credential.checkedToken(token, entry("bearerToken"), problems);
    return this;
  }

  /** Read first by {@link #build}, then once a minute. It beats {@link #bearerToken} once read. */
  public ConfigBuilder bearerTokenFile(Path file) {
    return bearerTokenFile(file, InstantSource.system());
  }

  ConfigBuilder bearerTokenFile(Path file, InstantSource clock) {
    this.tokenFile = new TokenFile(file, entry("bearerTokenFile"), clock);
    return this;
  }

  public ConfigBuilder basicAuth(String username, String password) {
    this.password = Credential.Password.of(username, password, entry("basicAuth"), problems);
    return this;
  }

  /** Believes any server: for experiments, never where the network isn't yours. */
  public ConfigBuilder insecureSkipTlsVerify(boolean insecure) {
    this.insecure = insecure;
    return this;
  }

  /** The name to check the server's certificate against, and to send as SNI, if not the host's. */
  public ConfigBuilder tlsServerName(String name) {
    this.tlsServerName = Addresses.serverName(name, entry("tlsServerName"), problems);
    return this;
  }

  /**
   * An http URL, perhaps with {@code user:password@}; Java's HTTP client can't use https or socks5
   * proxies. Default: what HTTPS_PROXY and NO_PROXY say.
   */
  public ConfigBuilder proxy(String url) {
    this.proxy = url;
    return this;
  }

  ConfigBuilder environment(Environment environment) {
    this.environment = environment;
    return this;
  }

  /** Requests per second on average; 0, the default, for no limit. */
  public ConfigBuilder qps(double qps) {
    this.qps = qps;
    return this;
  }

  /** Requests at once when there is a qps; default {@value Config#DEFAULT_BURST}. */
  public ConfigBuilder burst(int burst) {
    this.burst = burst;
    return this;
  }

  /** How long one call may take, with all its attempts; none by default. Watches have their own. */
  public ConfigBuilder timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /** Default: this library's name and version, the system and Java's version. */
  public ConfigBuilder userAgent(String userAgent) {
    this.userAgent = userAgent;
    return this;
  }

  /** Whether to ask for answers without gzip; default false. */
  public ConfigBuilder disableCompression(boolean disable) {
    this.disableCompression = disable;
    return this;
  }

  /**
   * @throws ConfigException if the server is missing or any part can't be used
   */
  public Config build() {
    checkCombinations();
    checkNumbers();
    Renewed<ClientCertificate> own = clientCertificate;
    Renewed<@Nullable ClientCertificate> certificate =
        own == null ? () -> null : new UserResolution.Perhaps(own);
    TlsMaterial tls =
        new TlsMaterial(
            authorities.current(),
            andSystem,
            certificate.current(),
            insecure,
            tlsServerName,
            sslContext);
    URI address = Addresses.server(server, tls.isSet(), entry("server"), problems);
    Credential credential = credential();
    if (address != null) {
      route =
          proxy == null
              ? Route.ofEnvironment(environment, address, problems)
              : Route.named(proxy, entry("proxy"), address, problems);
    } else if (proxy != null) {
      var unused = Addresses.proxy(proxy, entry("proxy"), problems);
    }
    problems.throwIfAny();
    if (address == null) {
      throw new AssertionError("no address, but no problem");
    }
    return new Config(this, address, new TlsSource(tls, authorities, certificate), credential);
  }

  private void checkCombinations() {
    boolean trusts = !authorities.current().isEmpty();
    if (sslContext != null && (insecure || trusts || clientCertificate != null)) {
      problems.add(
          source,
          "sslContext excludes certificateAuthority, clientCertificate and insecureSkipTlsVerify:"
              + " drop it or them");
    }
    if (insecure && trusts) {
      problems.add(
          source,
          "insecureSkipTlsVerify and certificateAuthority exclude each other: drop"
              + " insecureSkipTlsVerify to have the server checked, or certificateAuthority to"
              + " believe any server");
    }
    if (password != null && (token != null || tokenFile != null)) {
      problems.add(source, "a bearer token and basicAuth exclude each other: drop one");
    }
  }

  private void checkNumbers() {
    if (!(qps >= 0) || Double.isInfinite(qps) || burst < 0) {
      problems.add(
          source,
          "qps " + qps + " and burst " + burst + " must be 0 (no limit) or positive numbers");
    }
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      problems.add(source, "timeout " + timeout + " must be positive; leave it out for none");
    }
    Addresses.checkNamespace(namespace, entry("namespace"), problems);
    Credential.checkHeader(userAgent, entry("userAgent"), problems);
  }

  private Credential credential() {
    if (tokenFile != null) {
      tokenFile.startWith(token, problems);
      return tokenFile;
    }
    if (token != null) {
      return new Credential.Token(token);
    }
    return password != null ? password : new Credential.None();
  }

  private String entry(String name) {
    return source + ": " + name;
  }
}
