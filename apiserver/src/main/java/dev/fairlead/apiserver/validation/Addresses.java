package dev.fairlead.apiserver.validation;

import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Checks IP addresses and ranges, with Kubernetes' words for what is wrong.
 *
 * <p>Fields from before 1.33 take other spellings than the canonical one, and keep what they have
 * even if it is wrong; newer fields take the canonical spelling only.
 */
public final class Addresses {
  private Addresses() {}

  /** An address in a new field: nothing but its canonical form. */
  public static List<String> ip(String value) {
    List<String> problems = legacyIp(value);
    Ip ip = Ip.parse(value);
    return problems.isEmpty() && ip != null && !ip.toString().equals(value)
        ? List.of(canonical(ip.toString()))
        : problems;
  }

  /** An address in an old field. */
  public static List<String> legacyIp(String value) {
    Ip ip = Ip.parse(value);
    if (ip == null) {
      return List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }
    if (ip.hasLeadingZeros()) {
      return List.of("must not have leading 0s");
    }
    return ip.isMapped() ? List.of("must not be an IPv4-mapped IPv6 address") : List.of();
  }

  /** An address in an old field, in an object that had these addresses before. */
  public static List<String> legacyIp(String value, Collection<String> before) {
    return before.contains(value) ? List.of() : legacyIp(value);
  }

  /** An address at which something can be reached from everywhere in the cluster. */
  public static List<String> endpoint(String value) {
    Ip ip = Ip.parse(value);
    if (ip == null) {
      return List.of("must be a valid IP address");
    }
    List<String> problems = new ArrayList<>();
    if (ip.isUnspecified()) {
      problems.add("may not be unspecified (" + value + ")");
    }
    if (ip.isLoopback()) {
      problems.add("may not be in the loopback range (127.0.0.0/8, ::1/128)");
    }
    if (ip.isLinkLocalUnicast()) {
      problems.add("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
    }
    if (ip.isLinkLocalMulticast()) {
      problems.add("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }
    return problems;
  }

  /** A range in a new field: nothing but its canonical form. */
  public static List<String> cidr(String value) {
    List<String> problems = legacyCidr(value);
    Cidr cidr = Cidr.parse(value);
    return problems.isEmpty() && cidr != null && !cidr.toString().equals(value)
        ? List.of(canonical(cidr.toString()))
        : problems;
  }

  /** An address of a network interface, with the length of its network's prefix. */
  public static List<String> interfaceAddress(String value) {
    Cidr cidr = Cidr.parse(value);
    if (cidr == null) {
      return List.of("must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)");
    }
    int length = cidr.prefixLength();
    String text = cidr.ip() + "/" + (cidr.ip().isMapped() && length > 32 ? length - 96 : length);
    return text.equals(value) ? List.of() : List.of(canonical(text));
  }

  /** A range in an old field. */
  public static List<String> legacyCidr(String value) {
    Cidr cidr = Cidr.parse(value);
    if (cidr == null) {
      return List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
    }
    if (cidr.leadingZeros() || cidr.ip().hasLeadingZeros()) {
      return List.of("must not have leading 0s in IP or prefix length");
    }
    if (cidr.ip().isMapped()) {
      return List.of("must not have an IPv4-mapped IPv6 address");
    }
    return cidr.network().equals(cidr.ip())
        ? List.of()
        : List.of("must not have bits set beyond the prefix length");
  }

  /** A range in an old field, in an object that had these ranges before. */
  public static List<String> legacyCidr(String value, Collection<String> before) {
    return before.contains(value) ? List.of() : legacyCidr(value);
  }

  /** The warning for an address that is valid, but not in its canonical form. */
  public static Optional<String> ipWarning(Path path, String value) {
    Ip ip = Ip.parse(value);
    if (ip == null) {
      return Optional.empty();
    }
    if (ip.hasLeadingZeros() || ip.isMapped()) {
      return Optional.of(
          path + ": non-standard IP address " + q(value) + " is invalid: use " + q(ip));
    }
    return !ip.isV4() && !ip.toString().equals(value)
        ? Optional.of(
            path
                + ": IPv6 address "
                + q(value)
                + " should be in RFC 5952 canonical format ("
                + q(ip)
                + ")")
        : Optional.empty();
  }

  /**
   * The same for each address of a list.
   *
   * @param place of the address with this index
   */
  public static List<String> ipWarnings(List<String> addresses, IntFunction<Path> place) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      ipWarning(place.apply(i), addresses.get(i)).ifPresent(warnings::add);
    }
    return warnings;
  }

  /** The warnings for a range that is valid, but not in its canonical form. */
  public static List<String> cidrWarnings(Path path, String value) {
    Cidr cidr = Cidr.parse(value);
    if (cidr == null) {
      return List.of();
    }
    List<String> warnings = new ArrayList<>();
    if (!cidr.network().equals(cidr.ip())) {
      String single = q(cidr.ip() + "/" + cidr.ip().bits());
      warnings.add(
          path
              + ": CIDR value "
              + q(value)
              + " is ambiguous in this context (should be "
              + q(cidr)
              + " or "
              + single
              + "?)");
    }
    if (cidr.leadingZeros() || cidr.ip().hasLeadingZeros() || cidr.ip().isMapped()) {
      warnings.add(path + ": non-standard CIDR value " + q(value) + " is invalid: use " + q(cidr));
    }
    if (warnings.isEmpty() && !cidr.isV4() && !cidr.toString().equals(value)) {
      warnings.add(
          path
              + ": IPv6 CIDR value "
              + q(value)
              + " should be in RFC 5952 canonical format ("
              + q(cidr)
              + ")");
    }
    return warnings;
  }

  private static String canonical(String text) {
    return "must be in canonical form (" + q(text) + ")";
  }

  private static String q(Object value) {
    return GoQuote.quote(value.toString());
  }
}
