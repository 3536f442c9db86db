package dev.fairlead.client.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import org.jspecify.annotations.Nullable;

/** Reads addresses and names. What can't be used is a problem, and null comes back. */
final class Addresses {
  /** Port of an http proxy whose URL has none, as everywhere (RFC 9110, 4.2.1). */
  static final int DEFAULT_PROXY_PORT = 80;

  private static final int MAX_PORT = 65535;

  /** RFC 1123 label, as Kubernetes demands of a namespace's name. */
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private static final Pattern IP_LITERAL =
      Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final Pattern IP4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

  private static final String SERVER_ADVICE = "write it like https://10.0.0.1:6443";
  private static final String PROXY_ADVICE = "write it like http://proxy.example.com:3128";

  private Addresses() {}

  /**
   * A server's URL as client-go reads it: a host and port without scheme get one, a path is a
   * prefix of all requests, query and fragment are dropped.
   *
   * @param tls whether https is meant when no scheme is given
   */
  static @Nullable URI server(String text, boolean tls, String where, Problems problems) {
    if (text.isEmpty()) {
      problems.add(where, "there is no address: " + SERVER_ADVICE);
      return null;
    }
    boolean bare = !text.contains("://");
    URI uri =
        parse(
            bare ? (tls ? "https://" : "http://") + text : text,
            text,
            where,
            problems,
            SERVER_ADVICE);
    if (uri == null) {
      return null;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String path = withoutSlashesAtEnd(uri.getRawPath());
    if (bare && !path.isEmpty()) {
      problems.add(
          where, withoutPassword(text) + " has a path but no scheme: put https:// before it");
      return null;
    }
    if (!scheme.equals("https") && !scheme.equals("http")) {
      problems.add(where, withoutPassword(text) + " is neither https nor http: " + SERVER_ADVICE);
      return null;
    }
    return URI.create(scheme + "://" + uri.getRawAuthority() + path);
  }

  private static String withoutSlashesAtEnd(String path) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /** An http proxy's URL, with its port, and with the user and password if there are. */
  static @Nullable URI proxy(String text, String where, Problems problems) {
    URI uri = parsed(text, text, where, problems, PROXY_ADVICE);
    if (uri == null) {
      return null;
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    switch (scheme) {
      case "http" -> {
        int port = uri.getPort() < 0 ? DEFAULT_PROXY_PORT : uri.getPort();
        String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
        return URI.create("http://" + user + uri.getHost() + ":" + port);
      }
      case "https", "socks5", "socks5h" ->
          problems.add(
              where,
              "Java's HTTP client can't use %s proxies like %s: name an http:// one"
                  .formatted(scheme, withoutPassword(text)));
      default ->
          problems.add(
              where, withoutPassword(text) + " is not the URL of a proxy: " + PROXY_ADVICE);
    }
    return null;
  }

  /** A name that a certificate can have: a host name or an address. */
  static @Nullable String serverName(String name, String where, Problems problems) {
    try {
      if (!isIpLiteral(name)) {
        var unused = new SNIHostName(name);
      }
      return name;
    } catch (IllegalArgumentException e) {
      problems.add(
          where,
          Problems.quote(name) + " is not a host name: write the name in the server's certificate");
      return null;
    }
  }

  static boolean isIpLiteral(String name) {
    return IP_LITERAL.matcher(name).matches();
  }

  /** The bytes of an address that is written as one; null for a name. Asks no DNS. */
  static byte @Nullable [] ip(String text) {
    if (text.indexOf(':') >= 0 && isIpLiteral(text)) {
      try {
        return InetAddress.getByName("[" + text + "]").getAddress();
      } catch (UnknownHostException e) {
        return null; // not an address after all
      }
    }
    Matcher four = IP4.matcher(text);
    if (!four.matches()) {
      return null;
    }
    byte[] address = new byte[4];
    for (int i = 0; i < address.length; i++) {
      int part = Integer.parseInt(four.group(i + 1));
      if (part > 0xff) {
        return null;
      }
      address[i] = (byte) part;
    }
    return address;
  }

  static void checkNamespace(String name, String where, Problems problems) {
    if (!LABEL.matcher(name).matches()) {
      problems.add(
          where,
          Problems.quote(name)
              + " can't be a namespace: up to 63 of a-z, 0-9 and -, with a letter or digit first"
              + " and last");
    }
  }

  private static @Nullable URI parse(
      String url, String text, String where, Problems problems, String advice) {
    URI uri = parsed(url, text, where, problems, advice);
    if (uri != null && uri.getRawUserInfo() != null) {
      problems.add(
          where,
          withoutPassword(text)
              + " has a user name before its host, which can't be used here: take it out of the"
              + " URL");
      return null;
    }
    return uri;
  }

  private static @Nullable URI parsed(
      String url, String text, String where, Problems problems, String advice) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      problems.add(where, withoutPassword(text) + " is not a URL: " + advice);
      return null;
    }
    if (uri.getScheme() == null || uri.getHost() == null || uri.getHost().isEmpty()) {
      problems.add(where, withoutPassword(text) + " has no host that Java can look up: " + advice);
      return null;
    }
    if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      problems.add(where, withoutPassword(text) + " has a port outside of 1 to 65535: " + advice);
      return null;
    }
    return uri;
  }

  /** The text in quotes, without what may be a password in it. */
  private static String withoutPassword(String url) {
    int at = url.lastIndexOf('@');
    return Problems.quote(at < 0 ? url : "..." + url.substring(at));
  }
}
