package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.meta.v1.PartialObjectMetadataList;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import org.jspecify.annotations.Nullable;

/**
 * A resource as the server serves it: its place in paths, and the types of its objects and lists.
 *
 * @param <T> the objects
 * @param <L> lists of them
 */
public final class ResourceType<T extends KubernetesObject, L extends KubernetesList<T>> {
  private final String plural;
  private final boolean namespaced;
  private final boolean protobuf;
  private final GroupVersionKind kind;
  private final Type<T> type;
  private final @Nullable Type<L> list;

  private ResourceType(
      String plural, boolean namespaced, boolean protobuf, Type<T> type, @Nullable Type<L> list) {
    this(plural, namespaced, protobuf, kindOf(type), type, list);
  }

  private ResourceType(
      String plural,
      boolean namespaced,
      boolean protobuf,
      GroupVersionKind kind,
      Type<T> type,
      @Nullable Type<L> list) {
    this.plural = ApiRequest.segment("resource", plural);
    this.namespaced = namespaced;
    this.protobuf = protobuf;
    this.type = type;
    this.list = list;
    this.kind = kind;
  }

  private static GroupVersionKind kindOf(Type<?> type) {
    return type.kind()
        .orElseThrow(() ->
            new IllegalArgumentException(
                type.javaClass().getName()
                    + " has no kind: annotate the record with @Kind(group, version)"));
  }

  /** Objects of which only the metadata is read, whatever their kind. */
  static ResourceType<PartialObjectMetadata, PartialObjectMetadataList> metadata(
      String plural, boolean namespaced, GroupVersionKind kind) {
    return new ResourceType<>(
        plural, namespaced, true, kind, PartialObjectMetadata.TYPE, PartialObjectMetadataList.TYPE);
  }

  /**
   * Objects as tables, one by one or watched. Lists of them are tables too, so they have no type.
   */
  static ResourceType<DynamicObject, ObjectList<DynamicObject>> tables(
      String plural, boolean namespaced, GroupVersionKind kind) {
    return new ResourceType<>(
        plural, namespaced, false, kind, DynamicObject.typeOf(MetadataForm.TABLE), null);
  }

  /**
   * A resource of your own whose objects are in namespaces; it travels as JSON.
   *
   * @param plural the name in paths, such as {@code webapps}
   * @throws IllegalArgumentException if the type has no kind
   */
  public static <T extends KubernetesObject> ResourceType<T, ObjectList<T>> namespaced(
      String plural, Type<T> type) {
    return new ResourceType<>(plural, true, false, type, ObjectList.typeOf(type));
  }

  /** As {@link #namespaced(String, Type)}, but its objects are in no namespace. */
  public static <T extends KubernetesObject> ResourceType<T, ObjectList<T>> cluster(
      String plural, Type<T> type) {
    return new ResourceType<>(plural, false, false, type, ObjectList.typeOf(type));
  }

  static <T extends KubernetesObject, L extends KubernetesList<T>> ResourceType<T, L> namespaced(
      String plural, Type<T> type, Type<L> list) {
    return new ResourceType<>(plural, true, true, type, list);
  }

  static <T extends KubernetesObject, L extends KubernetesList<T>> ResourceType<T, L> cluster(
      String plural, Type<T> type, Type<L> list) {
    return new ResourceType<>(plural, false, true, type, list);
  }

  static <T extends KubernetesObject> ResourceType<T, KubernetesList<T>> namespacedUnlisted(
      String plural, Type<T> type) {
    return new ResourceType<>(plural, true, true, type, null);
  }

  static <T extends KubernetesObject> ResourceType<T, KubernetesList<T>> clusterUnlisted(
      String plural, Type<T> type) {
    return new ResourceType<>(plural, false, true, type, null);
  }

  /** The name in paths, such as pods. */
  public String plural() {
    return plural;
  }

  /** Whether the objects are in namespaces. */
  public boolean isNamespaced() {
    return namespaced;
  }

  public GroupVersionKind kind() {
    return kind;
  }

  public GroupVersionResource groupVersionResource() {
    return new GroupVersionResource(kind.group(), kind.version(), plural);
  }

  public Type<T> type() {
    return type;
  }

  /** Whether the server knows a protobuf form: it does of what Kubernetes itself defines. */
  boolean hasProtobuf() {
    return protobuf;
  }

  boolean isListed() {
    return list != null;
  }

  Type<L> listType() {
    if (list == null) {
      throw new IllegalStateException(plural + " can't be listed");
    }
    return list;
  }

  /** The path of all objects, or of those in one namespace. */
  String path(@Nullable String namespace) {
    String root = kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + "/";
    String place =
        namespace == null ? "" : "/namespaces/" + ApiRequest.segment("namespace", namespace);
    return root + kind.version() + place + "/" + plural;
  }

  @Override
  public String toString() {
    return groupVersionResource().toString();
  }
}
