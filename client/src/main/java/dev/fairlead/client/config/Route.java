package dev.fairlead.client.config;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to get to the server: through the proxy that the configuration names, or else the one that
 * the environment has for the server's scheme, by Go's rules.
 *
 * @param proxy without user and password; null for none
 * @param authorization the header for it; null for none
 * @param direct whether NO_PROXY or the address forbids a proxy
 */
record Route(@Nullable URI proxy, @Nullable String authorization, boolean direct) {
  /** As Java's own settings say. */
  static final Route UNSAID = new Route(null, null, false);

  private static final Route DIRECT = new Route(null, null, true);

  /** A proxy that a configuration names. */
  static Route named(String url, String where, URI server, Problems problems) {
    return through(url, where, server, problems);
  }

  /** What HTTPS_PROXY, or HTTP_PROXY for an http:// server, and NO_PROXY say of the server. */
  static Route ofEnvironment(Environment environment, URI server, Problems problems) {
    String variable = server.getScheme().toUpperCase(Locale.ROOT) + "_PROXY";
    String upper = environment.get(variable);
    String name = upper.isEmpty() ? variable.toLowerCase(Locale.ROOT) : variable;
    String url = environment.get(name);
    if (url.isEmpty()) {
      return UNSAID;
    }
    String none = environment.get("NO_PROXY");
    NoProxy exceptions = new NoProxy(none.isEmpty() ? environment.get("no_proxy") : none);
    if (exceptions.has(server)) {
      return DIRECT;
    }
    return through(url.contains("://") ? url : "http://" + url, name, server, problems);
  }

  private static Route through(String url, String where, URI server, Problems problems) {
    URI proxy = Addresses.proxy(url, where, problems);
    if (proxy == null) {
      return UNSAID;
    }
    String user = proxy.getUserInfo();
    if (user == null) {
      return new Route(proxy, null, false);
    }
    if (server.getScheme().equals("https") && Environment.refusesPasswordsForTunnels()) {
      problems.add(
          where,
          "Java sends no user and password to the proxy of an https:// server unless it is started"
              + " with -D"
              + Environment.TUNNELING
              + "= (nothing after the =): add that, or take them out of the URL");
      return UNSAID;
    }
    byte[] pair = (user.contains(":") ? user : user + ":").getBytes(StandardCharsets.UTF_8);
    return new Route(
        URI.create("http://" + proxy.getHost() + ":" + proxy.getPort()),
        "Basic " + Base64.getEncoder().encodeToString(pair),
        false);
  }

  /** For Java's HTTP client; empty for Java's own settings. */
  Optional<ProxySelector> selector() {
    if (direct) {
      return Optional.of(HttpClient.Builder.NO_PROXY);
    }
    return Optional.ofNullable(proxy)
        .map(
            to -> ProxySelector.of(InetSocketAddress.createUnresolved(to.getHost(), to.getPort())));
  }

  @Override
  public String toString() {
    return direct ? "direct" : String.valueOf(proxy); // never the header
  }
}
