package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the newest objects, for authorization and admission; nothing is copied. */
public interface Lister {

  /**
   * The object.
   *
   * @param namespace empty for kinds outside of namespaces
   */
  <T extends KubernetesObject> Optional<T> get(Type<T> type, String namespace, String name);

  /**
   * All objects of a kind in the order of namespace and name.
   *
   * @param namespace null for all namespaces
   */
  <T extends KubernetesObject> List<T> list(Type<T> type, @Nullable String namespace);
}
