package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.DeviceTaint;
import dev.fairlead.model.resource.v1.DeviceTaintRule;
import dev.fairlead.model.resource.v1.DeviceTaintRuleStatus;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** DeviceTaintRules of resource.k8s.io. */
final class DeviceTaintRules extends Kind<DeviceTaintRule> {
  private static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule", "None");

  DeviceTaintRules() {
    super(DeviceTaintRule.TYPE);
  }

  @Override
  public DeviceTaintRule beforeCreate(DeviceTaintRule object) {
    return object.with(o -> o.status(DeviceTaintRuleStatus.TYPE.empty()));
  }

  @Override
  public DeviceTaintRule beforeUpdate(DeviceTaintRule object, DeviceTaintRule old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(DeviceTaintRule object, FieldErrors errors) {
    Path path = Path.of("spec", "taint");
    DeviceTaint taint = object.spec().taint();
    if (taint.key().isEmpty()) {
      errors.required(path.child("key"), "");
    } else {
      errors.invalid(path.child("key"), taint.key(), Names.qualifiedName(taint.key()));
    }
    if (taint.effect().isEmpty()) {
      errors.required(path.child("effect"), "");
    } else if (!EFFECTS.contains(taint.effect())) {
      errors.notSupported(path.child("effect"), taint.effect(), EFFECTS);
    }
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public DeviceTaintRule beforeStatusUpdate(DeviceTaintRule object, DeviceTaintRule old) {
    return object.with(o ->
        o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public List<JsonValue> cells(DeviceTaintRule object, Instant now) {
    return row(object, now).age(object.metadata()).cells();
  }

  private static Row row(DeviceTaintRule rule, Instant now) {
    DeviceTaint taint = rule.spec().taint();
    Row row =
        Row.of(rule.metadata(), now).text(taint.key()).text(taint.value()).text(taint.effect());
    return taint.timeAdded() == null ? row.text("") : row.since(taint.timeAdded());
  }
}
