package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Namespace;

/** Updates through subresources of one kind alone. */
final class SpecialRules {
  private SpecialRules() {}

  /** {@code namespaces/finalize}: only the finalizers of the spec change. */
  static Rules<Namespace> finalization() {
    return new Rules<>() {
      @Override
      public Namespace before(Namespace object, Namespace old) {
        return object.with(n -> n.status(old.status()));
      }

      @Override
      public void validate(Namespace object, Namespace old, FieldErrors errors) {
        Path path = Path.of("spec", "finalizers");
        for (int i = 0; i < object.spec().finalizers().size(); i++) {
          String finalizer = object.spec().finalizers().get(i);
          errors.invalid(path.index(i), finalizer, Names.qualifiedName(finalizer));
        }
      }

      @Override
      public boolean isNewGeneration(Namespace object, Namespace old) {
        return false;
      }
    };
  }
}
