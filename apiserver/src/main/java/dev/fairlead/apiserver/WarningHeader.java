package dev.fairlead.apiserver;

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
    return quoted.append('"').toString();
  }
}
