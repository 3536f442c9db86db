package dev.fairlead.apiserver.validation;

import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses, such as {@code 10.0.0.0/24}.
 *
 * @param ip as written, which may have bits beyond the prefix
 * @param prefixLength in bits
 * @param leadingZeros whether the length was written with zeros that newer parsers don't take
 */
public record Cidr(Ip ip, int prefixLength, boolean leadingZeros) {

  /** The range, or null if the text is none. */
  public static @Nullable Cidr parse(String text) {
    int slash = text.indexOf('/');
    Ip ip = slash < 0 ? null : Ip.parse(text.substring(0, slash));
    if (ip == null) {
      return null;
    }
    String digits = text.substring(slash + 1);
    int length = digits.isEmpty() ? ip.bits() + 1 : 0;
    for (int i = 0; i < digits.length() && length <= ip.bits(); i++) {
      char c = digits.charAt(i);
      length = c >= '0' && c <= '9' ? 10 * length + c - '0' : ip.bits() + 1;
    }
    boolean leadingZeros = digits.length() > 1 && digits.charAt(0) == '0';
    return length > ip.bits() ? null : new Cidr(ip, length, leadingZeros);
  }

  /** The first address of the range. */
  public Ip network() {
    return ip.masked(prefixLength);
  }

  /** Whether an address is in the range. */
  public boolean contains(Ip address) {
    return address.isV4() == ip.isV4()
        && address.bits() == ip.bits()
        && address.masked(prefixLength).equals(network());
  }

  public boolean isV4() {
    return ip.isV4();
  }

  /** The canonical form. */
  @Override
  public String toString() {
    Ip network = network();
    // A mapped range is printed as one of IPv4, whose lengths are 96 bits less.
    return network + "/" + (network.isMapped() ? Math.max(prefixLength - 96, 0) : prefixLength);
  }
}
