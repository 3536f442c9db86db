package dev.fairlead.client.discovery;

import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import java.util.List;
import java.util.Optional;

/**
 * A resource in one version, as the server describes it.
 *
 * @param name where it is served; its resource is the plural, such as deployments
 * @param kind what its objects are
 * @param namespaced whether they are in namespaces
 * @param singular such as deployment; empty if the server doesn't say
 * @param shortNames such as deploy
 * @param categories groups of resources that it belongs to, such as all
 * @param verbs such as get and list
 * @param subresources parts of its objects with paths of their own
 */
public record ApiResource(
    GroupVersionResource name,
    GroupVersionKind kind,
    boolean namespaced,
    String singular,
    List<String> shortNames,
    List<String> categories,
    List<String> verbs,
    List<Subresource> subresources) {

  /**
   * A part of an object.
   *
   * @param name such as scale
   * @param kind what is read and written there
   * @param verbs such as get and patch
   */
  public record Subresource(String name, GroupVersionKind kind, List<String> verbs) {
    public Subresource {
      verbs = List.copyOf(verbs);
    }
  }

  public ApiResource {
    shortNames = List.copyOf(shortNames);
    categories = List.copyOf(categories);
    verbs = List.copyOf(verbs);
    subresources = List.copyOf(subresources);
  }

  public String group() {
    return name.group();
  }

  public String version() {
    return name.version();
  }

  /** The name in paths, such as deployments. */
  public String plural() {
    return name.resource();
  }

  /** As kubectl names it without its version: {@code deployments.apps}, {@code pods}. */
  public String qualifiedName() {
    return group().isEmpty() ? plural() : plural() + "." + group();
  }

  /** Whether the server says that it does this verb, such as list. */
  public boolean can(String verb) {
    return verbs.contains(verb);
  }

  public Optional<Subresource> subresource(String part) {
    return subresources.stream().filter(s -> s.name().equals(part)).findFirst();
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
