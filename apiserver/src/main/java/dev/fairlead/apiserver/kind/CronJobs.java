package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.absent;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.batch.v1.CronJob;
import dev.fairlead.model.batch.v1.CronJobSpec;
import dev.fairlead.model.batch.v1.CronJobStatus;
import dev.fairlead.model.batch.v1.JobSchedulingConfiguration;
import dev.fairlead.model.batch.v1.JobSpec;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CronJobs of batch. */
final class CronJobs extends Kind<CronJob> {
  private static final List<String> POLICIES = List.of("Allow", "Forbid", "Replace");
  private static final Pattern ZONE_PART = Pattern.compile("[A-Za-z.\\-_0-9+]{1,14}");

  /** Gang scheduling of Jobs is behind a feature that is off by default. */
  private static final @Nullable JobSchedulingConfiguration UNSCHEDULED = null;

  /** In bytes: a label less what the names of its Jobs add. */
  private static final int MAX_NAME = 52;

  /** Go: SetDefaults_CronJob. */
  private static final int SUCCESSFUL_HISTORY = 3;

  private static final int FAILED_HISTORY = 1;

  CronJobs() {
    super(CronJob.TYPE);
  }

  @Override
  public CronJob defaults(CronJob job) {
    CronJobSpec spec = job.spec();
    String policy = absent(spec.concurrencyPolicy()) ? "Allow" : spec.concurrencyPolicy();
    JobSpec template = Jobs.defaults(spec.jobTemplate().spec());
    return job.with(j ->
        j.spec(s ->
            s.concurrencyPolicy(policy)
                .suspend(requireNonNullElse(spec.suspend(), false))
                .jobTemplate(t -> t.spec(template))
                .successfulJobsHistoryLimit(
                    requireNonNullElse(spec.successfulJobsHistoryLimit(), SUCCESSFUL_HISTORY))
                .failedJobsHistoryLimit(
                    requireNonNullElse(spec.failedJobsHistoryLimit(), FAILED_HISTORY))));
  }

  @Override
  public CronJob beforeCreate(CronJob job) {
    return job.with(j ->
        j.spec(s -> s.jobTemplate(t -> t.spec(template -> template.scheduling(UNSCHEDULED))))
            .status(CronJobStatus.TYPE.empty()));
  }

  @Override
  public CronJob beforeUpdate(CronJob job, CronJob old) {
    return job.with(j -> j.status(old.status()));
  }

  @Override
  public void validate(CronJob job, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    validate(job.spec(), null, errors, last);
    String name = requireNonNullElse(job.metadata().name(), "");
    if (name.length() > MAX_NAME) {
      errors.invalid(Path.of("metadata", "name"), name, "must be no more than 52 characters");
    }
    errors.addAll(last);
  }

  @Override
  public void validateUpdate(CronJob job, CronJob old, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    validate(job.spec(), old.spec(), errors, last);
    errors.addAll(last);
  }

  private static void validate(
      CronJobSpec spec, @Nullable CronJobSpec old, FieldErrors errors, FieldErrors last) {
    if (spec.schedule().isEmpty()) {
      last.required(SPEC.child("schedule"), "");
    } else {
      validateSchedule(spec, old != null && old.schedule().contains("TZ"), errors);
    }
    nonNegative(spec.startingDeadlineSeconds(), SPEC.child("startingDeadlineSeconds"), errors);
    if (old == null || !Objects.equals(old.timeZone(), spec.timeZone())) {
      validateZone(spec.timeZone(), SPEC.child("timeZone"), errors);
    }
    String policy = requireNonNullElse(spec.concurrencyPolicy(), "");
    if (policy.isEmpty()) {
      errors.required(SPEC.child("concurrencyPolicy"), "");
    } else if (!POLICIES.contains(policy)) {
      errors.notSupported(SPEC.child("concurrencyPolicy"), policy, POLICIES);
    }
    validateTemplate(
        spec.jobTemplate().spec(), old == null ? null : old.jobTemplate().spec(), errors, last);
    nonNegative(
        spec.successfulJobsHistoryLimit(), SPEC.child("successfulJobsHistoryLimit"), errors);
    nonNegative(spec.failedJobsHistoryLimit(), SPEC.child("failedJobsHistoryLimit"), errors);
  }

