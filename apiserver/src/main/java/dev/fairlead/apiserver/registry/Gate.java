package dev.fairlead.apiserver.registry;

import dev.fairlead.model.KubernetesObject;
import org.jspecify.annotations.Nullable;

/** Admission as the verbs see it. */
public interface Gate {

  /** What happens to an object. */
  enum Operation {
    CREATE,
    UPDATE,
    DELETE
  }

  /**
   * A write that is about to happen.
   *
   * @param name empty if it is still to be generated
   * @param object null for a deletion
   * @param old null for a creation
   */
  record Attributes(
      Operation operation,
      Served<?> resource,
      String subresource,
      String namespace,
      String name,
      @Nullable KubernetesObject object,
      @Nullable KubernetesObject old,
      boolean dryRun) {}

  /** The object, perhaps changed; fails to refuse it. */
  KubernetesObject mutate(Call call, Attributes attributes, KubernetesObject object);

  /** Fails to refuse the object, which nothing changes any more. */
  void validate(Call call, Attributes attributes);

  /** Lets everything pass. */
  Gate OPEN =
      new Gate() {
        @Override
        public KubernetesObject mutate(Call call, Attributes attributes, KubernetesObject object) {
          return object;
        }

        @Override
        public void validate(Call call, Attributes attributes) {}
      };
}
