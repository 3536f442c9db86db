package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.Domains;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.model.batch.v1.Job;
import dev.fairlead.model.batch.v1.JobSpec;
import dev.fairlead.model.meta.v1.LabelSelector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is wrong with the spec of a Job, its policies aside: those are in {@link JobPolicies}. */
final class JobRules {
  private static final String INDEXED = "Indexed";

  /** Go: maxParallelismForIndexedJob and maxFailedIndexesForIndexedJob. */
  private static final int MAX_INDEXED = 100_000;

  /** Completions above which less parallelism is taken; Go: completionsSoftLimit. */
  private static final int MANY_COMPLETIONS = 100_000;

  /** Go: parallelismLimitForHighCompletions. */
  private static final int MAX_PARALLEL_OF_MANY = 10_000;

  /** In bytes; Go: maxManagedByLength. */
  private static final int MAX_MANAGED_BY = 63;

  private JobRules() {}

  static boolean isIndexed(JobSpec spec) {
    return INDEXED.equals(spec.completionMode());
  }

  static List<String> warnings(JobSpec spec, Path path) {
    List<String> warnings = new ArrayList<>();
    boolean many =
        isIndexed(spec)
            && requireNonNullElse(spec.completions(), 0) > MANY_COMPLETIONS
            && requireNonNullElse(spec.parallelism(), 0) > MAX_PARALLEL_OF_MANY;
    if (many) {
      warnings.add(
          path
              + ": In Indexed Jobs with a number of completions higher than 10^5 and a"
              + " parallelism higher than 10^4, Kubernetes might not be able to track"
              + " completedIndexes when a big number of indexes fail");
    }
    warnings.addAll(PodTemplates.warnings(spec.template(), path.child("template")));
    return warnings;
  }

  /** A selector that the server made must still fit the labels that it made. */
  static void validateGeneratedSelector(Job job, FieldErrors errors) {
    JobSpec spec = job.spec();
    if (Boolean.TRUE.equals(spec.manualSelector()) || spec.selector() == null) {
      return;
    }
    String uid = requireNonNullElse(job.metadata().uid(), "");
    String name = requireNonNullElse(job.metadata().name(), "");
    if (uid.isEmpty()) {
      errors.required(Path.of("metadata", "uid"), "");
    }
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put(Jobs.UID_LABELS.getFirst(), uid);
    expected.put(Jobs.NAME_LABELS.getFirst(), name);
    expected.put(Jobs.UID_LABELS.getLast(), uid);
    expected.put(Jobs.NAME_LABELS.getLast(), name);
    Map<String, String> labels = spec.template().metadata().labels();
    expected.forEach((label, value) -> {
      Path path = SPEC.child("template", "metadata", "labels").key(label);
      if (!labels.containsKey(label)) {
        errors.required(path, "must be '" + value + "'");
      } else if (!value.equals(labels.get(label))) {
        errors.invalid(path, labels, "must be '" + value + "'");
      }
    });
    if (Selectors.isUsable(spec.selector()) && !Selectors.matches(spec.selector(), expected)) {
      errors.invalid(SPEC.child("selector"), spec.selector(), "`selector` not auto-generated");
    }
  }

  static void validateWithSelector(
      JobSpec spec, @Nullable JobSpec old, FieldErrors errors) {
    boolean anyLabelValue = old != null && LabelSelectors.hasInvalidValue(old.selector());
    FieldErrors last = new FieldErrors();
    validate(spec, old, SPEC, errors, last);
    LabelSelector selector = spec.selector();
    if (selector == null) {
      errors.required(SPEC.child("selector"), "");
    } else {
      LabelSelectors.validate(selector, anyLabelValue, SPEC.child("selector"), errors);
    }
    if (Selectors.isUsable(selector)) {
      Workloads.validateLabels(selector, spec.template(), SPEC.child("template"), errors);
    }
    errors.addAll(last);
  }

