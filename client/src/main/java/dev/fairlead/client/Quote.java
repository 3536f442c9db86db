package dev.fairlead.client;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What something that isn't a Status says, short enough for a message. */
final class Quote {
  /** In characters. */
  static final int MAX_CHARS = 200;

  /** Only what can become {@link #MAX_CHARS} is looked at. In bytes. */
  private static final int MAX_BYTES = 16 << 10;

  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(style|script)\\b.*?</\\1>|<!--.*?-->|<[^>]*>");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private Quote() {}

  /** The text of a page without its tags, on one line. */
  static String of(byte[] page) {
    String text = new String(page, 0, Math.min(page.length, MAX_BYTES), StandardCharsets.UTF_8);
    String seen = UNSEEN.matcher(text).replaceAll(" ");
    String line = SPACE.matcher(seen).replaceAll(" ").strip();
    return "\"" + (line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS) + "..." : line) + "\"";
  }
}
