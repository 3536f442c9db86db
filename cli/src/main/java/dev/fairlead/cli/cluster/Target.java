package dev.fairlead.cli.cluster;

import dev.fairlead.cli.command.UsageException;
import dev.fairlead.cli.output.ObjectFormat;
import dev.fairlead.client.AllNamespaces;
import dev.fairlead.client.DynamicResource;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.ObjectList;
import dev.fairlead.client.Resource;
import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.model.DynamicObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects that a command line names: {@code pods web db}, {@code deploy/web svc/web}, {@code
 * deploy,svc}, {@code all}.
 *
 * @param type of what kind
 * @param names which; none for all of them, or those that selectors leave
 */
public record Target(DynamicResource type, List<String> names) {
  public Target {
    names = List.copyOf(names);
  }

  /**
   * The targets that the words name, in their order.
   *
   * @throws UsageException if there is none, or the two forms are mixed
   */
  public static List<Target> of(Session session, List<String> words) {
    if (words.isEmpty()) {
      throw new UsageException("it needs a TYPE, such as pods, and perhaps names; or TYPE/NAME");
    }
    return words.get(0).contains("/") ? pairs(session, words) : typeAndNames(session, words);
  }

  /** As {@link #of}, but each has to have names. */
  public static List<Target> named(Session session, List<String> words) {
    boolean bare = words.size() == 1 && !words.get(0).contains("/");
    if (bare) {
      throw new UsageException("it needs names after " + words.get(0) + ", or TYPE/NAME");
    }
    return of(session, words);
  }

  private static List<Target> typeAndNames(Session session, List<String> words) {
    List<String> names = words.subList(1, words.size());
    for (String name : names) {
      if (name.contains("/")) {
        throw new UsageException(
            "'" + name + "' has a type of its own: leave out '" + words.get(0) + "'");
      }
    }
    List<Target> targets = new ArrayList<>();
    for (String word : words.get(0).split(",", -1)) {
      types(session.k8s(), word).forEach(type -> targets.add(new Target(type, names)));
    }
    return targets;
  }

  private static List<Target> pairs(Session session, List<String> words) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String word : words) {
      int slash = word.indexOf('/');
      if (slash <= 0 || slash == word.length() - 1 || word.indexOf('/', slash + 1) > 0) {
        throw new UsageException("'" + word + "' isn't TYPE/NAME, as the words before it are");
      }
      names
          .computeIfAbsent(word.substring(0, slash), t -> new ArrayList<>())
          .add(word.substring(slash + 1));
    }
    List<Target> targets = new ArrayList<>();
    names.forEach((type, its) -> targets.add(new Target(session.k8s().dynamic(type), its)));
    return targets;
  }

  /** A category, such as all, or one type. */
  private static List<DynamicResource> types(Kubernetes k8s, String word) {
    List<DynamicResource> category =
        k8s.discovery().mapper().category(word).stream()
            .filter(resource -> resource.can("list"))
            .map(resource -> k8s.dynamic(resource.name()))
            .toList();
    return category.isEmpty() ? List.of(k8s.dynamic(word)) : category;
  }

  /** The place of objects to get and change: the namespace, or the cluster if they are in none. */
  public Resource<DynamicObject, ObjectList<DynamicObject>> in(String namespace) {
    return type.resource().namespaced() ? type.namespace(namespace) : type.cluster();
  }

  /** In the session's namespace. */
  public Resource<DynamicObject, ObjectList<DynamicObject>> in(Session session) {
    return in(session.namespace());
  }

  /** In all namespaces. */
  public AllNamespaces<DynamicObject, ObjectList<DynamicObject>> everywhere() {
    return type.allNamespaces();
  }

  /** Its names, or those of the objects with these labels. */
  public List<String> names(Session session, Optional<String> selector) {
    return names.isEmpty()
        ? in(session)
            .listAll(o -> selector.ifPresent(o::labelSelector))
            .map(object -> String.valueOf(object.metadata().name()))
            .toList()
        : names;
  }

  /** As kubectl names one: {@code deployment.apps/web}. */
  public String shown(String name) {
    return kind() + "/" + name;
  }

  /** As kubectl names the kind: {@code deployment.apps}. */
  public String kind() {
    return ObjectFormat.kind(type.resource().kind());
  }

  /** What the server says of its kind. */
  public ApiResource resource() {
    return type.resource();
  }
}
