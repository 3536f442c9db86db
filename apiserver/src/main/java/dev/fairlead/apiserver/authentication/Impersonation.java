package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.authorization.Authorizer;
import dev.fairlead.apiserver.authorization.Decision;
import dev.fairlead.apiserver.authorization.Forbidden;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Users who act as others, by the headers Impersonate-User, -Uid, -Group and -Extra-*.
 *
 * <p>Since Kubernetes 1.36 (KEP 5284) it is enough to be allowed {@code impersonate:MODE} of that
 * user together with {@code impersonate-on:MODE:VERB} of the request; the older verb {@code
 * impersonate} still allows all. The mode that let a sender through last is tried first, and it is
 * its failure that the sender is told then.
 */
public final class Impersonation {
  private static final String AUTHENTICATION_GROUP = "authentication.k8s.io";
  private static final String NODE_PREFIX = "system:node:";
  private static final String NODES_GROUP = "system:nodes";
  private static final String NODE_NAME = "authentication.kubernetes.io/node-name";
  private static final Pattern SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** From how many groups or extra values on one check for "*" is tried first. */
  private static final int MANY = 4;

  /** Senders whose last mode is known; Go: newModeIndexCache. */
  private static final int MAX_REMEMBERED = 10_000;

  private final Authorizer authorizer;
  private final LastOfEach<Mode> lastSuccess = new LastOfEach<>(MAX_REMEMBERED);

