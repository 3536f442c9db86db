package dev.fairlead.client.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom requests act for, if not for the user who sends them; the server asks whether that user may.
 *
 * <pre>{@code
 * Impersonation ada = Impersonation.of("ada").withGroups("developers");
 * }</pre>
 *
 * @param user the name; empty only where this adds to what a kubeconfig says
 * @param uid empty for none
 * @param groups all that count; the server adds system:authenticated
 * @param extra what authenticators and authorizers may know more, by key
 */
public record Impersonation(
    String user, String uid, List<String> groups, Map<String, List<String>> extra) {
  /** Nobody else. */
  static final Impersonation NONE = new Impersonation("", "", List.of(), Map.of());

  private static final String LEGAL_PUNCTUATION = "!#$&'*+-.^_`|~";

  public Impersonation {
    groups = List.copyOf(groups);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    extra.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    extra = Collections.unmodifiableMap(copy);
  }

  public static Impersonation of(String user) {
    return new Impersonation(user, "", List.of(), Map.of());
  }

  public Impersonation withUid(String uid) {
    return new Impersonation(user, uid, groups, extra);
  }

  public Impersonation withGroups(String... groups) {
    return new Impersonation(user, uid, List.of(groups), extra);
  }

  /** A copy with one more key. */
  public Impersonation withExtra(String key, String... values) {
    Map<String, List<String>> more = new LinkedHashMap<>(extra);
    more.put(key, List.of(values));
    return new Impersonation(user, uid, groups, more);
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  /** What is set here, and the rest of the other's: how kubectl's --as meets a kubeconfig's as. */
  Impersonation over(Impersonation weaker) {
    return new Impersonation(
        user.isEmpty() ? weaker.user : user,
        uid.isEmpty() ? weaker.uid : uid,
        groups.isEmpty() ? weaker.groups : groups,
        extra.isEmpty() ? weaker.extra : extra);
  }

  /** Whether it can be sent; says where it can't. */
  void check(String where, Problems problems) {
    if (user.isEmpty()) {
      if (!isEmpty()) {
        problems.add(
            where,
            "uid, groups and extra can only be another's together with a user: name one as well");
      }
      return;
    }
    headers().forEach(header -> Credential.checkHeader(header.getValue(), where, problems));
  }

  /** Names and values, in order; those of groups and extra may come several times. */
  List<Map.Entry<String, String>> headers() {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    if (!user.isEmpty()) {
      headers.add(Map.entry("Impersonate-User", user));
    }
    if (!uid.isEmpty()) {
      headers.add(Map.entry("Impersonate-Uid", uid));
    }
    groups.forEach(group -> headers.add(Map.entry("Impersonate-Group", group)));
    extra.forEach((key, values) -> {
      String name = "Impersonate-Extra-" + escaped(key);
      values.forEach(value -> headers.add(Map.entry(name, value)));
    });
    return headers;
  }

  /** The bytes that can't stand in a header's name, and the percent sign, as %XX. */
  private static String escaped(String key) {
    StringBuilder name = new StringBuilder();
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter || (c >= '0' && c <= '9') || LEGAL_PUNCTUATION.indexOf(c) >= 0) {
        name.append(c);
      } else {
        name.append("%%%02X".formatted((int) c));
      }
    }
    return name.toString();
  }
}
