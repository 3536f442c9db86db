package dev.fairlead.client.config;

import java.net.ProxySelector;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Everything needed to reach one API server as one user. Immutable, but for what others renew while
 * the Config is in use: files with tokens, certificates and keys are read again, credential plugins
 * run again, and ID tokens are refreshed.
 *
 * <pre>{@code
 * Config config = Config.load();                                                    // as kubectl
 * Config other = Config.load(LoadOptions.defaults().withContext("staging"));
 * Config own = Config.builder().server("https://10.0.0.1:6443").certificateAuthority(pem).build();
 * }</pre>
 */
public final class Config {
  /** Where objects go when nobody says where; the name that every cluster has. */
  public static final String DEFAULT_NAMESPACE = "default";

  /** Requests at once, if a rate but no burst is given; client-go's default burst. */
  public static final int DEFAULT_BURST = 10;

  private final URI server;
  private final String namespace;
  private final TlsSource tls;
  private final Credential credential;
  private final Route route;
  private final Impersonation impersonation;
  private final double qps;
  private final int burst;
  private final @Nullable Duration timeout;
  private final String userAgent;
  private final boolean disableCompression;
  private final String source;

  Config(ConfigBuilder from, URI server, TlsSource tls, Credential credential) {
    this.server = server;
    this.tls = server.getScheme().equals("https") ? tls : TlsSource.fixed(TlsMaterial.NONE);
    this.namespace = from.namespace;
    this.credential = credential;
    this.route = from.route;
    this.impersonation = from.impersonation;
    this.qps = from.qps;
    this.burst = from.qps > 0 && from.burst == 0 ? DEFAULT_BURST : from.burst;
    this.timeout = from.timeout;
    this.userAgent = from.userAgent;
    this.disableCompression = from.disableCompression;
    this.source = from.source;
  }

  /**
   * The cluster that kubectl would talk to: the current context of the files in KUBECONFIG, or else
   * of {@code .kube/config} in the home folder. If there is no such file, or no context in it is
   * current, and this process runs in a Pod: the Pod's own cluster, as its service account.
   *
   * @throws ConfigException if there is none, or it can't be used
   */
  public static Config load() {
    return load(LoadOptions.defaults());
  }

  /**
   * As {@link #load()}, with another file, context, cluster, user, namespace or environment.
   *
   * @throws ConfigException if there is none, or it can't be used
   */
  public static Config load(LoadOptions options) {
    return Loading.load(options);
  }

  /** For a server that no kubeconfig names. */
  public static ConfigBuilder builder() {
    return new ConfigBuilder("Config.builder()");
  }

  /** Scheme http or https, host, perhaps port and path; never a slash at its end, user or query. */
  public URI server() {
    return server;
  }

  public String namespace() {
    return namespace;
  }

  /**
   * For connections to {@link #server}: TLS 1.2 or later, the client certificate, and who is
   * trusted under which name. Each call makes a new one, with a session cache of its own: keep it.
   *
   * <p>Its engines insist on the right server name themselves if there is a {@link #tlsServerName};
   * otherwise the caller switches the HTTPS check of the host name on, as java.net.http does.
   */
  public SSLContext sslContext() {
    return tls.current().sslContext();
  }

  /**
   * Rises when the client certificate or the authorities have changed. Ask for every request:
   * connections that were made by an {@link #sslContext} from before should get no more. Files are
   * read once a minute for it; a credential plugin may run.
   *
   * @throws ConfigException if a plugin had to run, and gave nothing
   * @throws java.util.concurrent.CancellationException if this thread was interrupted meanwhile
   */
  public long tlsGeneration() {
    return tls.generation();
  }

  /**
   * After a 401 to a request without an Authorization header: whether there is another client
   * certificate than the one that was refused. Reads its files and runs a plugin again at once,
   * unless somebody else has since.
   *
   * @param refused the {@link #tlsGeneration} of the request
   */
  public boolean renewClientCertificate(long refused) {
    return tls.renew(refused);
  }

