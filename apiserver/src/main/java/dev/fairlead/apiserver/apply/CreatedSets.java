package dev.fairlead.apiserver.apply;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.Time;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the creator of an object owns, remembered from the last object of its type: most new objects
 * come from a template and have the same fields as the one before, with other values.
 */
final class CreatedSets {
  /** An object, and what its creator owns of it; null for nothing. */
  private record Known(Object object, FieldSet reset, @Nullable FieldsV1 fields) {}

  /** Softly, as these are whole objects and outlive the server that got them. */
  private static final ConcurrentMap<Type<?>, SoftReference<Known>> LAST =
      new ConcurrentHashMap<>();

  private CreatedSets() {}

  /** A new object with managedFields: all of it is its creator's. */
  static <T extends KubernetesObject> T owned(
      Type<T> type, T object, String manager, String subresource, FieldSet reset, Instant now) {
    T bare = FieldManagement.withManagedFields(type, object, List.of());
    Optional<FieldsV1> known = find(type, bare, reset);
    if (known == null) {
      Owners owners = Owners.none();
      try {
        FieldManagement.ownership(type, subresource, reset, VersionConversion.NONE)
            .update(
                owners,
                FieldManagement.changedParts(type, type.empty(), bare),
                FieldManagement.changedParts(type, bare, type.empty()),
                manager,
                Time.of(now));
      } catch (IllegalArgumentException e) {
        return bare; // as the server: the write itself goes on
      }
      List<ManagedFieldsEntry> entries = owners.encode();
      remember(type, bare, reset, entries.isEmpty() ? null : entries.getFirst().fieldsV1());
      return FieldManagement.withManagedFields(type, bare, entries);
    }
    if (known.isEmpty()) {
      return bare;
    }
    Owner owner = Owner.updater(manager, type.kind().orElseThrow().apiVersion(), subresource);
    return FieldManagement.withManagedFields(
        type, bare, List.of(Owners.entry(owner, owner.apiVersion(), Time.of(now), known.get())));
  }

  /** Null if the last object wasn't like this one; otherwise what is owned, if anything. */
  @SuppressWarnings("NullableOptional") // three answers: unknown, nothing, and these fields
  private static <T> @Nullable Optional<FieldsV1> find(Type<T> type, T created, FieldSet reset) {
    SoftReference<Known> last = LAST.get(type);
    Known known = last == null ? null : last.get();
    return known != null && known.reset.equals(reset) && haveSameFields(type, known.object, created)
        ? Optional.ofNullable(known.fields)
        : null;
  }

  private static <T> void remember(
      Type<T> type, T created, FieldSet reset, @Nullable FieldsV1 fields) {
    LAST.put(type, new SoftReference<>(new Known(created, reset, fields)));
  }

  /**
   * Whether two objects have the same paths for certain; false where that would take a longer look.
   */
  static <T> boolean haveSameFields(Type<T> type, Object one, Object other) {
    if (one == other) {
      return true;
    }
    if (type.isUnion()) {
      return one.equals(other);
    }
    T a = type.javaClass().cast(one);
    T b = type.javaClass().cast(other);
    List<Field> fields = type.fields();
    for (int i = 0; i < fields.size(); i++) {
      Object x = type.get(a, i);
      Object y = type.get(b, i);
      if (x != y && (x == null || y == null || !haveSamePaths(fields.get(i).shape(), x, y))) {
        return false;
      }
    }
    return true;
  }

  private static boolean haveSamePaths(Shape shape, Object x, Object y) {
    if (shape instanceof Shape.Message message) {
      return haveSameFields(message.type(), x, y);
    }
    if (shape == Shape.Scalar.STRING) { // an empty one may stand for none
      return x.equals(y) || !(((String) x).isEmpty() || ((String) y).isEmpty());
    }
    if (shape == Shape.Scalar.TIME) {
      return true;
    }
    if (shape instanceof Shape.MapOf map && map.value() instanceof Shape.Scalar) {
      return ((Map<?, ?>) x).keySet().equals(((Map<?, ?>) y).keySet());
    }
    return x.equals(y); // lists may have their items' values for paths
  }
}
