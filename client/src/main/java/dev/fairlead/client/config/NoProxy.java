package dev.fairlead.client.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The variable NO_PROXY, read as Go reads it: addresses, CIDR ranges, and domains, which have all
 * that is below them, each perhaps with a port; {@code *} for everything. This machine is never
 * reached through a proxy, whatever the variable says.
 */
final class NoProxy {
  private static final String LOCALHOST = "localhost";

  /** First byte of 127.0.0.0/8. */
  private static final int LOOPBACK = 127;

  /** A host, or everything below a domain; port is empty for all. */
  private sealed interface Rule {
    record Everything() implements Rule {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Range(byte[] address, int bits) implements Rule {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Address(byte[] address, String port) implements Rule {}

    /**
     * @param suffix with a dot before it
     * @param itself whether the domain's own name counts too
     */
    record Domain(String suffix, String port, boolean itself) implements Rule {}
  }

  private final List<Rule> rules = new ArrayList<>();

  NoProxy(String text) {
    for (String part : text.split(",", -1)) {
      Rule rule = rule(part.strip().toLowerCase(Locale.ROOT));
      if (rule != null) {
        rules.add(rule);
      }
    }
  }

  /** Null for what means nothing. */
  private static @Nullable Rule rule(String text) {
    if (text.equals("*")) {
      return new Rule.Everything();
    }
    int slash = text.indexOf('/');
    if (slash >= 0) {
      byte[] address = Addresses.ip(text.substring(0, slash));
      int bits = number(text.substring(slash + 1));
      boolean valid = address != null && bits >= 0 && bits <= address.length * Byte.SIZE;
      return valid && address != null ? new Rule.Range(address, bits) : null;
    }
    String host = text;
    String port = "";
    int colon = text.lastIndexOf(':');
    if (colon >= 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']')) {
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    byte[] address = Addresses.ip(withoutBrackets(host));
    if (address != null) {
      return new Rule.Address(address, port);
    }
    host = host.startsWith("*.") ? host.substring(1) : host;
    if (host.isEmpty() || host.equals(".")) {
      return null;
    }
    boolean below = host.startsWith(".");
    return new Rule.Domain(below ? host : "." + host, port, !below);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static int number(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }

  /** Whether this server is to be reached without a proxy. */
  boolean has(URI server) {
    String host = withoutBrackets(server.getHost().toLowerCase(Locale.ROOT));
    int given = server.getPort();
    String port = String.valueOf(given >= 0 ? given : server.getScheme().equals("http") ? 80 : 443);
    byte[] address = Addresses.ip(host);
    if (host.equals(LOCALHOST) || (address != null && isLoopback(address))) {
      return true;
    }
    return rules.stream().anyMatch(rule -> matches(rule, host, port, address));
  }

  private static boolean matches(Rule rule, String host, String port, byte @Nullable [] address) {
    return switch (rule) {
      case Rule.Everything all -> true;
      case Rule.Range(byte[] start, int bits) -> address != null && startsAs(address, start, bits);
      case Rule.Address(byte[] one, String its) ->
          Arrays.equals(one, address) && (its.isEmpty() || its.equals(port));
      case Rule.Domain(String suffix, String its, boolean itself) ->
          address == null
              && (host.endsWith(suffix) || (itself && host.equals(suffix.substring(1))))
              && (its.isEmpty() || its.equals(port));
    };
  }

  private static boolean startsAs(byte[] address, byte[] start, int bits) {
    if (address.length != start.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % Byte.SIZE);
      if ((address[i / Byte.SIZE] & mask) != (start[i / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLoopback(byte[] address) {
    if (address.length == 4) {
      return address[0] == LOOPBACK;
    }
    byte[] one = new byte[address.length];
    one[one.length - 1] = 1;
    return Arrays.equals(address, one);
  }
}
