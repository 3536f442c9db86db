package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.apply.FieldManagement;
import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.kind.OtherVersions;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Type;
import org.jspecify.annotations.Nullable;

/** Field management of served objects: managers own fields of the version that they see. */
public final class ManagedFields {
  private ManagedFields() {}

  /** The object with managed fields after a create or update. */
  static <S extends KubernetesObject> S update(
      Served<S> resource, @Nullable S live, S updated, Call call, WriteContext context) {
    KubernetesObject owned = update(resource.type(), resource, live, updated, call, context);
    // only these: the version that the client sees may not have all that is in the stored one
    return MetadataChange.with(
        updated, updated.metadata().with(m -> m.managedFields(owned.metadata().managedFields())));
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
        resource.kind().neverOwned(context.subresource()),
        OtherVersions::convert,
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
        resource.kind().neverOwned(context.subresource()),
        OtherVersions::convert,
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
}
