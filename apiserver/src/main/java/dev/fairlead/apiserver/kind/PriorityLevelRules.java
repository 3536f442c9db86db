package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfiguration;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfigurationSpec;
import dev.fairlead.model.flowcontrol.v1.QueuingConfiguration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a priority level. */
final class PriorityLevelRules {
  private static final String EXEMPT = "Exempt";
  private static final String LIMITED = "Limited";

  /** Go: priorityLevelConfigurationQueuingMaxQueues. */
  private static final int MAX_QUEUES = 10_000_000;

  private PriorityLevelRules() {}

  static void validate(PriorityLevelConfiguration level, FieldErrors errors) {
    PriorityLevelConfigurationSpec spec = level.spec();
    String type = spec.type();
    Path typePath = SPEC.child("type");
    if ("exempt".equals(level.metadata().name()) != type.equals(EXEMPT)) {
      errors.invalid(typePath, type, "must be 'Exempt' if and only if `name` is 'exempt'");
    }
    if (!type.isEmpty() && !type.equals(EXEMPT) && !type.equals(LIMITED)) {
      errors.notSupported(typePath, type, List.of(EXEMPT, LIMITED));
    }
    LimitedPriorityLevelConfiguration limited = spec.limited();
    if (type.equals(LIMITED) && limited != null) {
      validate(limited, SPEC.child("limited"), errors);
    }
    if (type.equals(EXEMPT) && spec.exempt() != null) {
      Path path = SPEC.child("exempt");
      shares(spec.exempt().nominalConcurrencyShares(), path, errors);
      percent(spec.exempt().lendablePercent(), path, errors);
    }
    validateMembers(spec, errors);
  }

  /** Which parts go with which types; Kubernetes checks this after all else, without words. */
  private static void validateMembers(PriorityLevelConfigurationSpec spec, FieldErrors errors) {
    if (spec.exempt() != null && !spec.type().equals(EXEMPT)) {
      errors.forbidden(SPEC.child("exempt"), "");
    }
    LimitedPriorityLevelConfiguration limited = spec.limited();
    if (limited != null && !spec.type().equals(LIMITED)) {
      errors.forbidden(SPEC.child("limited"), "");
    } else if (limited == null && spec.type().equals(LIMITED)) {
      errors.required(SPEC.child("limited"), "");
    }
    if (spec.type().isEmpty()) {
      errors.required(SPEC.child("type"), "");
    }
    if (limited != null) {
      Path path = SPEC.child("limited", "limitResponse");
      String type = limited.limitResponse().type();
      boolean queues = limited.limitResponse().queuing() != null;
      if (queues && !type.equals("Queue")) {
        errors.forbidden(path.child("queuing"), "");
      } else if (!queues && type.equals("Queue")) {
        errors.required(path.child("queuing"), "");
      }
      if (type.isEmpty()) {
        errors.required(path.child("type"), "");
      }
    }
  }

  private static void shares(@Nullable Integer shares, Path path, FieldErrors errors) {
    if (shares != null && shares < 0) {
      errors.invalid(
          path.child("nominalConcurrencyShares"), shares, "must be a non-negative integer");
    }
  }

  private static void percent(@Nullable Integer percent, Path path, FieldErrors errors) {
    if (percent != null) {
      errors.invalid(path.child("lendablePercent"), percent, Names.between(percent, 0, 100));
    }
  }

  private static void validate(
      LimitedPriorityLevelConfiguration limited, Path path, FieldErrors errors) {
    shares(limited.nominalConcurrencyShares(), path, errors);
    String type = limited.limitResponse().type();
    QueuingConfiguration queuing = limited.limitResponse().queuing();
    Path response = path.child("limitResponse");
    if (type.equals("Queue") && queuing != null) {
      validate(queuing, response.child("queuing"), errors);
    } else if (!type.isEmpty() && !type.equals("Queue") && !type.equals("Reject")) {
      errors.notSupported(response.child("type"), type, List.of("Queue", "Reject"));
    }
    percent(limited.lendablePercent(), path, errors);
    int borrowing = requireNonNullElse(limited.borrowingLimitPercent(), 0);
    if (borrowing < 0) {
      errors.invalid(
          path.child("borrowingLimitPercent"),
          borrowing,
          "if specified, must be a non-negative integer");
    }
  }

  private static void validate(QueuingConfiguration queuing, Path path, FieldErrors errors) {
    String positive = "must be positive";
    if (queuing.queueLengthLimit() <= 0) {
      errors.invalid(path.child("queueLengthLimit"), queuing.queueLengthLimit(), positive);
    }
    int queues = queuing.queues();
    if (queues <= 0) {
      errors.invalid(path.child("queues"), queues, positive);
    } else if (queues > MAX_QUEUES) {
      errors.invalid(path.child("queues"), queues, "must not be greater than " + MAX_QUEUES);
    }
    int hand = queuing.handSize();
    if (hand <= 0) {
      errors.invalid(path.child("handSize"), hand, positive);
    } else if (hand > queues) {
      errors.invalid(
          path.child("handSize"), hand, "should not be greater than queues (" + queues + ")");
    }
  }
}