  public Impersonation(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  /**
   * The user to act as: the sender, or whom the headers name.
   *
   * @throws StatusException 403 if the sender may not; 400 for headers without Impersonate-User
   */
  public User apply(Request request, RequestInfo info, User sender) {
    User wanted = ImpersonationHeaders.wanted(request);
    if (wanted == null) {
      return sender;
    }
    StatusException first = null;
    for (Mode mode : lastSuccess.first(sender.name(), modes(wanted, sender))) {
      try {
        if (mode.isConstrained()) {
          authorizer.check(mode.asks(sender), withVerb(info, "impersonate-on:" + mode.name + ":"));
        }
        User user = check(mode, sender, wanted);
        lastSuccess.put(sender.name(), mode);
        return user;
      } catch (StatusException e) {
        first = first == null ? e : first;
      }
    }
    if (first == null) {
      throw new IllegalStateException("the mode \"impersonate\" applies to every user");
    }
    throw first;
  }

  /**
   * A way in which impersonation can be allowed.
   *
   * @param name empty for the old way
   */
  private record Mode(String name) {
    boolean isConstrained() {
      return !name.isEmpty();
    }

    String verb() {
      return isConstrained() ? "impersonate:" + name : "impersonate";
    }

    String group() {
      return isConstrained() ? AUTHENTICATION_GROUP : "";
    }

    /** For the own node, a decision may depend on nothing else that is known of the sender. */
    User asks(User sender) {
      return name.equals("associated-node")
          ? new User(
              sender.name(),
              sender.uid(),
              sender.groups(),
              Map.of(
                  "authentication.kubernetes.io/associated-node-keys",
                  sender.extra().keySet().stream().sorted().toList()))
          : sender;
    }
  }

  private static List<Mode> modes(User wanted, User sender) {
    List<Mode> modes = new ArrayList<>();
    Optional<String> node = nodeName(wanted.name());
    boolean isAccount = ServiceAccounts.identity(wanted.name()).isPresent();
    boolean onlyName =
        wanted.uid().isEmpty() && wanted.groups().isEmpty() && wanted.extra().isEmpty();
    if (onlyName && node.isPresent()) {
      boolean own =
          ServiceAccounts.identity(sender.name()).isPresent()
              && List.of(node.get()).equals(sender.extra().get(NODE_NAME));
      if (own) {
        modes.add(new Mode("associated-node"));
      }
      modes.add(new Mode("arbitrary-node"));
    }
    if (onlyName && isAccount) {
      modes.add(new Mode("serviceaccount"));
    }
    if (node.isEmpty() && !isAccount) {
      modes.add(new Mode("user-info"));
    }
    modes.add(new Mode(""));
    return modes;
  }

  private static Optional<String> nodeName(String user) {
    return Optional.of(user)
        .filter(name -> name.startsWith(NODE_PREFIX))
        .map(name -> name.substring(NODE_PREFIX.length()))
        .filter(name -> SUBDOMAIN.matcher(name).matches());
  }

  private User check(Mode mode, User sender, User wanted) {
    List<String> groups = checkName(mode, sender, wanted);
    if (!wanted.uid().isEmpty()) {
      allow(mode, sender, AUTHENTICATION_GROUP, "", "uids", "", wanted.uid());
    }
    checkGroups(mode, sender, wanted.groups());
    checkExtra(mode, sender, wanted.extra());
    List<String> all = new ArrayList<>(groups);
    boolean anonymous = wanted.name().equals(User.ANONYMOUS);
    String common = anonymous ? User.UNAUTHENTICATED_GROUP : User.AUTHENTICATED_GROUP;
    if (!all.contains(common) && !all.contains(User.UNAUTHENTICATED_GROUP)) {
      all.add(common);
    }
    return new User(wanted.name(), wanted.uid(), List.copyOf(all), wanted.extra());
  }

  /** Returns the groups that go with the name where no others are asked for. */
  private List<String> checkName(Mode mode, User sender, User wanted) {
    Optional<String> node = nodeName(wanted.name());
    Optional<ServiceAccounts.Identity> account = ServiceAccounts.identity(wanted.name());
    if (mode.isConstrained() && node.isPresent()) {
      String name = mode.name.equals("associated-node") ? "*" : node.get();
      allow(mode, sender, mode.group(), "", "nodes", "", name);
      return List.of(NODES_GROUP);
    }
    if (account.isPresent()) {
      String namespace = account.get().namespace();
      String name = account.get().name();
      allow(mode, sender, mode.group(), namespace, "serviceaccounts", "", name);
      return wanted.groups().isEmpty() ? ServiceAccounts.groups(namespace) : wanted.groups();
    }
    allow(mode, sender, mode.group(), "", "users", "", wanted.name());
    return wanted.groups();
  }

  private void checkGroups(Mode mode, User sender, List<String> groups) {
    if (mode.isConstrained()) {
      if (groups.contains("")) {
        throw Forbidden.because(
            sender,
            info(mode, mode.group(), "", "groups", "", ""),
            "impersonating the empty string group is not allowed");
      }
      if (groups.contains(User.MASTERS_GROUP)) {
        throw Forbidden.because(
            sender,
            info(mode, mode.group(), "", "groups", "", User.MASTERS_GROUP),
            "impersonating the system:masters group is not allowed");
      }
      RequestInfo any = info(mode, mode.group(), "", "groups", "", "*");
      if (groups.size() >= MANY && authorizer.authorize(sender, any).allowed()) {
        return;
      }
    }
    groups.forEach(group -> allow(mode, sender, mode.group(), "", "groups", "", group));
  }

  private void checkExtra(Mode mode, User sender, Map<String, List<String>> extra) {
    if (mode.isConstrained()) {
      int values = extra.values().stream().mapToInt(List::size).sum();
      RequestInfo any = info(mode, AUTHENTICATION_GROUP, "", "userextras", "*", "*");
      if (values >= MANY && authorizer.authorize(sender, any).allowed()) {
        return;
      }
    }
    extra.forEach((key, values) ->
        values.forEach(
            value -> allow(mode, sender, AUTHENTICATION_GROUP, "", "userextras", key, value)));
  }

  private void allow(
      Mode mode,
      User sender,
      String group,
      String namespace,
      String resource,
      String subresource,
      String name) {
    RequestInfo request = info(mode, group, namespace, resource, subresource, name);
    Decision decision = authorizer.authorize(mode.asks(sender), request);
    if (!decision.allowed()) {
      throw Forbidden.because(sender, request, decision.reason());
    }
  }

  private static RequestInfo info(
      Mode mode, String group, String namespace, String resource, String subresource, String name) {
    return new RequestInfo(
        true, "", mode.verb(), group, "v1", namespace, resource, subresource, name);
  }

  private static RequestInfo withVerb(RequestInfo info, String prefix) {
    return new RequestInfo(
        info.isResource(),
        info.path(),
        prefix + info.verb(),
        info.group(),
        info.version(),
        info.namespace(),
        info.resource(),
        info.subresource(),
        info.name());
  }
}
