package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells who sent a request: the first of the authenticators that knows the credentials, or the
 * anonymous user where one is let in.
 */
public final class Authentication {
  /** Who shows no credentials. */
  static final User ANONYMOUS =
      new User(User.ANONYMOUS, "", List.of(User.UNAUTHENTICATED_GROUP), Map.of());

  /** Paths that probes and version checks ask without credentials. */
  public static final Set<String> PROBES = Set.of("/healthz", "/livez", "/readyz", "/version");

  private final List<Authenticator> authenticators;
  private final Predicate<Request> letsInAnonymous;

  /**
   * Asks these in turn; kube-apiserver asks certificates before tokens.
   *
   * @param letsInAnonymous which requests may come without credentials: see {@link #forProbes};
   *     kube-apiserver without --anonymous-auth=false or a configuration lets in all
   */
  public Authentication(List<Authenticator> authenticators, Predicate<Request> letsInAnonymous) {
    this.authenticators = List.copyOf(authenticators);
    this.letsInAnonymous = letsInAnonymous;
  }

  /** Whether a request is for one of {@link #PROBES} or what lies below. */
  public static boolean forProbes(Request request) {
    String path = request.path();
    return PROBES.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
  }

  /**
   * The user, with the groups that all have.
   *
   * @throws StatusException 401 for credentials that nobody takes, and for none where they are
   *     needed
   */
  public User authenticate(Request request) {
    boolean rejected = false;
    for (Authenticator each : authenticators) {
      switch (each.authenticate(request)) {
        case Outcome.Authenticated found -> {
          return withCommonGroup(found.user());
        }
        case Outcome.Rejected reason -> rejected = true;
        case Outcome.Unknown unknown -> {}
      }
    }
    if (rejected || !letsInAnonymous.test(request)) {
      throw Failures.unauthorized("Unauthorized");
    }
    return ANONYMOUS;
  }

  /** The user in system:authenticated, unless the credentials said otherwise. */
  static User withCommonGroup(User user) {
    if (user.name().equals(User.ANONYMOUS)
        || user.groups().contains(User.AUTHENTICATED_GROUP)
        || user.groups().contains(User.UNAUTHENTICATED_GROUP)) {
      return user;
    }
    List<String> groups = new ArrayList<>(user.groups());
    groups.add(User.AUTHENTICATED_GROUP);
    return new User(user.name(), user.uid(), List.copyOf(groups), user.extra());
  }
}
