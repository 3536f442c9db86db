package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldError;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.model.batch.v1.JobSpec;
import dev.fairlead.model.batch.v1.PodFailurePolicy;
import dev.fairlead.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import dev.fairlead.model.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import dev.fairlead.model.batch.v1.PodFailurePolicyRule;
import dev.fairlead.model.batch.v1.SuccessPolicy;
import dev.fairlead.model.batch.v1.SuccessPolicyRule;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.value.GoQuote;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with a Job's policies of failure, success and replacement. */
final class JobPolicies {
  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final List<String> REPLACEMENTS = List.of("Failed", "TerminatingOrFailed");

  /** Go: maxPodFailurePolicyRules, maxSuccessPolicyRule and the like. */
  private static final int MAX_RULES = 20;

  private static final int MAX_PATTERNS = 20;
  private static final int MAX_EXIT_CODES = 255;

  /** In bytes; Go: maxJobSuccessPolicySucceededIndexesLimit. */
  private static final int MAX_INDEXES_TEXT = 64 * 1024;

  private JobPolicies() {}

  static void validate(JobSpec spec, Path path, FieldErrors errors) {
    if (spec.podFailurePolicy() != null) {
      validate(spec.podFailurePolicy(), spec, path.child("podFailurePolicy", "rules"), errors);
    }
    if (spec.successPolicy() != null) {
      Path success = path.child("successPolicy");
      if (JobRules.isIndexed(spec)) {
        validate(spec.successPolicy(), spec, success.child("rules"), errors);
      } else {
        errors.invalid(
            success, InternalJson.of(spec.successPolicy()), "requires indexed completion mode");
      }
    }
    String replacement = spec.podReplacementPolicy();
    List<String> taken =
        spec.podFailurePolicy() == null ? REPLACEMENTS : REPLACEMENTS.subList(0, 1);
    if (replacement != null && !taken.contains(replacement)) {
      errors.notSupported(path.child("podReplacementPolicy"), replacement, taken);
    }
  }

  private static void validate(
      PodFailurePolicy policy, JobSpec spec, Path path, FieldErrors errors) {
    if (policy.rules().size() > MAX_RULES) {
      errors.tooMany(path, policy.rules().size(), MAX_RULES);
    }
    Set<String> containers =
        Stream.concat(
                spec.template().spec().containers().stream(),
                spec.template().spec().initContainers().stream())
            .map(Container::name)
            .collect(Collectors.toSet());
    for (int i = 0; i < policy.rules().size(); i++) {
      validate(policy.rules().get(i), spec, containers, path.index(i), errors);
    }
  }

  private static void validate(
      PodFailurePolicyRule rule,
      JobSpec spec,
      Set<String> containers,
      Path path,
      FieldErrors errors) {
    Path action = path.child("action");
    if (rule.action().equals("FailIndex") && spec.backoffLimitPerIndex() == null) {
      errors.invalid(action, rule.action(), "requires the backoffLimitPerIndex to be set");
    }
    requireOneOf(rule.action(), ACTIONS, action, errors);
    if (rule.onExitCodes() != null) {
      validate(rule.onExitCodes(), containers, path.child("onExitCodes"), errors);
    }
    List<PodFailurePolicyOnPodConditionsPattern> patterns = rule.onPodConditions();
    Path patternsPath = path.child("onPodConditions");
    if (patterns.size() > MAX_PATTERNS) {
      errors.tooMany(patternsPath, patterns.size(), MAX_PATTERNS);
    }
    for (int i = 0; i < patterns.size(); i++) {
      String type = patterns.get(i).type();
      errors.invalid(patternsPath.index(i).child("type"), type, Names.qualifiedName(type));
      requireOneOf(
          patterns.get(i).status(), STATUSES, patternsPath.index(i).child("status"), errors);
    }
    if (rule.onExitCodes() != null && !patterns.isEmpty()) {
      bare(path, "specifying both OnExitCodes and OnPodConditions is not supported", errors);
    }
    if (rule.onExitCodes() == null && patterns.isEmpty()) {
      bare(path, "specifying one of OnExitCodes and OnPodConditions is required", errors);
    }
  }

