package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tokens that are given at start, each with its user; kube-apiserver's --token-auth-file. */
public final class StaticTokens implements TokenAuthenticator {
  private record Entry(Bytes token, User user) {}

  private final List<Entry> entries;

  public StaticTokens(Map<String, User> users) {
    entries =
        new LinkedHashMap<>(users)
            .entrySet().stream()
                .map(each -> new Entry(Bytes.ofUtf8(each.getKey()), each.getValue()))
                .toList();
  }

  /** Compares with every token in full, so that the time taken tells nothing about any of them. */
  @Override
  public Outcome authenticate(String token, List<String> audiences) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    Outcome found = Outcome.UNKNOWN;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.token.toByteArray(), given)) {
        found = new Outcome.Authenticated(entry.user);
      }
    }
    return found;
  }
}
