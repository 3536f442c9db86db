package dev.fairlead.client;

import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.meta.v1.PartialObjectMetadataList;
import dev.fairlead.model.patch.Patch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A resource of which only the metadata is wanted: say where its objects are.
 *
 * <pre>{@code
 * for (PartialObjectMetadata pod : k8s.metadata("pods").allNamespaces().list().items()) ...
 * }</pre>
 */
public final class MetadataResource {
  private final Calls calls;
  private final ApiResource resource;
  private final ResourceType<PartialObjectMetadata, PartialObjectMetadataList> type;

  MetadataResource(Calls calls, ApiResource resource) {
    this.calls = calls;
    this.resource = resource;
    this.type = ResourceType.metadata(resource.plural(), resource.namespaced(), resource.kind());
  }

  /** What the server says of it. */
  public ApiResource resource() {
    return resource;
  }

  /**
   * The objects of one namespace.
   *
   * @throws IllegalArgumentException if the resource is in no namespace
   */
  public MetadataOnly<PartialObjectMetadata, PartialObjectMetadataList> namespace(
      String namespace) {
    if (!resource.namespaced()) {
      throw new IllegalArgumentException(
          resource.qualifiedName() + " are in no namespace: call cluster()");
    }
    return new Objects(calls, type, namespace);
  }

  /**
   * The objects of a resource that is in no namespace.
   *
   * @throws IllegalArgumentException if it is in namespaces
   */
  public MetadataOnly<PartialObjectMetadata, PartialObjectMetadataList> cluster() {
    if (resource.namespaced()) {
      throw new IllegalArgumentException(
          resource.qualifiedName() + " are in namespaces: call namespace(name) or allNamespaces()");
    }
    return new Objects(calls, type, null);
  }

  /** The objects of all namespaces, or of a resource that is in none: to list and to watch. */
  public AllNamespaces<PartialObjectMetadata, PartialObjectMetadataList> allNamespaces() {
    return TypedResource.everywhere(calls, type);
  }

  /** As every resource; only the choice between two inherited defaults is made here. */
  private static final class Objects
      extends TypedResource<PartialObjectMetadata, PartialObjectMetadataList>
      implements MetadataOnly<PartialObjectMetadata, PartialObjectMetadataList> {
    Objects(
        Calls calls,
        ResourceType<PartialObjectMetadata, PartialObjectMetadataList> type,
        @Nullable String namespace) {
      super(calls, type, namespace);
    }

    @Override
    public PartialObjectMetadata patch(String name, Patch patch) {
      return MetadataOnly.super.patch(name, patch);
    }

    @Override
    public void delete(String name) {
      MetadataOnly.super.delete(name);
    }

    @Override
    public void deleteCollection(Consumer<ListOptions> which) {
      MetadataOnly.super.deleteCollection(which);
    }
  }

  @Override
  public String toString() {
    return "metadata of " + resource;
  }
}