  /** An error that doesn't print the value; Go: field.OmitValueType. */
  static void bare(Path path, String detail, FieldErrors errors) {
    errors.add(
        new FieldError(FieldError.Type.INVALID, path.toString(), "Invalid value: " + detail));
  }

  private static void requireOneOf(
      String value, List<String> supported, Path path, FieldErrors errors) {
    if (value.isEmpty()) {
      String list = supported.stream().map(GoQuote::quote).collect(Collectors.joining(" "));
      errors.required(path, "valid values: [" + list + "]");
    } else if (!supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }

  private static void validate(
      PodFailurePolicyOnExitCodesRequirement codes,
      Set<String> containers,
      Path path,
      FieldErrors errors) {
    requireOneOf(codes.operator(), OPERATORS, path.child("operator"), errors);
    String container = codes.containerName();
    if (container != null && !containers.contains(container)) {
      errors.invalid(
          path.child("containerName"),
          container,
          "must be one of the container or initContainer names in the pod template");
    }
    Path values = path.child("values");
    if (codes.values().isEmpty()) {
      errors.invalid(values, codes.values(), "at least one value is required");
    } else if (codes.values().size() > MAX_EXIT_CODES) {
      errors.tooMany(values, codes.values().size(), MAX_EXIT_CODES);
    }
    boolean ordered = true;
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < codes.values().size(); i++) {
      int value = codes.values().get(i);
      if (codes.operator().equals("In") && value == 0) {
        errors.invalid(values.index(i), value, "must not be 0 for the In operator");
      }
      if (!seen.add(value)) {
        errors.duplicate(values.index(i), value);
      }
      ordered = ordered && (i == 0 || codes.values().get(i - 1) <= value);
    }
    if (!ordered) {
      errors.invalid(values, codes.values(), "must be ordered");
    }
  }

  private static void validate(SuccessPolicy policy, JobSpec spec, Path path, FieldErrors errors) {
    if (policy.rules().isEmpty()) {
      errors.required(
          path, "at least one rules must be specified when the successPolicy is specified");
    }
    if (policy.rules().size() > MAX_RULES) {
      errors.tooMany(path, policy.rules().size(), MAX_RULES);
    }
    int completions = requireNonNullElse(spec.completions(), 0);
    for (int i = 0; i < policy.rules().size(); i++) {
      validate(policy.rules().get(i), completions, path.index(i), errors);
    }
  }

  private static void validate(
      SuccessPolicyRule rule, int completions, Path path, FieldErrors errors) {
    String indexes = rule.succeededIndexes();
    Integer count = rule.succeededCount();
    if (indexes == null && count == null) {
      errors.required(path, "at least one of succeededCount or succeededIndexes must be specified");
    }
    int total = 0;
    if (indexes != null) {
      Path indexesPath = path.child("succeededIndexes");
      if (Sizes.utf8(indexes) > MAX_INDEXES_TEXT) {
        errors.tooLong(indexesPath, MAX_INDEXES_TEXT);
      }
      JobIndexes parsed = JobIndexes.parse(indexes, completions);
      total = parsed.total();
      if (parsed.problem() != null) {
        errors.invalid(indexesPath, indexes, "error parsing succeededIndexes: " + parsed.problem());
      }
    }
    if (count == null) {
      return;
    }
    Path countPath = path.child("succeededCount");
    nonNegative(count, countPath, errors);
    String least = "must be less than or equal to ";
    if (count > completions) {
      errors.invalid(
          countPath, count, least + completions + " (the number of specified completions)");
    }
    if (indexes != null && count > total) {
      errors.invalid(
          countPath,
          count,
          least + total + " (the number of indexes in the specified succeededIndexes field)");
    }
  }
}
