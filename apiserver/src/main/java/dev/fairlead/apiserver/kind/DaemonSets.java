package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.kind.Workloads.absent;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.apiserver.validation.pod.SemanticEquality;
import dev.fairlead.model.apps.v1.DaemonSet;
import dev.fairlead.model.apps.v1.DaemonSetSpec;
import dev.fairlead.model.apps.v1.DaemonSetStatus;
import dev.fairlead.model.apps.v1.DaemonSetUpdateStrategy;
import dev.fairlead.model.apps.v1.RollingUpdateDaemonSet;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DaemonSets of apps. */
final class DaemonSets extends Kind<DaemonSet> {
  /** Counts the changes of the template, for clients from before apps/v1. */
  static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private static final String ON_DELETE = "OnDelete";
  private static final String ROLLING_UPDATE = "RollingUpdate";

  DaemonSets() {
    super(DaemonSet.TYPE);
  }

  @Override
  public DaemonSet unset() {
    return DaemonSet.of(d -> d.metadata(m -> m.annotations(Map.of(TEMPLATE_GENERATION, "0"))));
  }

  @Override
  public DaemonSet defaults(DaemonSet set) {
    DaemonSetSpec spec = set.spec();
    return withTemplateGeneration(set, templateGeneration(set))
        .with(d ->
            d.spec(s ->
                s.updateStrategy(defaults(spec.updateStrategy()))
                    .template(PodTemplates.defaults(spec.template()))
                    .revisionHistoryLimit(
                        requireNonNullElse(
                            spec.revisionHistoryLimit(), Workloads.REVISION_HISTORY_LIMIT))));
  }

  private static DaemonSetUpdateStrategy defaults(DaemonSetUpdateStrategy strategy) {
    String type = absent(strategy.type()) ? ROLLING_UPDATE : strategy.type();
    IntOrString none = IntOrString.ofInt(0);
    // Kubernetes holds both as plain numbers, once there is anything of a rolling update
    IntOrString one = ROLLING_UPDATE.equals(type) ? IntOrString.ofInt(1) : none;
    if (!ROLLING_UPDATE.equals(type) && strategy.rollingUpdate() == null) {
      return strategy;
    }
    RollingUpdateDaemonSet rolling =
        requireNonNullElse(strategy.rollingUpdate(), RollingUpdateDaemonSet.TYPE.empty());
    return strategy.with(s ->
        s.type(type)
            .rollingUpdate(
                rolling.with(r ->
                    r.maxUnavailable(requireNonNullElse(rolling.maxUnavailable(), one))
                        .maxSurge(requireNonNullElse(rolling.maxSurge(), none)))));
  }

  /** The count is a field inside of Kubernetes. */
  @Override
  public DaemonSet shown(DaemonSet set) {
    Map<String, String> annotations = new LinkedHashMap<>(set.metadata().annotations());
    annotations.remove(TEMPLATE_GENERATION);
    return set.with(s -> s.metadata(m -> m.annotations(annotations)));
  }

  @Override
  public DaemonSet beforeCreate(DaemonSet set) {
    return withTemplateGeneration(set, Math.max(1, templateGeneration(set)))
        .with(d -> d.status(DaemonSetStatus.TYPE.empty()));
  }

  @Override
  public DaemonSet beforeUpdate(DaemonSet set, DaemonSet old) {
    boolean changed = !SemanticEquality.equal(set.spec().template(), old.spec().template());
    long generation = templateGeneration(old) + (changed ? 1 : 0);
    return withTemplateGeneration(set, generation).with(d -> d.status(old.status()));
  }

