package dev.fairlead.apiserver.authentication;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How ServiceAccounts are named as users; Go: apiserver/pkg/authentication/serviceaccount. */
public final class ServiceAccounts {
  private static final String USER_PREFIX = "system:serviceaccount:";
  private static final String GROUP = "system:serviceaccounts";
  private static final Pattern USER =
      Pattern.compile(
          "system:serviceaccount:([a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)"
              + ":([a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*)");

  /** A ServiceAccount by namespace and name. */
  public record Identity(String namespace, String name) {}

  private ServiceAccounts() {}

  public static String userName(String namespace, String name) {
    return USER_PREFIX + namespace + ":" + name;
  }

  public static List<String> groups(String namespace) {
    return List.of(GROUP, GROUP + ":" + namespace);
  }

  /** The ServiceAccount that a user name is, if it is one. */
  public static Optional<Identity> identity(String userName) {
    Matcher user = USER.matcher(userName);
    return user.matches()
        ? Optional.of(new Identity(user.group(1), user.group(2)))
        : Optional.empty();
  }
}
