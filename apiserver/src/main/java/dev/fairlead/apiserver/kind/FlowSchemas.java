package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.flowcontrol.v1.FlowDistinguisherMethod;
import dev.fairlead.model.flowcontrol.v1.FlowSchema;
import dev.fairlead.model.flowcontrol.v1.FlowSchemaCondition;
import dev.fairlead.model.flowcontrol.v1.FlowSchemaStatus;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * FlowSchemas of flowcontrol.apiserver.k8s.io; what is wrong with their rules is in {@link
 * FlowRules}.
 */
final class FlowSchemas extends Kind<FlowSchema> {
  /** Go: FlowSchemaDefaultMatchingPrecedence. */
  private static final int PRECEDENCE = 1000;

  FlowSchemas() {
    super(FlowSchema.TYPE);
  }

  @Override
  public FlowSchema defaults(FlowSchema object) {
    int precedence = object.spec().matchingPrecedence();
    return precedence == 0
        ? object.with(o -> o.spec(s -> s.matchingPrecedence(PRECEDENCE)))
        : object;
  }

  @Override
  public FlowSchema beforeCreate(FlowSchema object) {
    return object.with(o -> o.status(FlowSchemaStatus.TYPE.empty()));
  }

  @Override
  public FlowSchema beforeUpdate(FlowSchema object, FlowSchema old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(FlowSchema object, FieldErrors errors) {
    FlowRules.validate(object, errors);
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
  public FlowSchema beforeStatusUpdate(FlowSchema object, FlowSchema old) {
    return object.with(
        o -> o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public void validateStatusUpdate(FlowSchema object, FlowSchema old, FieldErrors errors) {
    FlowRules.validateConditions(
        object.status().conditions().stream().map(FlowSchemaCondition::type).toList(), errors);
  }

  @Override
  public List<JsonValue> cells(FlowSchema object, Instant now) {
    return Row.of(object.metadata(), now)
        .text(object.spec().priorityLevelConfiguration().name())
        .number(object.spec().matchingPrecedence())
        .text(method(object.spec().distinguisherMethod()))
        .age(object.metadata())
        .text(dangling(object.status()))
        .cells();
  }

  /** As they are tried: by precedence, then by name. */
  @Override
  public List<FlowSchema> rowOrder(List<FlowSchema> items) {
    return items.stream()
        .sorted(
            Comparator.comparingInt((FlowSchema item) -> item.spec().matchingPrecedence())
                .thenComparing(item -> Objects.requireNonNullElse(item.metadata().name(), "")))
        .toList();
  }

  private static String method(@Nullable FlowDistinguisherMethod method) {
    return method == null ? Row.NONE : method.type();
  }

  private static String dangling(FlowSchemaStatus status) {
    return status.conditions().stream()
        .filter(condition -> "Dangling".equals(condition.type()))
        .map(condition -> Objects.requireNonNullElse(condition.status(), ""))
        .findFirst()
        .orElse("?");
  }
}
