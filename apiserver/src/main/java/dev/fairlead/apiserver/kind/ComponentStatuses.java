package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.core.v1.ComponentCondition;
import dev.fairlead.model.core.v1.ComponentStatus;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** ComponentStatuses, which are made for each read and never written. */
final class ComponentStatuses extends Kind<ComponentStatus> {
  ComponentStatuses() {
    super(ComponentStatus.TYPE);
  }

  @Override
  public String deprecation() {
    return "v1 ComponentStatus is deprecated in v1.19+";
  }

  @Override
  public void validate(ComponentStatus status, FieldErrors errors) {
    // Nobody can write one.
  }

  @Override
  public List<JsonValue> cells(ComponentStatus status, Instant now) {
    Row row = Row.of(status.metadata(), now);
    for (ComponentCondition condition : status.conditions()) {
      if (condition.type().equals("Healthy")) {
        return row.text(condition.status().equals("True") ? "Healthy" : "Unhealthy")
            .text(condition.message())
            .text(condition.error())
            .cells();
      }
    }
    return row.text("Unknown").text("").text("").cells();
  }
}
