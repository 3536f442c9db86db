package dev.fairlead.apiserver.validation;

/** How long texts are on the wire; Kubernetes' limits count bytes of UTF-8. */
public final class Sizes {
  private Sizes() {}

  /** The number of bytes of a text in UTF-8, without making them. */
  public static long utf8(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair is two of the pair's four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
