package dev.fairlead.apiserver.request;

import java.util.List;
import java.util.Map;

/**
 * Who sent a request; Go: user.Info.
 *
 * @param uid empty if the authenticator knows none
 * @param groups in the order in which the authenticator found them
 */
public record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {
  public static final String ANONYMOUS = "system:anonymous";
  public static final String AUTHENTICATED_GROUP = "system:authenticated";
  public static final String UNAUTHENTICATED_GROUP = "system:unauthenticated";
  public static final String MASTERS_GROUP = "system:masters";

  public static User of(String name, String... groups) {
    return new User(name, "", List.of(groups), Map.of());
  }
}
