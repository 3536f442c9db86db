package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.apply.FieldManagement;
import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Type;
import org.jspecify.annotations.Nullable;

/** Field management of served objects: managers own fields of the version that they see. */
public final class ManagedFields {
  private static final FieldSet STATUS = FieldSet.of("status");
  private static final FieldSet SPEC = FieldSet.of("spec");
  private static final GroupResource SIGNING_REQUESTS =
      new GroupResource("certificates.k8s.io", "certificatesigningrequests");

  private ManagedFields() {}

  /** The object with managed fields after a create or update. */
  static <S extends KubernetesObject> S update(
      Served<S> resource, @Nullable S live, S updated, Call call, WriteContext context) {
    return resource
        .conversion()
        .toStored(update(resource.type(), resource, live, updated, call, context));
  }

  /** A new object that is never kept, such as a review, with managed fields. */
  public static <T extends KubernetesObject> T ofNew(
      Type<T> type, T object, Call call, WriteContext context) {
    return FieldManagement.update(
        type, null, object, context.manager(), context.subresource(), FieldSet.EMPTY, call.now());
  }

  private static <S extends KubernetesObject, T extends KubernetesObject> T update(
      Type<T> type,
      Served<S> resource,
      @Nullable S live,
      S updated,
      Call call,
      WriteContext context) {
    return FieldManagement.update(
        type,
        served(type, resource, live),
        type.javaClass().cast(resource.conversion().toServed(updated)),
        context.manager(),
        context.subresource(),
        neverOwned(resource, context),
        call.now());
  }

  /** The object after an apply, without defaults. */
  static <S extends KubernetesObject> S apply(
      Served<S> resource,
      @Nullable S live,
      JsonObject patch,
      boolean force,
      Call call,
      WriteContext context) {
    return resource
        .conversion()
        .toStored(apply(resource.type(), resource, live, patch, force, call, context));
  }

  private static <S extends KubernetesObject, T extends KubernetesObject> T apply(
      Type<T> type,
      Served<S> resource,
      @Nullable S live,
      JsonObject patch,
      boolean force,
      Call call,
      WriteContext context) {
    return FieldManagement.apply(
        type,
        served(type, resource, live),
        patch,
        context.manager(),
        force,
        context.subresource(),
        neverOwned(resource, context),
        call.now());
  }

  private static <S extends KubernetesObject, T extends KubernetesObject> @Nullable T served(
      Type<T> type, Served<S> resource, @Nullable S stored) {
    return stored == null ? null : type.javaClass().cast(resource.conversion().toServed(stored));
  }

  /** The object with the old one's managed fields if these only differ in their times. */
  static <S extends KubernetesObject> S ignoringTimes(Served<S> resource, S object, S old) {
    return FieldManagement.keepTimes(resource.kind().type(), old, object);
  }

  /** Nobody owns what can't be written this way. */
  private static FieldSet neverOwned(Served<?> resource, WriteContext context) {
    boolean hasStatus =
        resource.facts().subresources().stream().anyMatch(s -> s.name().equals("status"));
    if (!hasStatus) {
      return FieldSet.EMPTY;
    }
    if (resource.groupResource().equals(SIGNING_REQUESTS)) {
      return ofSigningRequest(context.subresource());
    }
    return context.subresource().equals("status") ? SPEC : STATUS;
  }

  /** Its spec never changes and is the server's in part, so nobody owns it. */
  private static FieldSet ofSigningRequest(String subresource) {
    return switch (subresource) {
      case "status" -> SPEC.union(FieldSet.of("status.conditions"));
      case "approval" -> SPEC.union(FieldSet.of("status.certificate"));
      default -> SPEC.union(STATUS);
    };
  }
}
