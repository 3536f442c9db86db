package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.pod.SemanticEquality;
import dev.fairlead.model.KubernetesObject;
import java.util.List;

/**
 * How one way of updating a kind works: through the resource itself or one of its subresources.
 *
 * @param <S> the stored kind
 */
public interface Rules<S extends KubernetesObject> {

  /** What can't be changed this way is taken from the old object. */
  S before(S object, S old);

  void validate(S object, S old, FieldErrors errors);

  /** Whether the change is a new generation. */
  boolean isNewGeneration(S object, S old);

  default List<String> warnings(S object, S old) {
    return List.of();
  }

  /** Through the resource itself. */
  static <S extends KubernetesObject> Rules<S> whole(Kind<S> kind) {
    return new Rules<>() {
      @Override
      public S before(S object, S old) {
        return kind.beforeUpdate(object, old);
      }

      @Override
      public void validate(S object, S old, FieldErrors errors) {
        kind.validateUpdate(object, old, errors);
      }

      @Override
      public boolean isNewGeneration(S object, S old) {
        return kind.hasGeneration()
            && !SemanticEquality.equal(kind.counted(object), kind.counted(old));
      }

      @Override
      public List<String> warnings(S object, S old) {
        return kind.warnings(object, old);
      }
    };
  }

  /** Through the status subresource. */
  static <S extends KubernetesObject> Rules<S> status(Kind<S> kind) {
    return new Rules<>() {
      @Override
      public S before(S object, S old) {
        return kind.beforeStatusUpdate(object, old);
      }

      @Override
      public void validate(S object, S old, FieldErrors errors) {
        kind.validateStatusUpdate(object, old, errors);
      }

      @Override
      public boolean isNewGeneration(S object, S old) {
        return false;
      }
    };
  }
}
