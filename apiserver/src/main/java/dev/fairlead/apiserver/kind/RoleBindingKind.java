package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.rbac.v1.RoleRef;
import dev.fairlead.model.rbac.v1.Subject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What bindings in a namespace and in the cluster have in common. */
abstract class RoleBindingKind<T extends KubernetesObject> extends Kind<T> {
  private final boolean namespaced;
  private final List<String> roleKinds;
  private final Function<T, RoleRef> role;
  private final Function<T, List<Subject>> subjects;

  /**
   * One of the two.
   *
   * @param roleKinds what a binding may refer to
   */
  RoleBindingKind(
      Type<T> type,
      boolean namespaced,
      List<String> roleKinds,
      Function<T, RoleRef> role,
      Function<T, List<Subject>> subjects) {
    super(type);
    this.namespaced = namespaced;
    this.roleKinds = roleKinds;
    this.role = role;
    this.subjects = subjects;
  }

  /** Names of bindings may have colons and capitals. */
  @Override
  public final List<String> nameProblems(String name, boolean isPrefix) {
    return Names.pathSegment(name);
  }

  @Override
  public final void validate(T binding, FieldErrors errors) {
    validate(binding, true, errors);
  }

  private void validate(T binding, boolean isNew, FieldErrors errors) {
    RbacRules.validateBinding(
        role.apply(binding), subjects.apply(binding), isNew, namespaced, roleKinds, errors);
  }

  @Override
  public final void validateUpdate(T binding, T old, FieldErrors errors) {
    validate(binding, false, errors);
    RbacRules.validateUpdate(role.apply(binding), role.apply(old), errors);
  }

  @Override
  public final boolean createsOnUpdate() {
    return true;
  }

  @Override
  public final List<JsonValue> cells(T binding, Instant now) {
    Row row =
        Row.of(binding.metadata(), now)
            .text(RbacRules.cell(role.apply(binding)))
            .age(binding.metadata());
    return RbacRules.subjects(row, subjects.apply(binding)).cells();
  }
}