  private static long templateGeneration(DaemonSet set) {
    String text = set.metadata().annotations().getOrDefault(TEMPLATE_GENERATION, "0");
    return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private static DaemonSet withTemplateGeneration(DaemonSet set, long generation) {
    String text = Long.toString(generation);
    return set.with(d -> d.metadata(m -> m.annotation(TEMPLATE_GENERATION, text)));
  }

  @Override
  public void validate(DaemonSet set, FieldErrors errors) {
    validate(set, null, false, errors);
  }

  private static void validate(
      DaemonSet set, @Nullable PodTemplateSpec old, boolean anyLabelValue, FieldErrors errors) {
    DaemonSetSpec spec = set.spec();
    LabelSelector selector = spec.selector();
    Path template = SPEC.child("template");
    LabelSelectors.validate(selector, anyLabelValue, SPEC.child("selector"), errors);
    if (Selectors.isUsable(selector)) {
      Workloads.validateLabels(selector, spec.template(), template, errors);
    }
    if (selector != null && Selectors.isEmpty(selector)) {
      errors.invalid(SPEC.child("selector"), selector, "empty selector is invalid for daemonset");
    }
    PodTemplates.validateUpdate(spec.template(), old, template, errors);
    Workloads.alwaysRestarted(spec.template(), template, "DaemonSet", errors);
    nonNegative(spec.minReadySeconds(), SPEC.child("minReadySeconds"), errors);
    nonNegative(templateGeneration(set), SPEC.child("templateGeneration"), errors);
    validateStrategy(spec.updateStrategy(), SPEC.child("updateStrategy"), errors);
    nonNegative(spec.revisionHistoryLimit(), SPEC.child("revisionHistoryLimit"), errors);
  }

  private static void validateStrategy(
      DaemonSetUpdateStrategy strategy, Path path, FieldErrors errors) {
    String type = requireNonNullElse(strategy.type(), "");
    RollingUpdateDaemonSet rolling = strategy.rollingUpdate();
    if (type.equals(ROLLING_UPDATE) && rolling != null) {
      validateRolling(rolling, path.child("rollingUpdate"), errors);
    } else if (type.equals(ROLLING_UPDATE)) {
      errors.required(path.child("rollingUpdate"), "");
    } else if (!type.equals(ON_DELETE)) {
      errors.notSupported(path, printed(strategy), List.of(ROLLING_UPDATE, ON_DELETE));
    }
  }

  private static void validateRolling(
      RollingUpdateDaemonSet rolling, Path path, FieldErrors errors) {
    IntOrString unavailable = rolling.maxUnavailable();
    IntOrString surge = rolling.maxSurge();
    Percents.notNegative(unavailable, path.child("maxUnavailable"), errors);
    Percents.notNegative(surge, path.child("maxSurge"), errors);
    Percents.atMostHundred(unavailable, path.child("maxUnavailable"), errors);
    Percents.atMostHundred(surge, path.child("maxSurge"), errors);
    boolean noSurge = Percents.isZero(surge);
    if (Percents.isZero(unavailable) && noSurge) {
      errors.required(path.child("maxUnavailable"), "cannot be 0 when maxSurge is 0");
    } else if (!Percents.isZero(unavailable) && !noSurge && surge != null) {
      errors.invalid(
          path.child("maxSurge"),
          Percents.printed(surge),
          "may not be set when maxUnavailable is non-zero");
    }
  }

  /** The strategy as Go prints its own type. */
  private static JsonObject printed(DaemonSetUpdateStrategy strategy) {
    RollingUpdateDaemonSet rolling = strategy.rollingUpdate();
    return rolling == null
        ? Percents.printed(strategy.type(), JsonValue.of(null))
        : Percents.printed(strategy.type(), rolling.maxUnavailable(), rolling.maxSurge());
  }

  @Override
  public void validateUpdate(DaemonSet set, DaemonSet old, FieldErrors errors) {
    LabelSelector before = old.spec().selector();
    Immutable.check(set.spec().selector(), before, SPEC.child("selector"), errors);
    boolean anyLabelValue = LabelSelectors.hasInvalidValue(before);
    validate(set, old.spec().template(), anyLabelValue, errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public DaemonSet beforeStatusUpdate(DaemonSet set, DaemonSet old) {
    return withTemplateGeneration(set, templateGeneration(old)).with(d -> d.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(DaemonSet set, DaemonSet old, FieldErrors errors) {
    DaemonSetStatus status = set.status();
    nonNegative(status.currentNumberScheduled(), STATUS.child("currentNumberScheduled"), errors);
    nonNegative(status.numberMisscheduled(), STATUS.child("numberMisscheduled"), errors);
    nonNegative(status.desiredNumberScheduled(), STATUS.child("desiredNumberScheduled"), errors);
    nonNegative(status.numberReady(), STATUS.child("numberReady"), errors);
    nonNegative(status.observedGeneration(), STATUS.child("observedGeneration"), errors);
    nonNegative(status.updatedNumberScheduled(), STATUS.child("updatedNumberScheduled"), errors);
    nonNegative(status.numberAvailable(), STATUS.child("numberAvailable"), errors);
    nonNegative(status.numberUnavailable(), STATUS.child("numberUnavailable"), errors);
    nonNegative(status.collisionCount(), STATUS.child("collisionCount"), errors);
    Workloads.notDecremented(status.collisionCount(), old.status().collisionCount(), errors);
  }

  @Override
  public List<String> warnings(DaemonSet set, @Nullable DaemonSet old) {
    PodTemplateSpec template = set.spec().template();
    PodTemplateSpec before = old == null ? null : old.spec().template();
    return Workloads.templateWarnings(template, before, template, SPEC.child("template"));
  }

  @Override
  public List<JsonValue> cells(DaemonSet set, Instant now) {
    DaemonSetStatus status = set.status();
    return Row.of(set.metadata(), now)
        .number(status.desiredNumberScheduled())
        .number(status.currentNumberScheduled())
        .number(status.numberReady())
        .number(status.updatedNumberScheduled())
        .number(status.numberAvailable())
        .text(Selectors.cell(set.spec().template().spec().nodeSelector()))
        .age(set.metadata())
        .containers(set.spec().template().spec().containers())
        .text(Selectors.cell(set.spec().selector()))
        .cells();
  }
}
