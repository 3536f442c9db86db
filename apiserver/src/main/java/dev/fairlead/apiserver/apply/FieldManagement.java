package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.request.GoDecodeText;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code metadata.managedFields} for each way in which an object is written.
 *
 * <p>{@link #update} is for create, update and the three patches: it records what the request
 * changed. {@link #apply} merges an applied configuration. Both take the object with the defaults
 * of its kind, and neither looks at a resource version. {@link #keepTimes} comes last, when all
 * else is decided. {@code reset} is what is never owned through a resource or subresource, since
 * its writes there have no effect: {@code status} for most kinds, {@code spec} for their status.
 *
 * <p>{@link TreeFieldManagement} does the same for objects without descriptor.
 */
public final class FieldManagement {
  /**
   * What stands in metadata.managedFields of a request that wants them forgotten. A client may also
   * send an empty list; a record can't tell that from none, so who decodes puts this in its place.
   */
  public static final List<ManagedFieldsEntry> FORGET =
      List.of(ManagedFieldsEntry.builder().build());

  private FieldManagement() {}

  // --- writes that bring a whole object ---

  /**
   * Records who owns what after a write.
   *
   * @param live the stored object; null for a create
   * @param updated what is to be stored, with the managedFields that the client sent, if any
   * @param subresource through which is written; empty for the object itself
   * @return {@code updated} with managedFields, or without if the stored object has none
   */
  public static <T extends KubernetesObject> T update(
      Type<T> type,
      @Nullable T live,
      T updated,
      String manager,
      String subresource,
      FieldSet reset,
      Instant now) {
    return update(type, live, updated, manager, subresource, reset, VersionConversion.NONE, now);
  }

  /** The same for a kind that has several versions. */
  public static <T extends KubernetesObject> T update(
      Type<T> type,
      @Nullable T live,
      T updated,
      String manager,
      String subresource,
      FieldSet reset,
      VersionConversion conversion,
      Instant now) {
    List<ManagedFieldsEntry> stored = live == null ? List.of() : live.metadata().managedFields();
    List<ManagedFieldsEntry> sent = updated.metadata().managedFields();
    Owners owners = ownersForUpdate(stored, subresource.isEmpty() ? sent : stored);
    if (owners.isEmpty()) {
      return live != null
          ? withManagedFields(type, updated, List.of())
          : CreatedSets.owned(type, updated, manager, subresource, reset, now);
    }
    T old = live == null ? type.empty() : live;
    Ownership ownership = ownership(type, subresource, reset, conversion);
    try {
      ownership.update(
          owners,
          changedParts(type, old, updated),
          changedParts(type, updated, old),
          manager,
          Time.of(now));
    } catch (IllegalArgumentException e) {
      return withManagedFields(type, updated, stored); // as the server: the write itself goes on
    }
    return withManagedFields(type, updated, owners.encode());
  }

  /** What the client sent counts unless it is nothing or unreadable. */
  static Owners ownersForUpdate(List<ManagedFieldsEntry> stored, List<ManagedFieldsEntry> sent) {
    if (sent.equals(FORGET)) {
      return Owners.none();
    }
    Owners owners = decodeOrNone(sent);
    return owners.isEmpty() ? decodeOrNone(stored) : owners;
  }

  private static Owners decodeOrNone(List<ManagedFieldsEntry> entries) {
    try {
      return Owners.decode(entries);
    } catch (IllegalArgumentException e) {
      return Owners.none(); // as the server does; validation of metadata tells the client
    }
  }

  // --- apply ---

  /**
   * Merges an applied configuration into the stored object.
   *
   * @param live the stored object; null if there is none, which makes this a create
   * @param patch the configuration, with apiVersion and kind
   * @param force whether to take fields that others own with other values
   * @param conversion to other versions of the kind
   * @return the merged object with managedFields; nothing is defaulted or validated yet
   * @throws StatusException a conflict (409), or a configuration that doesn't fit (400, 500)
   */
  public static <T extends KubernetesObject> T apply(
      Type<T> type,
      @Nullable T live,
      JsonObject patch,
      String manager,
      boolean force,
      String subresource,
      FieldSet reset,
      VersionConversion conversion,
      Instant now) {
    GroupVersionKind kind = type.kind().orElseThrow();
    JsonObject empty = (JsonObject) Codec.toServerTree(type.empty());
    T old = live == null ? type.empty() : live;
    JsonObject tree = (JsonObject) Codec.toServerTree(withManagedFields(type, old, List.of()));
    Application application =
        new Application(
            ownership(type, subresource, reset, conversion),
            kind,
            empty,
            tree,
            old.metadata().managedFields());
    Application.Result result = application.apply(patch, manager, force, Time.of(now));
    JsonObject merged = result.object();
    return withManagedFields(
        type, merged == null ? old : decode(type, merged, patch), result.managedFields());
  }

  private static <T> T decode(Type<T> type, JsonObject merged, JsonObject patch) {
    try {
      return Codec.fromTree(type, merged);
    } catch (DecodeException e) {
      throw Application.serverError(
          "failed to convert new object ("
              + Application.describe(patch)
              + ") to proper version: unable to convert unstructured object to "
              + Application.text(type.kind().orElseThrow())
              + ": "
              + GoDecodeText.ofTree(e));
    }
  }

  // --- at the end of a write ---

  /**
   * The object with the times of the stored managedFields, if nothing but such times would change:
   * so that a write of the same again changes nothing at all.
   */
  public static <T extends KubernetesObject> T keepTimes(Type<T> type, T live, T updated) {
    List<ManagedFieldsEntry> stored = live.metadata().managedFields();
    List<ManagedFieldsEntry> fresh = updated.metadata().managedFields();
    if (stored.size() != fresh.size() || stored.equals(fresh)) {
      return updated;
    }
    for (int i = 0; i < stored.size(); i++) {
      ManagedFieldsEntry timed = fresh.get(i).toBuilder().time(stored.get(i).time()).build();
      if (!timed.equals(stored.get(i))) {
        return updated;
      }
    }
    T kept = withManagedFields(type, updated, stored);
    return kept.equals(live) ? kept : updated;
  }

  /** What is wrong with managedFields, in the words of the server. */
  public static Optional<String> problem(List<ManagedFieldsEntry> managedFields) {
    try {
      Owners.decode(managedFields);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The schema of a generated type or of a record with a descriptor. */
  public static Schema schemaOf(Type<?> type) {
    return TypeSchema.of(type);
  }

  static Ownership ownership(
      Type<? extends KubernetesObject> type,
      String subresource,
      FieldSet reset,
      VersionConversion conversion) {
    GroupVersionKind kind = type.kind().orElseThrow();
    return new Ownership(
        TypeSchema.of(type),
        kind.apiVersion(),
        subresource,
        reset,
        version -> version(type, version, kind.kind(), conversion));
  }

  /**
   * Another version of a kind; without a conversion, fields of one name are the same. Events have
   * two groups, and in one the owners that wrote in the other are forgotten.
   */
  private static Versions.@Nullable Version version(
      Type<? extends KubernetesObject> type,
      String apiVersion,
      String kind,
      VersionConversion conversion) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    GroupVersionKind gvk = new GroupVersionKind(group, apiVersion.substring(slash + 1), kind);
    boolean same = type.kind().orElseThrow().group().equals(group);
    Type<?> other = same ? TypeRegistry.kubernetes().find(gvk).orElse(null) : null;
    return other == null
        ? null
        : new Versions.Version(
            TypeSchema.of(other), tree -> converted(tree, type, other, conversion));
  }

  private static JsonValue converted(
      JsonValue tree,
      Type<? extends KubernetesObject> from,
      Type<?> to,
      VersionConversion conversion) {
    KubernetesObject converted = conversion.convert(Codec.fromTree(from, tree), to);
    if (converted != null) {
      return Codec.toServerTree(converted);
    }
    JsonString apiVersion = new JsonString(to.kind().orElseThrow().apiVersion());
    return Codec.toServerTree(
        Codec.fromTree(to, ((JsonObject) tree).with("apiVersion", apiVersion)));
  }

  // --- objects and their metadata ---

  /**
   * The object as a tree without managedFields. What both objects share, as a status update shares
   * the whole spec, can't differ and is left out.
   */
  static <T extends KubernetesObject> JsonValue changedParts(Type<T> type, T object, T other) {
    @Nullable Object[] values = new Object[type.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Object value = type.get(object, i);
      values[i] = value == type.get(other, i) ? null : value;
    }
    int metadata = type.indexOf("metadata");
    if (values[metadata] != null) {
      values[metadata] = object.metadata().with(m -> m.managedFields(List.of()));
    }
    return Codec.toServerTree(type.create(values));
  }

  static <T extends KubernetesObject> T withManagedFields(
      Type<T> type, T object, List<ManagedFieldsEntry> managedFields) {
    if (object.metadata().managedFields().equals(managedFields)) {
      return object;
    }
    ObjectMeta metadata = object.metadata().with(m -> m.managedFields(managedFields));
    @Nullable Object[] values = new Object[type.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.get(object, i);
    }
    values[type.indexOf("metadata")] = metadata;
    return type.create(values);
  }
}
