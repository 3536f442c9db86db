package dev.fairlead.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads Warning headers (RFC 7234, 5.5): {@code 299 - "text"}, several of them with commas between.
 * Kubernetes sends code 299 only; all others are left out, as client-go does.
 */
final class WarningHeader {
  private static final String CODE = "299 ";

  /** kube-apiserver sends at most 4 KiB of them in all. */
  private static final int MAX_TEXTS = 100;

  private WarningHeader() {}

  static List<String> texts(List<String> headers) {
    List<String> texts = new ArrayList<>();
    for (String header : headers) {
      int at = 0;
      while (at < header.length() && texts.size() < MAX_TEXTS) {
        at = next(header, at, texts);
      }
    }
    return texts;
  }

  /** Reads one warning from this place on; gives the place after it, or the end if it is none. */
  private static int next(String header, int from, List<String> texts) {
    int quote = header.indexOf('"', from);
    if (quote < 0) {
      return header.length();
    }
    StringBuilder text = new StringBuilder();
    int at = quote + 1;
    while (at < header.length() && header.charAt(at) != '"') {
      if (header.charAt(at) == '\\' && at + 1 < header.length()) {
        at++;
      }
      text.append(header.charAt(at++));
    }
    boolean closed = at < header.length();
    if (closed && header.substring(from, quote).strip().startsWith(CODE)) {
      texts.add(text.toString());
    }
    return closed ? afterComma(header, at + 1) : header.length();
  }

  /** There may be a date between the text and the comma, in quotes and with a comma of its own. */
  private static int afterComma(String header, int from) {
    boolean quoted = false;
    for (int at = from; at < header.length(); at++) {
      char c = header.charAt(at);
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        return at + 1;
      }
    }
    return header.length();
  }
}
