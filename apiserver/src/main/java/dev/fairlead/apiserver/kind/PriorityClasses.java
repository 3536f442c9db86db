package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.scheduling.v1.PriorityClass;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** PriorityClasses of scheduling.k8s.io. */
final class PriorityClasses extends Kind<PriorityClass> {
  /** Greatest value that isn't kept for the system (HighestUserDefinablePriority). */
  private static final int MAX_USER_PRIORITY = 1_000_000_000;

  private static final String SYSTEM_PREFIX = "system-";
  private static final Map<String, Integer> SYSTEM =
      Map.of("system-node-critical", 2_000_001_000, "system-cluster-critical", 2_000_000_000);

  private static final List<String> POLICIES = List.of("PreemptLowerPriority", "Never");
  private static final Path VALUE = Path.of("value");
  private static final Path POLICY = Path.of("preemptionPolicy");

  PriorityClasses() {
    super(PriorityClass.TYPE);
  }

  @Override
  public PriorityClass defaults(PriorityClass priority) {
    return priority.preemptionPolicy() == null
        ? priority.with(p -> p.preemptionPolicy(POLICIES.getFirst()))
        : priority;
  }

  @Override
  public void validate(PriorityClass priority, FieldErrors errors) {
    String name = Texts.orEmpty(priority.metadata().name());
    if (name.startsWith(SYSTEM_PREFIX)) {
      String problem = systemProblem(name, priority);
      if (problem != null) {
        errors.forbidden(
            Path.of("metadata", "name"),
            "priority class names with 'system-' prefix are reserved for system use only. error: "
                + problem);
      }
    } else if (priority.value() > MAX_USER_PRIORITY) {
      errors.forbidden(
          VALUE, "maximum allowed value of a user defined priority is " + MAX_USER_PRIORITY);
    }
    String policy = priority.preemptionPolicy();
    if (policy != null && policy.isEmpty()) {
      errors.required(POLICY, "");
    } else if (policy != null && !POLICIES.contains(policy)) {
      errors.notSupported(POLICY, policy, POLICIES);
    }
  }

  private static @Nullable String systemProblem(String name, PriorityClass priority) {
    Integer value = SYSTEM.get(name);
    if (value == null) {
      return name + " is not a known system priority class";
    }
    if (value != priority.value()) {
      return "value of " + name + " PriorityClass must be " + value;
    }
    return priority.globalDefault()
        ? "globalDefault of " + name + " PriorityClass must be false"
        : null;
  }

  @Override
  public void validateUpdate(PriorityClass priority, PriorityClass old, FieldErrors errors) {
    if (priority.value() != old.value()) {
      errors.forbidden(VALUE, "may not be changed in an update.");
    }
    Immutable.check(priority.preemptionPolicy(), old.preemptionPolicy(), POLICY, errors);
  }

  /** The generation is always one. */
  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public @Nullable Object counted(PriorityClass priority) {
    return null;
  }

  @Override
  public List<JsonValue> cells(PriorityClass priority, Instant now) {
    return Row.of(priority.metadata(), now)
        .number(priority.value())
        .flag(priority.globalDefault())
        .age(priority.metadata())
        .text(priority.preemptionPolicy())
        .cells();
  }
}
