package dev.fairlead.apiserver;

import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.policy.v1.PodDisruptionBudgetStatus;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a disruption budget says of itself. */
final class BudgetConditions {
  static final String ALLOWED = "DisruptionAllowed";

  private BudgetConditions() {}

  /** The conditions once nothing more may go. */
  static List<Condition> withoutDisruptions(PodDisruptionBudgetStatus status, Instant now) {
    List<Condition> conditions = new ArrayList<>(status.conditions());
    Condition old =
        conditions.stream().filter(c -> c.type().equals(ALLOWED)).findFirst().orElse(null);
    Condition none =
        Condition.of(c ->
            c.type(ALLOWED)
                .status("False")
                .reason("InsufficientPods")
                .message("")
                .observedGeneration(status.observedGeneration())
                .lastTransitionTime(
                    old != null && old.status().equals("False")
                        ? old.lastTransitionTime()
                        : Time.of(now)));
    if (old == null) {
      conditions.add(none);
    } else {
      conditions.set(conditions.indexOf(old), none);
    }
    return conditions;
  }
}
