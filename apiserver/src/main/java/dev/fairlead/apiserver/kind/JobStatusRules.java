package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.batch.v1.Job;
import dev.fairlead.model.batch.v1.JobSpec;
import dev.fairlead.model.batch.v1.JobStatus;
import dev.fairlead.model.batch.v1.UncountedTerminatedPods;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a changed status of a Job. Most rules only look at what an update changes, so
 * that statuses from before the rules can still be written.
 */
final class JobStatusRules {
  private final JobSpec spec;
  private final JobStatus status;
  private final JobStatus old;
  private final FieldErrors errors;

  JobStatusRules(Job job, Job oldJob, FieldErrors errors) {
    this.spec = job.spec();
    this.status = job.status();
    this.old = oldJob.status();
    this.errors = errors;
  }

  void check() {
    numbers();
    uncounted();
    conclusions();
    times();
    ofFinished();
    indexes();
    if (changed(JobStatus::terminating, JobStatusRules::isFinished)
        && isFinished(status)
        && requireNonNullElse(status.terminating(), 0) > 0) {
      errors.invalid(
          STATUS.child("terminating"),
          status.terminating(),
          "terminating>0 is invalid for finished job");
    }
    Integer ready = status.ready();
    if (changed(JobStatus::ready, JobStatus::active) && ready != null && ready > status.active()) {
      errors.invalid(STATUS.child("ready"), ready, "cannot set more ready pods than active");
    }
    successCriteria();
    changes();
  }

  @SafeVarargs
  private boolean changed(Function<JobStatus, @Nullable Object>... parts) {
    for (Function<JobStatus, @Nullable Object> part : parts) {
      if (!Objects.equals(part.apply(status), part.apply(old))) {
        return true;
      }
    }
    return false;
  }

  private static Function<JobStatus, @Nullable Object> is(String condition) {
    return status -> Jobs.isTrue(status, condition);
  }

  private boolean now(String condition) {
    return Jobs.isTrue(status, condition);
  }

  private boolean before(String condition) {
    return Jobs.isTrue(old, condition);
  }

  private static boolean isFinished(JobStatus status) {
    return Jobs.isTrue(status, Jobs.COMPLETE) || Jobs.isTrue(status, Jobs.FAILED);
  }

  private void conditionError(String detail) {
    JobPolicies.bare(STATUS.child("conditions"), detail, errors);
  }

  private void numbers() {
    nonNegative(status.active(), STATUS.child("active"), errors);
    nonNegative(status.succeeded(), STATUS.child("succeeded"), errors);
    nonNegative(status.failed(), STATUS.child("failed"), errors);
    nonNegative(status.ready(), STATUS.child("ready"), errors);
    nonNegative(status.terminating(), STATUS.child("terminating"), errors);
  }

  private void uncounted() {
    UncountedTerminatedPods pods = status.uncountedTerminatedPods();
    if (pods == null) {
      return;
    }
    Path path = STATUS.child("uncountedTerminatedPods");
    Set<String> seen = new HashSet<>();
    unique(pods.succeeded(), seen, path.child("succeeded"));
    unique(pods.failed(), seen, path.child("failed"));
  }

  private void unique(List<String> uids, Set<String> seen, Path path) {
    for (int i = 0; i < uids.size(); i++) {
      String uid = uids.get(i);
      if (uid.isEmpty()) {
        errors.invalid(path.index(i), uid, "must not be empty");
      } else if (!seen.add(uid)) {
        errors.duplicate(path.index(i), uid);
      }
    }
  }

  private void conclusions() {
    boolean complete = now(Jobs.COMPLETE);
    if (changed(is(Jobs.COMPLETE), is(Jobs.FAILED)) && complete && now(Jobs.FAILED)) {
      conditionError("cannot set Complete=True and Failed=true conditions");
    }
    if (changed(is(Jobs.COMPLETE), is(Jobs.FAILURE_TARGET))
        && complete
        && now(Jobs.FAILURE_TARGET)) {
      conditionError("cannot set Complete=True and FailureTarget=true conditions");
    }
  }

  private void times() {
    boolean complete = now(Jobs.COMPLETE);
    Path completion = STATUS.child("completionTime");
    if (changed(is(Jobs.COMPLETE), JobStatus::completionTime)) {
      if (status.completionTime() != null && !complete) {
        errors.invalid(
            completion,
            status.completionTime(),
            "cannot set completionTime when there is no Complete=True condition");
      }
      if (status.completionTime() == null && complete) {
        errors.required(completion, "completionTime is required for Complete jobs");
      }
    }
    if (changed(JobStatus::startTime, JobStatus::completionTime)
        && status.startTime() != null
        && status.completionTime() != null
        && status.completionTime().compareTo(status.startTime()) < 0) {
      errors.invalid(completion, status.completionTime(), "must be equal to or after `startTime`");
    }
  }

