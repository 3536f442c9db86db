package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a spec knows besides the part at hand: where errors go, what is let pass, and the
 * rest of the spec.
 *
 * @param errors collects what is wrong
 * @param isPod whether it is a Pod's own spec and not a template's
 * @param tolerated what the old object did wrong already
 * @param met the tolerances that would have made a difference; filled while checking
 */
record Scope(FieldErrors errors, boolean isPod, Set<Tolerance> tolerated, Set<Tolerance> met) {

  /** What may stay wrong if it was so before; Go: the Allow fields of PodValidationOptions. */
  enum Tolerance {
    DELETION_COST,
    AFFINITY_SELECTOR_VALUE,
    NODE_AFFINITY_VALUE,
    SPREAD_SELECTOR,
    HUGE_PAGES_REMAINDER,
    TOKEN_PATH,
    HOST_SYSCTL,
    INIT_CONTAINER_RESTART,
    USER_NAMESPACE_DEVICES,
    EMPTY_IMAGE_REFERENCE,
    SYS_ADMIN_WITHOUT_ESCALATION
  }

  /** Whether this fault is let pass; asked only when there is one. */
  boolean tolerates(Tolerance fault) {
    met.add(fault);
    return tolerated.contains(fault);
  }

  /**
   * Runs a check. If it meets faults that the old object may have had too, asks the old object and
   * checks once more: this costs nothing where all is well.
   *
   * @param old the same check of the old object, or null at creation
   */
  static void check(
      Consumer<Scope> check, @Nullable Consumer<Scope> old, boolean isPod, FieldErrors errors) {
    Scope first = strict(isPod);
    check.accept(first);
    if (old == null || first.met.isEmpty()) {
      errors.addAll(first.errors);
      return;
    }
    Scope before = strict(isPod);
    old.accept(before);
    Scope second =
        new Scope(errors, isPod, Set.copyOf(before.met), EnumSet.noneOf(Tolerance.class));
    check.accept(second);
  }

  private static Scope strict(boolean isPod) {
    return new Scope(new FieldErrors(), isPod, Set.of(), EnumSet.noneOf(Tolerance.class));
  }
}
