package dev.fairlead.client.config;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link Config}; {@link #build} tells all that is wrong with them. */
public final class ConfigBuilder {
  final Problems problems = new Problems();
  final String source;

  String server = "";
  String namespace = Config.DEFAULT_NAMESPACE;
  List<X509Certificate> authorities = List.of();
  @Nullable ClientCertificate clientCertificate;
  @Nullable String token;
  @Nullable TokenFile tokenFile;
  Credential.@Nullable Password password;
  boolean insecure;
  @Nullable String tlsServerName;
  @Nullable URI proxy;
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
    this.authorities = Certificates.read(pem, entry("certificateAuthority"), problems);
    return this;
  }

  /** PEM: the certificate, perhaps with those between it and the authority, and its key. */
  public ConfigBuilder clientCertificate(byte[] certificatePem, byte[] keyPem) {
    String entry = entry("clientCertificate");
    this.clientCertificate = ClientCertificate.read(certificatePem, entry, keyPem, entry, problems);
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

  /** An http URL; Java's HTTP client can't use https or socks5 proxies. */
  public ConfigBuilder proxy(String url) {
    this.proxy = Addresses.proxy(url, entry("proxy"), problems);
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
    TlsMaterial tls = new TlsMaterial(authorities, clientCertificate, insecure, tlsServerName);
    URI address = Addresses.server(server, tls.isSet(), entry("server"), problems);
    Credential credential = credential();
    problems.throwIfAny();
    if (address == null) {
      throw new AssertionError("no address, but no problem");
    }
    return new Config(this, address, tls, credential);
  }

  private void checkCombinations() {
    if (insecure && !authorities.isEmpty()) {
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