  private void ofFinished() {
    boolean finished = isFinished(status);
    Function<JobStatus, @Nullable Object> finishing = JobStatusRules::isFinished;
    if (changed(is(Jobs.FAILED), JobStatus::failedIndexes)
        && now(Jobs.FAILED)
        && !now(Jobs.FAILURE_TARGET)) {
      conditionError("cannot set Failed=True condition without the FailureTarget=true condition");
    }
    if (changed(is(Jobs.COMPLETE), is(Jobs.SUCCESS_CRITERIA_MET))
        && now(Jobs.COMPLETE)
        && !now(Jobs.SUCCESS_CRITERIA_MET)) {
      conditionError(
          "cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
    }
    if (changed(finishing, JobStatus::active) && finished && status.active() > 0) {
      errors.invalid(
          STATUS.child("active"), status.active(), "active>0 is invalid for finished job");
    }
    boolean nothingToDo =
        Boolean.TRUE.equals(spec.suspend()) && Integer.valueOf(0).equals(spec.completions());
    if (changed(finishing, JobStatus::startTime)
        && !nothingToDo
        && finished
        && status.startTime() == null) {
      errors.required(STATUS.child("startTime"), "startTime is required for finished job");
    }
    UncountedTerminatedPods pods = status.uncountedTerminatedPods();
    if (changed(finishing, JobStatus::uncountedTerminatedPods)
        && finished
        && pods != null
        && pods.failed().size() + pods.succeeded().size() > 0) {
      errors.invalid(
          STATUS.child("uncountedTerminatedPods"), pods, "must be empty for finished job");
    }
  }

  private void indexes() {
    String completed = requireNonNullElse(status.completedIndexes(), "");
    String failed = status.failedIndexes();
    boolean newCompleted = changed(s -> requireNonNullElse(s.completedIndexes(), ""));
    boolean newFailed = changed(JobStatus::failedIndexes);
    Integer completions = spec.completions();
    Path completedPath = STATUS.child("completedIndexes");
    Path failedPath = STATUS.child("failedIndexes");
    if (newCompleted && completions != null) {
      parse(completed, completions, completedPath, "completedIndexes");
    }
    boolean perIndex = spec.backoffLimitPerIndex() != null;
    if (newFailed && completions != null && perIndex && failed != null) {
      parse(failed, completions, failedPath, "failedIndexes");
    }
    if (newCompleted && !completed.isEmpty() && !JobRules.isIndexed(spec)) {
      errors.invalid(
          completedPath,
          completed,
          "cannot set non-empty completedIndexes when non-indexed completion mode");
    }
    if (newFailed && !perIndex && failed != null) {
      errors.invalid(
          failedPath,
          failed,
          "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
    }
    if ((newFailed || newCompleted) && completions != null && failed != null) {
      int both =
          JobIndexes.parse(completed, completions).overlap(JobIndexes.parse(failed, completions));
      if (both >= 0) {
        errors.invalid(
            failedPath, failed, "failedIndexes and completedIndexes overlap at index: " + both);
      }
    }
  }

  private void parse(String text, int completions, Path path, String name) {
    String problem = JobIndexes.parse(text, completions).problem();
    if (problem != null) {
      errors.invalid(path, text, "error parsing " + name + ": " + problem);
    }
  }

  private void successCriteria() {
    boolean met = now(Jobs.SUCCESS_CRITERIA_MET);
    if (met && now(Jobs.FAILED)) {
      conditionError("cannot set SuccessCriteriaMet=True and Failed=true conditions");
    }
    if (met && now(Jobs.FAILURE_TARGET)) {
      conditionError("cannot set SuccessCriteriaMet=True and FailureTarget=true conditions");
    }
    if (spec.successPolicy() != null && !met && now(Jobs.COMPLETE)) {
      conditionError(
          "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True");
    }
  }

  private void changes() {
    for (String type : List.of(Jobs.FAILED, Jobs.COMPLETE, Jobs.FAILURE_TARGET)) {
      if (before(type) && !now(type)) {
        conditionError("cannot disable the terminal " + type + "=True condition");
      }
    }
    if (status.failed() < old.failed()) {
      errors.invalid(STATUS.child("failed"), status.failed(), "cannot decrease the failed counter");
    }
    boolean elastic =
        JobRules.isIndexed(spec) && Objects.equals(spec.completions(), spec.parallelism());
    if (!elastic && status.succeeded() < old.succeeded()) {
      errors.invalid(
          STATUS.child("succeeded"), status.succeeded(), "cannot decrease the succeeded counter");
    }
    if (status.completionTime() != null
        && old.completionTime() != null
        && changed(JobStatus::completionTime)) {
      errors.invalid(STATUS.child("completionTime"), status.completionTime(), Immutable.MESSAGE);
    }
    boolean resuming = before(Jobs.SUSPENDED) && Jobs.has(status, Jobs.SUSPENDED, "False");
    if (changed(JobStatus::startTime)
        && !resuming
        && old.startTime() != null
        && !Boolean.TRUE.equals(spec.suspend())) {
      errors.invalid(
          STATUS.child("startTime"),
          status.startTime(),
          "field is immutable for unsuspended job once set");
    }
    boolean wasMet = before(Jobs.SUCCESS_CRITERIA_MET);
    boolean met = now(Jobs.SUCCESS_CRITERIA_MET);
    if (wasMet && !met) {
      conditionError("cannot disable the SuccessCriteriaMet=True condition");
    }
    if (before(Jobs.COMPLETE) && !wasMet && met) {
      conditionError(
          "cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions");
    }
  }
}
