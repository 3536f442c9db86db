package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens that are given at start, each with its user; kube-apiserver's --token-auth-file. */
public final class StaticTokens implements TokenAuthenticator {
  private record Entry(byte[] token, User user) {}

  private final List<Entry> entries;

  public StaticTokens(Map<String, User> users) {
    entries =
        new LinkedHashMap<>(users)
            .entrySet().stream()
                .map(each -> new Entry(utf8(each.getKey()), each.getValue()))
                .toList();
  }

  /** Compares with every token in full, so that the time taken tells nothing about any of them. */
  @Override
  public Outcome authenticate(String token, List<String> audiences) {
    byte[] given = utf8(token);
    Outcome found = Outcome.UNKNOWN;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.token, given)) {
        found = new Outcome.Authenticated(entry.user);
      }
    }
    return found;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
