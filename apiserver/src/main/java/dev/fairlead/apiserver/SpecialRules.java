package dev.fairlead.apiserver;

import dev.fairlead.apiserver.kind.Namespaces;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.core.v1.Namespace;

/** Updates through subresources of one kind alone. */
final class SpecialRules {
  private SpecialRules() {}

  /** {@code namespaces/finalize}: only the finalizers of the spec change. */
  static Rules<Namespace> finalization() {
    return new Rules<>() {
      @Override
      public Namespace before(Namespace object, Namespace old) {
        return Namespaces.finalized(object, old);
      }

      @Override
      public void validate(Namespace object, Namespace old, FieldErrors errors) {
        Namespaces.validateFinalize(object, errors);
      }

      @Override
      public boolean isNewGeneration(Namespace object, Namespace old) {
        return false;
      }
    };
  }
}
