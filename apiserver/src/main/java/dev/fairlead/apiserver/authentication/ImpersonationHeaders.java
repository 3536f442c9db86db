package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.model.value.GoQuote;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads whom a request wants to act as. */
final class ImpersonationHeaders {
  private static final String EXTRA_HEADER = "impersonate-extra-";

  private ImpersonationHeaders() {}

  /**
   * The user that a request names; null if it names none.
   *
   * @throws dev.fairlead.apiserver.status.StatusException 400 for headers without Impersonate-User
   */
  static @Nullable User wanted(Request request) {
    String name = Optional.ofNullable(request.header("impersonate-user")).orElse("");
    String uid = Optional.ofNullable(request.header("impersonate-uid")).orElse("");
    List<String> groups = request.headers("impersonate-group");
    Map<String, List<String>> extra = new TreeMap<>();
    request
        .headers()
        .forEach((header, values) -> {
          if (header.startsWith(EXTRA_HEADER)) {
            String key = decoded(header.substring(EXTRA_HEADER.length()));
            extra.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values);
          }
        });
    User wanted = new User(name, uid, groups, extra);
    if (!name.isEmpty()) {
      return wanted;
    }
    if (!uid.isEmpty() || !groups.isEmpty() || !extra.isEmpty()) {
      throw Failures.badRequest("requested " + inGo(wanted) + " without impersonating a user name");
    }
    return null;
  }

  private static String decoded(String key) {
    try {
      return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return key; // as kube-apiserver: a key that can't be decoded stands for itself
    }
  }

  /** The user as kube-apiserver prints its own struct. */
  private static String inGo(User user) {
    String extra =
        user.extra().entrySet().stream()
            .map(each -> GoQuote.quote(each.getKey()) + ":" + inGo(each.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return "&user.DefaultInfo{Name:\"\", UID:"
        + GoQuote.quote(user.uid())
        + ", Groups:"
        + (user.groups().isEmpty() ? "[]string(nil)" : inGo(user.groups()))
        + ", Extra:map[string][]string"
        + (user.extra().isEmpty() ? "(nil)" : extra)
        + "}";
  }

  private static String inGo(List<String> texts) {
    return texts.stream().map(GoQuote::quote).collect(Collectors.joining(", ", "[]string{", "}"));
  }
}
