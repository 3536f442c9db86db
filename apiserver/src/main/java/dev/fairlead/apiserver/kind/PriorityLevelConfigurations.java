package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import dev.fairlead.model.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfiguration;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfigurationCondition;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfigurationSpec;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfigurationStatus;
import dev.fairlead.model.flowcontrol.v1.QueuingConfiguration;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PriorityLevelConfigurations of flowcontrol.apiserver.k8s.io. */
final class PriorityLevelConfigurations extends Kind<PriorityLevelConfiguration> {
  /** Go: defaults.go of flowcontrol/v1. */
  private static final int SHARES = 30;

  private static final int HAND_SIZE = 8;
  private static final int QUEUES = 64;
  private static final int QUEUE_LENGTH = 50;

  PriorityLevelConfigurations() {
    super(PriorityLevelConfiguration.TYPE);
  }

  @Override
  public PriorityLevelConfiguration defaults(PriorityLevelConfiguration object) {
    PriorityLevelConfigurationSpec spec = object.spec();
    return object.with(
        o -> o.spec(s -> s.limited(defaults(spec.limited())).exempt(defaults(spec.exempt()))));
  }

  private static @Nullable ExemptPriorityLevelConfiguration defaults(
      @Nullable ExemptPriorityLevelConfiguration exempt) {
    return exempt == null
        ? null
        : exempt.with(e ->
            e.nominalConcurrencyShares(requireNonNullElse(exempt.nominalConcurrencyShares(), 0))
                .lendablePercent(requireNonNullElse(exempt.lendablePercent(), 0)));
  }

  private static @Nullable LimitedPriorityLevelConfiguration defaults(
      @Nullable LimitedPriorityLevelConfiguration limited) {
    if (limited == null) {
      return null;
    }
    QueuingConfiguration queuing = limited.limitResponse().queuing();
    return limited.with(l ->
        l.nominalConcurrencyShares(requireNonNullElse(limited.nominalConcurrencyShares(), SHARES))
            .lendablePercent(requireNonNullElse(limited.lendablePercent(), 0))
            .limitResponse(r -> r.queuing(queuing == null ? null : defaults(queuing))));
  }

  private static QueuingConfiguration defaults(QueuingConfiguration queuing) {
    return queuing.with(q ->
        q.handSize(queuing.handSize() == 0 ? HAND_SIZE : queuing.handSize())
            .queues(queuing.queues() == 0 ? QUEUES : queuing.queues())
            .queueLengthLimit(
                queuing.queueLengthLimit() == 0 ? QUEUE_LENGTH : queuing.queueLengthLimit()));
  }

  @Override
  public PriorityLevelConfiguration beforeCreate(PriorityLevelConfiguration object) {
    return object.with(o -> o.status(PriorityLevelConfigurationStatus.TYPE.empty()));
  }

  @Override
  public PriorityLevelConfiguration beforeUpdate(
      PriorityLevelConfiguration object, PriorityLevelConfiguration old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(PriorityLevelConfiguration object, FieldErrors errors) {
    PriorityLevelRules.validate(object, errors);
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
  public PriorityLevelConfiguration beforeStatusUpdate(
      PriorityLevelConfiguration object, PriorityLevelConfiguration old) {
    return object.with(
        o -> o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public void validateStatusUpdate(
      PriorityLevelConfiguration object, PriorityLevelConfiguration old, FieldErrors errors) {
    FlowRules.validateConditions(
        object.status().conditions().stream()
            .map(PriorityLevelConfigurationCondition::type)
            .toList(),
        errors);
  }

  @Override
  public List<JsonValue> cells(PriorityLevelConfiguration object, Instant now) {
    return row(object, now).age(object.metadata()).cells();
  }

  private static Row row(PriorityLevelConfiguration object, Instant now) {
    Row row = Row.of(object.metadata(), now).text(object.spec().type());
    LimitedPriorityLevelConfiguration limited = object.spec().limited();
    QueuingConfiguration queuing = limited == null ? null : limited.limitResponse().queuing();
    Row shared =
        limited == null
            ? row.text(Row.NONE)
            : row.number(requireNonNullElse(limited.nominalConcurrencyShares(), 0));
    return queuing == null
        ? shared.text(Row.NONE).text(Row.NONE).text(Row.NONE)
        : shared
            .number(queuing.queues())
            .number(queuing.handSize())
            .number(queuing.queueLengthLimit());
  }
}
