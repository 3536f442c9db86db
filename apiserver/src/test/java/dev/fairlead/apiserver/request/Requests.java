package dev.fairlead.apiserver.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests for tests. */
public final class Requests {
  private Requests() {}

  /** A GET; names and values of headers by turns. */
  public static Request get(String target, String... headers) {
    return of("GET", target, headers);
  }

  public static Request of(String method, String target, String... headers) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      byName.put(headers[i], List.of(headers[i + 1]));
    }
    Map<String, List<String>> query = new LinkedHashMap<>();
    String[] parts = target.split("\\?", 2);
    if (parts.length == 2) {
      for (String pair : parts[1].split("&", -1)) {
        String[] words = pair.split("=", 2);
        query
            .computeIfAbsent(words[0], n -> new java.util.ArrayList<>())
            .add(words.length == 2 ? words[1] : "");
      }
    }
    return new Request(method, parts[0], query, byName, new byte[0], List.of());
  }
}
