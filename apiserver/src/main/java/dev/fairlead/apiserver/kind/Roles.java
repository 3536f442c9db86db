package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.model.rbac.v1.Role;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** Roles of rbac.authorization.k8s.io. */
final class Roles extends Kind<Role> {
  Roles() {
    super(Role.TYPE);
  }

  /** Names of roles may have colons and capitals. */
  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.pathSegment(name);
  }

  @Override
  public void validate(Role role, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    RbacRules.validate(role.rules(), true, errors, last);
    errors.addAll(last);
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public List<JsonValue> cells(Role role, Instant now) {
    return Row.plain(role.metadata(), now);
  }
}