  private static void validateSchedule(CronJobSpec spec, boolean mayHaveZone, FieldErrors errors) {
    Path path = SPEC.child("schedule");
    String schedule = spec.schedule();
    String problem = CronSchedule.problem(schedule);
    if (problem != null) {
      errors.invalid(path, schedule, problem);
    }
    boolean hasZone = schedule.contains("TZ");
    if (hasZone && mayHaveZone && spec.timeZone() != null) {
      errors.invalid(
          path, schedule, "cannot use both timeZone field and TZ or CRON_TZ in schedule");
    } else if (hasZone && !mayHaveZone) {
      errors.invalid(
          path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    }
  }

  private static void validateZone(@Nullable String zone, Path path, FieldErrors errors) {
    if (zone == null) {
      return;
    }
    if (zone.isEmpty()) {
      errors.invalid(path, zone, "timeZone must be nil or non-empty string");
      return;
    }
    for (String part : zone.split("/", -1)) {
      boolean relative = part.equals(".") || part.equals("..") || part.startsWith("-");
      if (relative || !ZONE_PART.matcher(part).matches()) {
        errors.invalid(path, zone, "unknown time zone " + zone);
        return;
      }
    }
    if (zone.equalsIgnoreCase("Local")) {
      errors.invalid(
          path,
          zone,
          "timeZone must be an explicit time zone as defined in"
              + " https://www.iana.org/time-zones");
    }
    if (!zone.equals("Local") && !CronSchedule.isZone(zone)) {
      errors.invalid(path, zone, "unknown time zone " + zone);
    }
  }

  private static void validateTemplate(
      JobSpec template, @Nullable JobSpec old, FieldErrors errors, FieldErrors last) {
    Path path = SPEC.child("jobTemplate", "spec");
    JobRules.validate(template, old, path, errors, last);
    if (template.selector() != null) {
      errors.invalid(
          path.child("selector"), template.selector(), "`selector` will be auto-generated");
    }
    if (Boolean.TRUE.equals(template.manualSelector())) {
      errors.notSupported(path.child("manualSelector"), true, List.of("nil", "false"));
    }
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public CronJob beforeStatusUpdate(CronJob job, CronJob old) {
    return job.with(j -> j.spec(old.spec()));
  }

  @Override
  public List<String> warnings(CronJob job, @Nullable CronJob old) {
    List<String> warnings = new ArrayList<>();
    if (old == null) {
      warnings.addAll(Workloads.nameWarnings(job.metadata()));
    }
    if (old == null || !old.spec().equals(job.spec())) {
      warnings.addAll(
          JobRules.warnings(job.spec().jobTemplate().spec(), SPEC.child("jobTemplate", "spec")));
    }
    if (old != null && job.spec().schedule().contains("TZ")) {
      // The path has "spec" twice in Kubernetes too.
      warnings.add(
          "cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see"
              + " https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more"
              + " details");
    }
    return warnings;
  }

  @Override
  public List<JsonValue> cells(CronJob job, Instant now) {
    CronJobSpec spec = job.spec();
    Row row =
        Row.of(job.metadata(), now)
            .text(spec.schedule())
            .textOr(spec.timeZone(), Row.NONE)
            .text(suspend(spec.suspend()))
            .number(job.status().active().size());
    Row timed =
        job.status().lastScheduleTime() == null
            ? row.text(Row.NONE)
            : row.since(job.status().lastScheduleTime());
    JobSpec template = spec.jobTemplate().spec();
    return timed
        .age(job.metadata())
        .containers(template.template().spec().containers())
        .text(Selectors.cell(template.selector()))
        .cells();
  }

  private static String suspend(@Nullable Boolean suspend) {
    return suspend == null ? Row.UNSET : suspend ? "True" : "False";
  }
}
