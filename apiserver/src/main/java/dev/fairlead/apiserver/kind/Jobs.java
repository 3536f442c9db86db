package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.model.batch.v1.Job;
import dev.fairlead.model.batch.v1.JobCondition;
import dev.fairlead.model.batch.v1.JobSchedulingConfiguration;
import dev.fairlead.model.batch.v1.JobSpec;
import dev.fairlead.model.batch.v1.JobStatus;
import dev.fairlead.model.batch.v1.PodFailurePolicy;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of batch. What is wrong with a spec is in {@link JobRules}, with a status in {@link
 * JobStatusRules}.
 */
final class Jobs extends Kind<Job> {
  static final String COMPLETE = "Complete";
  static final String FAILED = "Failed";
  static final String SUSPENDED = "Suspended";
  static final String FAILURE_TARGET = "FailureTarget";
  static final String SUCCESS_CRITERIA_MET = "SuccessCriteriaMet";
  static final String NON_INDEXED = "NonIndexed";

  /** Labels that tie Pods to their Job: the names of old and the prefixed ones. */
  static final List<String> NAME_LABELS = List.of("job-name", "batch.kubernetes.io/job-name");

  static final List<String> UID_LABELS =
      List.of("controller-uid", "batch.kubernetes.io/controller-uid");

  /** Gang scheduling of Jobs is behind a feature that is off by default. */
  private static final @Nullable JobSchedulingConfiguration UNSCHEDULED = null;

  /** Go: SetDefaults_Job. */
  private static final int BACKOFF_LIMIT = 6;

  Jobs() {
    super(Job.TYPE);
  }

  @Override
  public Job defaults(Job job) {
    Map<String, String> labels = job.spec().template().metadata().labels();
    JobSpec spec = defaults(job.spec()).with(s -> s.manualSelector(isManual(job.spec())));
    JobSpec whole = withJobDefaults(spec);
    Job withSpec = job.with(j -> j.spec(whole));
    return job.metadata().labels().isEmpty() && !labels.isEmpty()
        ? withSpec.with(j -> j.metadata(m -> m.labels(labels)))
        : withSpec;
  }

  private static boolean isManual(JobSpec spec) {
    return Boolean.TRUE.equals(spec.manualSelector());
  }

  /** The defaults that a CronJob's template has as well: those of Pods and of failure policies. */
  static JobSpec defaults(JobSpec spec) {
    PodFailurePolicy policy = spec.podFailurePolicy();
    return spec.with(s ->
        s.template(PodTemplates.defaults(spec.template()))
            .podFailurePolicy(policy == null ? null : defaults(policy)));
  }

  private static PodFailurePolicy defaults(PodFailurePolicy policy) {
    return policy.with(p ->
        p.rules(
            policy.rules().stream()
                .map(rule ->
                    rule.with(r ->
                        r.onPodConditions(
                            rule.onPodConditions().stream()
                                .map(pattern ->
                                    pattern.status().isEmpty()
                                        ? pattern.with(c -> c.status("True"))
                                        : pattern)
                                .toList())))
                .toList()));
  }

  private static JobSpec withJobDefaults(JobSpec spec) {
    boolean single = spec.completions() == null && spec.parallelism() == null;
    int backoff = spec.backoffLimitPerIndex() == null ? BACKOFF_LIMIT : Integer.MAX_VALUE;
    String replacement = spec.podFailurePolicy() == null ? "TerminatingOrFailed" : FAILED;
    return spec.with(s ->
        s.completions(single ? Integer.valueOf(1) : spec.completions())
            .parallelism(requireNonNullElse(spec.parallelism(), 1))
            .backoffLimit(requireNonNullElse(spec.backoffLimit(), backoff))
            .completionMode(requireNonNullElse(spec.completionMode(), NON_INDEXED))
            .suspend(requireNonNullElse(spec.suspend(), false))
            .podReplacementPolicy(requireNonNullElse(spec.podReplacementPolicy(), replacement)));
  }

  /** Gives the Job's Pods labels of their own, for which the selector asks. */
  @Override
  public Job beforeCreate(Job job) {
    JobSpec spec = job.spec().with(s -> s.scheduling(UNSCHEDULED));
    JobSpec selecting = isManual(spec) ? spec : withSelector(spec, job);
    Job created = job.with(j -> j.spec(selecting).status(JobStatus.TYPE.empty()));
    // In Go a Job without labels shares the map of its template, so it gets what is added there.
    boolean shared = job.metadata().labels() == spec.template().metadata().labels();
    Map<String, String> labels = selecting.template().metadata().labels();
    return shared ? created.with(j -> j.metadata(m -> m.labels(labels))) : created;
  }

