package dev.fairlead.client;

import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.client.discovery.UnknownKindException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.value.GroupVersionResource;
import java.util.List;

/**
 * A resource that was found by its name or kind, without a type: say where its objects are.
 *
 * <pre>{@code
 * DynamicObject web = k8s.dynamic("deploy").namespace("shop").get("web");
 * }</pre>
 */
public final class DynamicResource {
  private final Kubernetes k8s;
  private final ApiResource resource;
  private final ResourceType<DynamicObject, ObjectList<DynamicObject>> type;

  DynamicResource(Kubernetes k8s, ApiResource resource) {
    this.k8s = k8s;
    this.resource = resource;
    this.type =
        resource.namespaced()
            ? ResourceType.namespaced(resource.plural(), DynamicObject.typeOf(resource.kind()))
            : ResourceType.cluster(resource.plural(), DynamicObject.typeOf(resource.kind()));
  }

  /** What the server says of it: kind, scope, verbs, subresources, short names. */
  public ApiResource resource() {
    return resource;
  }

  /**
   * The objects of one namespace.
   *
   * @throws IllegalArgumentException if the resource is in no namespace
   */
  public Resource<DynamicObject, ObjectList<DynamicObject>> namespace(String namespace) {
    if (!resource.namespaced()) {
      throw new IllegalArgumentException(
          resource.qualifiedName() + " are in no namespace: call cluster()");
    }
    return k8s.resource(type, namespace);
  }

  /**
   * The objects of a resource that is in no namespace.
   *
   * @throws IllegalArgumentException if it is in namespaces
   */
  public Resource<DynamicObject, ObjectList<DynamicObject>> cluster() {
    if (resource.namespaced()) {
      throw new IllegalArgumentException(
          resource.qualifiedName() + " are in namespaces: call namespace(name) or allNamespaces()");
    }
    return k8s.resource(type);
  }

  /** The objects of all namespaces, or of a resource that is in none: to list and to watch. */
  public AllNamespaces<DynamicObject, ObjectList<DynamicObject>> allNamespaces() {
    return k8s.allNamespaces(type);
  }

  /** The objects of one namespace as the server shows them to people. */
  public TableResource tables(String namespace) {
    return new TableResource(k8s.calls, resource, resource.namespaced() ? namespace : null);
  }

  /** As {@link #tables(String)}, of all namespaces, or of a resource that is in none. */
  public TableResource tables() {
    return new TableResource(k8s.calls, resource, null);
  }

  /** Where this object belongs: its namespace, or the whole cluster if the resource is in none. */
  Resource<DynamicObject, ObjectList<DynamicObject>> of(String namespace) {
    return resource.namespaced() ? k8s.resource(type, namespace) : k8s.resource(type);
  }

  /**
   * The same resource in another version. The objects are the same ones: the server converts them,
   * both what it answers and what it is sent.
   *
   * @throws UnknownKindException if it isn't served in that version
   */
  public DynamicResource version(String version) {
    return k8s.dynamic(new GroupVersionResource(resource.group(), version, resource.plural()));
  }

  /** The versions in which the server serves it, the preferred one first. */
  public List<String> versions() {
    return k8s.discovery().mapper().versions(resource.group(), resource.kind().kind()).stream()
        .map(ApiResource::version)
        .toList();
  }

  @Override
  public String toString() {
    return resource.toString();
  }
}
