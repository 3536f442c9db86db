package dev.fairlead.apiserver.validation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IP address, read as old fields of Kubernetes are: leading zeros do no harm. Never asks a name
 * server, unlike the JDK's own parser.
 */
public final class Ip {
  private static final int V4_BYTES = 4;
  private static final int V6_BYTES = 16;
  private static final int V6_GROUPS = 8;
  private static final int MAX_HEX_DIGITS = 4;

  private final byte[] bytes;
  private final boolean leadingZeros;

  private Ip(byte[] bytes, boolean leadingZeros) {
    this.bytes = bytes;
    this.leadingZeros = leadingZeros;
  }

  /** The address, or null if the text is none. */
  public static @Nullable Ip parse(String text) {
    int colon = text.indexOf(':');
    int dot = text.indexOf('.');
    if (colon < 0 || (dot >= 0 && dot < colon)) {
      return parseV4(text);
    }
    return parseV6(text);
  }

  /** The address of these 4 or 16 bytes. */
  public static Ip of(byte[] bytes) {
    return new Ip(bytes.clone(), false);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether it is one of IPv4, be it written as one of IPv6. */
  public boolean isV4() {
    return bytes.length == V4_BYTES || isMapped();
  }

  /** IPv4 or IPv6, as Services name their families. */
  public String family() {
    return isV4() ? "IPv4" : "IPv6";
  }

  /** Whether it is of IPv4 and written as of IPv6: {@code ::ffff:1.2.3.4}. */
  public boolean isMapped() {
    if (bytes.length != V6_BYTES || bytes[10] != -1 || bytes[11] != -1) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it was written with zeros that newer parsers don't take. */
  public boolean hasLeadingZeros() {
    return leadingZeros;
  }

  public boolean isUnspecified() {
    Ip plain = unmapped();
    return isZero(plain.bytes, 0, plain.bytes.length);
  }

  public boolean isLoopback() {
    Ip plain = unmapped();
    return plain.bytes.length == V4_BYTES
        ? plain.bytes[0] == 127
        : isZero(plain.bytes, 0, V6_BYTES - 1) && plain.bytes[V6_BYTES - 1] == 1;
  }

  /** Whether it reaches no further than the link: 169.254.0.0/16 and fe80::/10. */
  public boolean isLinkLocalUnicast() {
    Ip plain = unmapped();
    return plain.bytes.length == V4_BYTES
        ? (plain.bytes[0] & 0xff) == 169 && (plain.bytes[1] & 0xff) == 254
        : (plain.bytes[0] & 0xff) == 0xfe && (plain.bytes[1] & 0xc0) == 0x80;
  }

  /** Whether it is of 224.0.0.0/24 or ff02::/16. */
  public boolean isLinkLocalMulticast() {
    Ip plain = unmapped();
    return plain.bytes.length == V4_BYTES
        ? (plain.bytes[0] & 0xff) == 224 && plain.bytes[1] == 0 && plain.bytes[2] == 0
        : (plain.bytes[0] & 0xff) == 0xff && (plain.bytes[1] & 0x0f) == 0x02;
  }

  /** The address with only its first bits. */
  Ip masked(int bits) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(bits - 8L * i, 0, 8);
      masked[i] = (byte) (masked[i] & (0xff << (8 - kept)));
    }
    return new Ip(masked, false);
  }

  int bits() {
    return 8 * bytes.length;
  }

  /** Two of the same address, whatever they were written as. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ip that && Arrays.equals(unmapped().bytes, that.unmapped().bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(unmapped().bytes);
  }

  /** The canonical form (RFC 5952), in which a mapped address is one of IPv4. */
  @Override
  public String toString() {
    Ip plain = unmapped();
    if (plain.bytes.length == V4_BYTES) {
      return (plain.bytes[0] & 0xff)
          + "."
          + (plain.bytes[1] & 0xff)
          + "."
          + (plain.bytes[2] & 0xff)
          + "."
          + (plain.bytes[3] & 0xff);
    }
    return plain.v6Text();
  }

  private Ip unmapped() {
    return isMapped() ? new Ip(Arrays.copyOfRange(bytes, 12, V6_BYTES), false) : this;
  }

  private String v6Text() {
    int start = -1;
    int length = 1; // a single zero group is not worth the colons
    for (int i = 0; i < V6_GROUPS; i++) {
      int run = 0;
      while (i + run < V6_GROUPS && group(i + run) == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < V6_GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(group(i)));
    }
    return text.toString();
  }

  private int group(int index) {
    return (bytes[2 * index] & 0xff) << 8 | (bytes[2 * index + 1] & 0xff);
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Ip parseV4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != V4_BYTES) {
      return null;
    }
    byte[] bytes = new byte[V4_BYTES];
    boolean leadingZeros = false;
    for (int i = 0; i < V4_BYTES; i++) {
      int value = number(parts[i], 10, 0xff);
      if (value < 0) {
        return null;
      }
      bytes[i] = (byte) value;
      leadingZeros |= parts[i].length() > 1 && parts[i].charAt(0) == '0';
    }
    return new Ip(bytes, leadingZeros);
  }

  private static @Nullable Ip parseV6(String text) {
    int gap = text.indexOf("::");
    Groups before = Groups.parse(gap < 0 ? text : text.substring(0, gap), gap < 0);
    Groups after = gap < 0 ? Groups.NONE : Groups.parse(text.substring(gap + 2), true);
    if (before == null || after == null) {
      return null;
    }
    int given = before.bytes.length + after.bytes.length;
    if (gap < 0 ? given != V6_BYTES : given >= V6_BYTES) {
      return null;
    }
    byte[] bytes = Arrays.copyOf(before.bytes, V6_BYTES);
    System.arraycopy(after.bytes, 0, bytes, V6_BYTES - after.bytes.length, after.bytes.length);
    return new Ip(bytes, before.leadingZeros || after.leadingZeros);
  }

  /** What stands on one side of the two colons. */
  private record Groups(byte[] bytes, boolean leadingZeros) {
    static final Groups NONE = new Groups(new byte[0], false);

    static @Nullable Groups parse(String text, boolean last) {
      if (text.isEmpty()) {
        return NONE;
      }
      String[] parts = text.split(":", -1);
      byte[] bytes = new byte[2 * parts.length + 2];
      boolean leadingZeros = false;
      int length = 0;
      for (int i = 0; i < parts.length; i++) {
        if (last && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
          Ip end = parseV4(parts[i]);
          if (end == null) {
            return null;
          }
          System.arraycopy(end.bytes, 0, bytes, length, V4_BYTES);
          return new Groups(
              Arrays.copyOf(bytes, length + V4_BYTES), leadingZeros || end.leadingZeros);
        }
        int value = number(parts[i], 16, 0xffff);
        if (value < 0) {
          return null;
        }
        leadingZeros |= parts[i].length() > MAX_HEX_DIGITS;
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
      }
      return new Groups(Arrays.copyOf(bytes, length), leadingZeros);
    }
  }

  /** The number, or -1 if the text is none or the number is too large. */
  private static int number(String digits, int radix, int maximum) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1; // not those of other scripts
      value = digit < 0 ? maximum + 1 : value * radix + digit;
      if (value > maximum) {
        return -1;
      }
    }
    return digits.isEmpty() ? -1 : value;
  }
}
