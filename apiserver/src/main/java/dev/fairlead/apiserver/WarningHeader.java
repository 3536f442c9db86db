package dev.fairlead.apiserver;

import java.nio.charset.StandardCharsets;

/** A warning as HTTP carries it: {@code 299 - "text"}; RFC 7234, 5.5. */
final class WarningHeader {
  private WarningHeader() {}

  static String of(String text) {
    StringBuilder quoted = new StringBuilder("299 - \"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c < ' ' ? ' ' : c);
    }
    // Headers are written as ISO 8859-1; Go puts the bytes of UTF-8 into them.
    byte[] bytes = quoted.append('"').toString().getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