  /**
   * What is wrong with a spec, its selector aside.
   *
   * @param last gets what Kubernetes finds by declared rules
   */
  static void validate(
      JobSpec spec, @Nullable JobSpec old, Path path, FieldErrors errors, FieldErrors last) {
    nonNegative(spec.parallelism(), path.child("parallelism"), errors);
    nonNegative(spec.completions(), path.child("completions"), errors);
    nonNegative(spec.activeDeadlineSeconds(), path.child("activeDeadlineSeconds"), errors);
    nonNegative(spec.backoffLimit(), path.child("backoffLimit"), errors);
    nonNegative(spec.ttlSecondsAfterFinished(), path.child("ttlSecondsAfterFinished"), errors);
    nonNegative(spec.backoffLimitPerIndex(), path.child("backoffLimitPerIndex"), errors);
    nonNegative(spec.maxFailedIndexes(), path.child("maxFailedIndexes"), errors);
    if (spec.maxFailedIndexes() != null && spec.backoffLimitPerIndex() == null) {
      last.required(path.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
    }
    String managedBy = spec.managedBy();
    if (managedBy != null) {
      Domains.domainPrefixedPath(managedBy, path.child("managedBy"), errors);
      if (Sizes.utf8(managedBy) > MAX_MANAGED_BY) {
        errors.tooLong(path.child("managedBy"), MAX_MANAGED_BY);
      }
    }
    validateMode(spec, path, errors);
    JobPolicies.validate(spec, path, errors);
    PodTemplates.validateUpdate(
        spec.template(), old == null ? null : old.template(), path.child("template"), errors);
    validateRestart(spec, path.child("template", "spec", "restartPolicy"), errors);
  }

  private static void validateMode(JobSpec spec, Path path, FieldErrors errors) {
    String mode = spec.completionMode();
    if (mode != null && !mode.equals(INDEXED) && !mode.equals(Jobs.NON_INDEXED)) {
      errors.notSupported(path.child("completionMode"), mode, List.of(Jobs.NON_INDEXED, INDEXED));
    }
    if (INDEXED.equals(mode)) {
      validateIndexed(spec, path, errors);
    }
    if (mode == null || mode.equals(Jobs.NON_INDEXED)) {
      String indexedOnly = "requires indexed completion mode";
      if (spec.backoffLimitPerIndex() != null) {
        errors.invalid(
            path.child("backoffLimitPerIndex"), spec.backoffLimitPerIndex(), indexedOnly);
      }
      if (spec.maxFailedIndexes() != null) {
        errors.invalid(path.child("maxFailedIndexes"), spec.maxFailedIndexes(), indexedOnly);
      }
    }
  }

  private static void validateIndexed(JobSpec spec, Path path, FieldErrors errors) {
    Integer completions = spec.completions();
    Integer parallelism = spec.parallelism();
    Integer failed = spec.maxFailedIndexes();
    Path parallelismPath = path.child("parallelism");
    Path failedPath = path.child("maxFailedIndexes");
    if (completions == null) {
      errors.required(path.child("completions"), "when completion mode is Indexed");
    }
    if (parallelism != null && parallelism > MAX_INDEXED) {
      errors.invalid(
          parallelismPath,
          parallelism,
          "must be less than or equal to " + MAX_INDEXED + " when completion mode is Indexed");
    }
    if (completions != null && failed != null && failed > completions) {
      errors.invalid(failedPath, failed, "must be less than or equal to completions");
    }
    if (failed != null && failed > MAX_INDEXED) {
      errors.invalid(failedPath, failed, "must be less than or equal to " + MAX_INDEXED);
    }
    if (completions != null
        && completions > MANY_COMPLETIONS
        && spec.backoffLimitPerIndex() != null) {
      String tooMany =
          "must be less than or equal to %d when completions are above %d and used with backoff"
                  .formatted(MAX_PARALLEL_OF_MANY, MANY_COMPLETIONS)
              + " limit per index";
      if (failed == null) {
        errors.required(
            failedPath, "must be specified when completions is above " + MANY_COMPLETIONS);
      }
      if (parallelism != null && parallelism > MAX_PARALLEL_OF_MANY) {
        errors.invalid(parallelismPath, parallelism, tooMany);
      }
      if (failed != null && failed > MAX_PARALLEL_OF_MANY) {
        errors.invalid(failedPath, failed, tooMany);
      }
    }
  }

  private static void validateRestart(JobSpec spec, Path path, FieldErrors errors) {
    String policy = requireNonNullElse(spec.template().spec().restartPolicy(), "");
    switch (policy) {
      case "", "Always" -> errors.required(path, "valid values: \"OnFailure\", \"Never\"");
      case "Never" -> {}
      case "OnFailure" -> {
        if (spec.podFailurePolicy() != null) {
          errors.invalid(
              path, policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
      }
      default -> errors.notSupported(path, policy, List.of("OnFailure", "Never"));
    }
  }

  // --- update ---

  static void validateUpdate(Job job, Job oldJob, FieldErrors errors) {
    JobSpec spec = job.spec();
    JobSpec old = oldJob.spec();
    validateWithSelector(spec, old, errors);
    validateCompletions(spec, old, errors);
    Immutable.check(spec.selector(), old.selector(), SPEC.child("selector"), errors);
    JobTemplateUpdate.validate(spec, oldJob, errors);
    Immutable.checkText(
        spec.completionMode(), old.completionMode(), SPEC.child("completionMode"), errors);
    immutable(
        spec.podFailurePolicy(), old.podFailurePolicy(), SPEC.child("podFailurePolicy"), errors);
    Immutable.check(
        spec.backoffLimitPerIndex(),
        old.backoffLimitPerIndex(),
        SPEC.child("backoffLimitPerIndex"),
        errors);
    Immutable.check(spec.managedBy(), old.managedBy(), SPEC.child("managedBy"), errors);
    immutable(spec.successPolicy(), old.successPolicy(), SPEC.child("successPolicy"), errors);
  }

  private static void immutable(
      @Nullable Object value, @Nullable Object old, Path path, FieldErrors errors) {
    if (!Objects.equals(value, old)) {
      errors.invalid(path, value == null ? null : InternalJson.of(value), Immutable.MESSAGE);
    }
  }

  private static void validateCompletions(JobSpec spec, JobSpec old, FieldErrors errors) {
    Path path = SPEC.child("completions");
    Integer completions = spec.completions();
    if (!isIndexed(spec)) {
      Immutable.check(completions, old.completions(), path, errors);
    } else if (completions != null
        && !completions.equals(old.completions())
        && !completions.equals(spec.parallelism())) {
      // Go prints the root of the path with the wrong child, which makes it spec.parallelism too.
      errors.invalid(path, completions, "can only be modified in tandem with spec.parallelism");
    }
  }
}
