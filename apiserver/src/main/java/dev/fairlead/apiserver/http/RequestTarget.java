package dev.fairlead.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The path and the query of a request, read as Go's net/url reads them. Nothing is normalized:
 * {@code //}, {@code .} and {@code ..} stay, and an escaped slash becomes one like any other.
 *
 * @param path decoded once
 * @param query decoded values by name, in the order in which they were sent
 */
record RequestTarget(String path, Map<String, List<String>> query) {

  /**
   * Reads a raw path and a raw query.
   *
   * @return null if the path has a percent sign without two hexadecimal digits
   */
  static @Nullable RequestTarget parse(String rawPath, @Nullable String rawQuery) {
    String path = decode(rawPath, false);
    return path == null ? null : new RequestTarget(path, parseQuery(rawQuery));
  }

  /** Pairs that can't be decoded, and those with a semicolon, are left out, as in Go. */
  static Map<String, List<String>> parseQuery(@Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> query = new LinkedHashMap<>();
    int from = 0;
    while (from <= rawQuery.length()) {
      int to = rawQuery.indexOf('&', from);
      String pair = rawQuery.substring(from, to < 0 ? rawQuery.length() : to);
      from = to < 0 ? rawQuery.length() + 1 : to + 1;
      addPair(query, pair);
    }
    return query;
  }

  private static void addPair(Map<String, List<String>> query, String pair) {
    if (pair.isEmpty() || pair.indexOf(';') >= 0) {
      return;
    }
    int equals = pair.indexOf('=');
    String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
    String value = decode(equals < 0 ? "" : pair.substring(equals + 1), true);
    if (name != null && value != null) {
      query.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    }
  }

  private static @Nullable String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && isAscii(text)) {
      return plusIsSpace ? text.replace('+', ' ') : text;
    }
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
        int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        decoded.write(high << 4 | low);
        i += 2;
      } else {
        decoded.write(plusIsSpace && raw[i] == '+' ? ' ' : raw[i]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