  /** The name that the server's certificate must have, if not the host's; also sent as SNI. */
  public Optional<String> tlsServerName() {
    return Optional.ofNullable(tls.known().serverName());
  }

  /** Whether any server is believed, whatever its certificate. */
  public boolean insecureSkipTlsVerify() {
    return tls.known().insecure();
  }

  /** The certificates that the server's must come from; empty means the system's. */
  public List<X509Certificate> certificateAuthorities() {
    return tls.known().authorities();
  }

  /**
   * When the client certificate that was last used, if there was one, stops to be valid: a reason
   * for a refusal.
   */
  public Optional<Instant> clientCertificateExpiry() {
    return Optional.ofNullable(tls.known().clientCertificate()).map(ClientCertificate::notAfter);
  }

  /**
   * The Authorization header of a request that is sent now. Ask for every request: a token file is
   * read again once a minute, a credential plugin runs when what it gave has expired, and so on.
   *
   * @throws ConfigException if there is no token, and none can be had now
   * @throws java.util.concurrent.CancellationException if this thread was interrupted meanwhile
   */
  public Optional<String> authorization() {
    return credential.authorization();
  }

  /**
   * What to send in place of an Authorization header that the server has refused with 401. Reads a
   * token file, runs a plugin or refreshes an ID token at once, unless somebody else has since.
   *
   * @param refused the header as it was sent
   * @return empty if there is no other: the credentials are fixed, or the file still has these
   */
  public Optional<String> authorizationInsteadOf(String refused) {
    return credential.authorizationInsteadOf(refused);
  }

  /** As {@link #authorization}, but the token alone; empty too if the user has a password. */
  public Optional<String> bearerToken() {
    return credential.bearerToken();
  }

  /**
   * Whom requests act for: headers to send with each, some perhaps several times. Empty for none.
   */
  public List<Map.Entry<String, String>> impersonationHeaders() {
    return impersonation.headers();
  }

  /** Whom requests act for, if not for the user whose credentials they have. */
  public Optional<Impersonation> impersonation() {
    return impersonation.isEmpty() ? Optional.empty() : Optional.of(impersonation);
  }

  /** An http proxy to go through, without its password; empty for none that is known here. */
  public Optional<URI> proxy() {
    return Optional.ofNullable(route.proxy());
  }

  /**
   * How to get to the server, for Java's HTTP client: through {@link #proxy}, or directly if
   * NO_PROXY says so. Empty if nothing was said: then Java's own settings count.
   */
  public Optional<ProxySelector> proxySelector() {
    return route.selector();
  }

  /** The Proxy-Authorization header to send with each request, if the proxy has a password. */
  public Optional<String> proxyAuthorization() {
    return Optional.ofNullable(route.authorization());
  }

  /** Requests per second, on average; 0, the default, for no limit. */
  public double qps() {
    return qps;
  }

  /** Requests at once, when there is a {@link #qps}. */
  public int burst() {
    return burst;
  }

  /**
   * How long one call may take, with all its attempts; empty for no limit. Watches have their own.
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  public String userAgent() {
    return userAgent;
  }

  /** Whether to ask for answers without gzip. */
  public boolean disableCompression() {
    return disableCompression;
  }

  /** Where this comes from, for messages: {@code /home/ada/.kube/config: context "dev"}. */
  public String source() {
    return source;
  }

  /** Without a secret. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Config[" + server);
    text.append(", namespace ").append(namespace);
    text.append(", ").append(credential);
    ClientCertificate certificate = tls.known().clientCertificate();
    if (certificate != null) {
      text.append(", client certificate ").append(certificate.subject());
    }
    impersonation().ifPresent(as -> text.append(", as ").append(as.user()));
    proxy().ifPresent(through -> text.append(", through ").append(through));
    if (insecureSkipTlsVerify()) {
      text.append(", any server is believed");
    }
    return text.append(", ").append(source).append("]").toString();
  }
}
