package dev.fairlead.apiserver.registry;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.tree.JsonObject;
import org.jspecify.annotations.Nullable;

/** Who manages which fields, as the verbs need it. */
public interface Ownership {

  /** The object with managed fields after a create or update by this manager. */
  <S extends KubernetesObject> S update(
      Served<S> resource, @Nullable S live, S updated, Call call, WriteContext context);

  /** The object after an apply. */
  <S extends KubernetesObject> S apply(
      Served<S> resource,
      @Nullable S live,
      JsonObject patch,
      boolean force,
      Call call,
      WriteContext context);

  /** The object with the old one's managed fields if these only differ in their times. */
  <S extends KubernetesObject> S ignoringTimes(S object, S old);
}
