package dev.fairlead.model;

import dev.fairlead.model.meta.v1.OwnerReference;
import dev.fairlead.model.value.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@link dev.fairlead.model.meta.v1.ObjectMeta} can tell beyond its fields. */
public interface Metadata {
  Map<String, String> labels();

  Map<String, String> annotations();

  List<OwnerReference> ownerReferences();

  List<String> finalizers();

  @Nullable Time deletionTimestamp();

  default Optional<String> label(String key) {
    return Optional.ofNullable(labels().get(key));
  }

  default Optional<String> annotation(String key) {
    return Optional.ofNullable(annotations().get(key));
  }

  /** The owner that manages the object; at most one is marked so. */
  default Optional<OwnerReference> controller() {
    return ownerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.controller()))
        .findFirst();
  }

  default boolean hasFinalizer(String finalizer) {
    return finalizers().contains(finalizer);
  }

  /** Whether the object was deleted and only waits for finalizers or its grace period. */
  default boolean isTerminating() {
    return deletionTimestamp() != null;
  }
}
