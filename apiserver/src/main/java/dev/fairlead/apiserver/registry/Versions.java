package dev.fairlead.apiserver.registry;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import dev.fairlead.schema.ApiResource;
import java.util.Optional;

/** The few resources that are served in another version than the stored one. */
final class Versions {
  private Versions() {}

  static Optional<Served<?>> find(ApiResource fact, Type<? extends KubernetesObject> type) {
    return Optional.empty();
  }
}
