package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.DeviceTaint;
import dev.fairlead.model.resource.v1.DeviceTaintRule;
import dev.fairlead.model.resource.v1.DeviceTaintRuleStatus;
import dev.fairlead.model.resource.v1.DeviceTaintSelector;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** DeviceTaintRules of resource.k8s.io. */
final class DeviceTaintRules extends Kind<DeviceTaintRule> {
  private static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule", "None");

  DeviceTaintRules() {
    super(DeviceTaintRule.TYPE);
  }

  @Override
  public DeviceTaintRule defaults(DeviceTaintRule object, Instant now) {
    return object.spec().taint().timeAdded() == null ? added(object, now) : object;
  }

  private static DeviceTaintRule added(DeviceTaintRule object, Instant now) {
    Time time = Time.of(now.truncatedTo(ChronoUnit.SECONDS));
    return object.with(o -> o.spec(s -> s.taint(t -> t.timeAdded(time))));
  }

  /** A changed effect counts as a taint that was added now, unless its time was changed too. */
  @Override
  public DeviceTaintRule stamped(
      DeviceTaintRule object, @Nullable DeviceTaintRule old, User user, Instant now) {
    if (old == null) {
      return object;
    }
    DeviceTaint taint = object.spec().taint();
    DeviceTaint before = old.spec().taint();
    boolean changed =
        !taint.effect().equals(before.effect())
            && Objects.equals(taint.timeAdded(), before.timeAdded());
    return changed ? added(object, now) : object;
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
    validate(object, null, errors);
  }

  @Override
  public void validateUpdate(DeviceTaintRule object, DeviceTaintRule old, FieldErrors errors) {
    validate(object, old, errors);
  }

  private static void validate(
      DeviceTaintRule object, @Nullable DeviceTaintRule old, FieldErrors errors) {
    DeviceTaintSelector selector = object.spec().deviceSelector();
    if (selector != null) {
      Path path = Path.of("spec", "deviceSelector");
      if (selector.driver() != null) {
        Provisioners.validateDriver(selector.driver(), path.child("driver"), errors);
      }
      if (selector.pool() != null) {
        ResourceRules.validatePool(selector.pool(), path.child("pool"), errors);
      }
      if (selector.device() != null) {
        errors.invalid(path.child("device"), selector.device(), Names.label(selector.device()));
      }
    }
    DeviceTaint before = old == null ? null : old.spec().taint();
    Path path = Path.of("spec", "taint");
    validateTaint(object.spec().taint(), path, errors);
    validateEffect(object.spec().taint(), before, path, errors);
  }

  /** All but its effect, which Kubernetes checks after everything else. */
  static void validateTaint(DeviceTaint taint, Path path, FieldErrors errors) {
    errors.invalid(path.child("key"), taint.key(), Names.qualifiedName(taint.key()));
    String value = Objects.requireNonNullElse(taint.value(), "");
    errors.invalid(path.child("value"), value, Names.labelValue(value));
  }

  static void validateEffect(
      DeviceTaint taint, @Nullable DeviceTaint old, Path path, FieldErrors errors) {
    boolean known = old != null && old.effect().equals(taint.effect());
    if (taint.effect().isEmpty()) {
      errors.required(path.child("effect"), "");
    } else if (!known && !EFFECTS.contains(taint.effect())) {
      errors.notSupported(path.child("effect"), taint.effect(), EFFECTS);
    }
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
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
    return object.with(
        o -> o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public void validateStatusUpdate(
      DeviceTaintRule object, DeviceTaintRule old, FieldErrors errors) {
    Conditions.validate(object.status().conditions(), Path.of("status", "conditions"), errors);
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
