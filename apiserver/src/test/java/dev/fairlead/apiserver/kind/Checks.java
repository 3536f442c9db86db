package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldError;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.KubernetesObject;
import java.util.List;

/** What a kind says about an object, as lines {@code field: problem}. */
final class Checks {
  private Checks() {}

  static <T extends KubernetesObject> List<String> created(Kind<T> kind, T object) {
    FieldErrors errors = new FieldErrors();
    kind.validate(kind.beforeCreate(kind.defaults(object)), errors);
    return lines(errors);
  }

  static <T extends KubernetesObject> List<String> updated(Kind<T> kind, T object, T old) {
    T before = kind.beforeCreate(kind.defaults(old));
    FieldErrors errors = new FieldErrors();
    kind.validateUpdate(kind.beforeUpdate(kind.defaults(object), before), before, errors);
    return lines(errors);
  }

  static List<String> lines(FieldErrors errors) {
    return errors.list().stream().map(FieldError::toString).toList();
  }
}