  private static JobSpec withSelector(JobSpec spec, Job job) {
    String name = requireNonNullElse(job.metadata().name(), "");
    String uid = requireNonNullElse(job.metadata().uid(), "");
    PodTemplateSpec template = spec.template();
    Map<String, String> labels = new LinkedHashMap<>(template.metadata().labels());
    NAME_LABELS.forEach(label -> labels.putIfAbsent(label, name));
    UID_LABELS.forEach(label -> labels.putIfAbsent(label, uid));
    LabelSelector selector = requireNonNullElse(spec.selector(), LabelSelector.TYPE.empty());
    Map<String, String> matched = new LinkedHashMap<>(selector.matchLabels());
    matched.putIfAbsent(UID_LABELS.getLast(), uid);
    return spec.with(s ->
        s.template(template.with(t -> t.metadata(m -> m.labels(labels))))
            .selector(selector.with(x -> x.matchLabels(matched))));
  }

  @Override
  public Job beforeUpdate(Job job, Job old) {
    boolean scheduled = old.spec().scheduling() != null;
    JobSpec spec = scheduled ? job.spec() : job.spec().with(s -> s.scheduling(UNSCHEDULED));
    return job.with(j -> j.spec(spec).status(old.status()));
  }

  @Override
  public void validate(Job job, FieldErrors errors) {
    JobRules.validateGeneratedSelector(job, errors);
    JobRules.validateWithSelector(job.spec(), null, errors);
    validateName(job, errors);
  }

  /** The host name of the last indexed Pod must be a DNS label. */
  private static void validateName(Job job, FieldErrors errors) {
    JobSpec spec = job.spec();
    Integer completions = spec.completions();
    if (JobRules.isIndexed(spec) && completions != null && completions > 0) {
      String name = requireNonNullElse(job.metadata().name(), "");
      String last = name + "-" + (completions - 1);
      if (!Names.label(last).isEmpty()) {
        errors.invalid(
            Path.of("metadata", "name"),
            name,
            "will not able to create pod with invalid DNS label: " + last);
      }
    }
  }

  @Override
  public void validateUpdate(Job job, Job old, FieldErrors errors) {
    JobRules.validateUpdate(job, old, errors);
    validateName(job, errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public boolean orphansByDefault() {
    return true;
  }

  @Override
  public List<String> deleteWarnings(DeleteOptions options) {
    return options.propagationPolicy() != null || options.orphanDependents() != null
        ? List.of()
        : List.of(
            "child pods are preserved by default when jobs are deleted; set"
                + " propagationPolicy=Background to remove them or set propagationPolicy=Orphan to"
                + " suppress this warning");
  }

  @Override
  public Job beforeStatusUpdate(Job job, Job old) {
    return job.with(j -> j.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(Job job, Job old, FieldErrors errors) {
    new JobStatusRules(job, old, errors).check();
  }

  @Override
  public List<String> warnings(Job job, @Nullable Job old) {
    List<String> warnings = new ArrayList<>();
    if (old == null) {
      warnings.addAll(Workloads.nameWarnings(job.metadata()));
    }
    if (old == null || !old.spec().equals(job.spec())) {
      warnings.addAll(JobRules.warnings(job.spec(), SPEC));
    }
    return warnings;
  }

  @Override
  public Map<String, String> fields(Job job) {
    return Map.of("status.successful", Integer.toString(job.status().succeeded()));
  }

  @Override
  public String unknownField(String field) {
    return "field label " + GoQuote.quote(field) + " not supported for Job";
  }

  @Override
  public List<JsonValue> cells(Job job, Instant now) {
    return Row.of(job.metadata(), now)
        .text(state(job))
        .text(completions(job))
        .text(duration(job.status(), now))
        .age(job.metadata())
        .containers(job.spec().template().spec().containers())
        .text(Selectors.cell(job.spec().selector()))
        .cells();
  }

  private static String state(Job job) {
    JobStatus status = job.status();
    if (isTrue(status, COMPLETE)) {
      return COMPLETE;
    }
    if (isTrue(status, FAILED)) {
      return FAILED;
    }
    if (job.metadata().isTerminating()) {
      return "Terminating";
    }
    for (String type : List.of(SUSPENDED, FAILURE_TARGET, SUCCESS_CRITERIA_MET)) {
      if (isTrue(status, type)) {
        return type;
      }
    }
    return "Running";
  }

  private static String completions(Job job) {
    int succeeded = job.status().succeeded();
    Integer completions = job.spec().completions();
    int parallelism = requireNonNullElse(job.spec().parallelism(), 0);
    if (completions != null) {
      return succeeded + "/" + completions;
    }
    return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
  }

  private static String duration(JobStatus status, Instant now) {
    Time start = status.startTime();
    Time end = status.completionTime();
    return start == null
        ? ""
        : Ages.human(Duration.between(start.instant(), end == null ? now : end.instant()));
  }

  static boolean isTrue(JobStatus status, String type) {
    return has(status, type, "True");
  }

  static boolean has(JobStatus status, String type, String value) {
    for (JobCondition condition : status.conditions()) {
      if (condition.type().equals(type) && condition.status().equals(value)) {
        return true;
      }
    }
    return false;
  }
}
