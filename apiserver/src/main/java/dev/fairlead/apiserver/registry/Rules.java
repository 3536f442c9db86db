package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.pod.SemanticEquality;
import dev.fairlead.model.KubernetesObject;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;

/**
 * How one way of updating a kind works: through the resource itself or one of its subresources. All
 * of it is asked with the new object and the old one.
 *
 * @param before takes from the old object what can't be changed this way
 * @param check finds what is wrong with the change
 * @param newGeneration whether the change is a new generation
 * @param warnings for whoever wrote
 * @param <S> the stored kind
 */
public record Rules<S extends KubernetesObject>(
    BinaryOperator<S> before,
    Check<S> check,
    BiPredicate<S, S> newGeneration,
    BiFunction<S, S, List<String>> warnings) {

  /** Adds what is wrong. */
  @FunctionalInterface
  public interface Check<S> {
    void validate(S object, S old, FieldErrors errors);
  }

  /** Rules that never warn. */
  public static <S extends KubernetesObject> Rules<S> silent(
      BinaryOperator<S> before, Check<S> check, BiPredicate<S, S> newGeneration) {
    return new Rules<>(before, check, newGeneration, (object, old) -> List.of());
  }

  /** Through the resource itself. */
  public static <S extends KubernetesObject> Rules<S> whole(Kind<S> kind) {
    return new Rules<>(
        kind::beforeUpdate,
        kind::validateUpdate,
        (object, old) ->
            kind.hasGeneration()
                && !SemanticEquality.equal(kind.counted(object), kind.counted(old)),
        kind::warnings);
  }

  /** Through the status subresource. */
  public static <S extends KubernetesObject> Rules<S> status(Kind<S> kind) {
    return new Rules<>(
        kind::beforeStatusUpdate,
        kind::validateStatusUpdate,
        (object, old) -> false,
        (object, old) -> kind.statusWarnings(object));
  }
}
