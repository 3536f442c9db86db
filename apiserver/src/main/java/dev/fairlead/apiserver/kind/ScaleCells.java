package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** How a Scale is shown; it is no object of its own, so that there is nothing else to it. */
public final class ScaleCells extends Kind<Scale> {
  public ScaleCells() {
    super(Scale.TYPE);
  }

  @Override
  public void validate(Scale scale, FieldErrors errors) {
    Scales.validate(scale, errors);
  }

  @Override
  public List<JsonValue> cells(Scale scale, Instant now) {
    return Row.of(scale.metadata(), now)
        .number(scale.spec().replicas())
        .number(scale.status().replicas())
        .age(scale.metadata())
        .cells();
  }
}
