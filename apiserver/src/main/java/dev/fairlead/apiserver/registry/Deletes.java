package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.admission.Admission;
import dev.fairlead.apiserver.admission.AdmissionRequest;
import dev.fairlead.apiserver.admission.Operation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.meta.v1.Preconditions;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects: at once, or after their grace period, or when their finalizers are gone.
 *
 * <p>A deletion that has to wait only marks the object; who runs it or owns a finalizer goes on
 * from there. {@link #isFinished} tells when such an object goes.
 */
public final class Deletes {
  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";
  private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan", "nil");

  /** Which never have dependents. */
  private static final Set<String> WITHOUT_DEPENDENTS = Set.of("events");

  private final Storage storage;
  private final Admission admission;

  public Deletes(Storage storage, Admission admission) {
    this.storage = storage;
    this.admission = admission;
  }

  /**
   * What came of a deletion.
   *
   * @param last the object as it was, or as it is now that it waits
   * @param gone whether it isn't there any more
   */
  public record Deleted(Stored last, boolean gone) {}

  /** Deletes an object, again and again until nobody changes it in the meantime. */
  public <S extends KubernetesObject> Deleted delete(
      Served<S> resource, String namespace, String name, DeleteOptions options, Call call) {
    checkOptions(options);
    resource.kind().deleteWarnings(options).forEach(call::warn);
    Key key = resource.key(namespace, name);
    while (true) {
      Stored current = storage.get(key);
      if (current == null) {
        throw Failures.notFound(resource.groupResource(), name);
      }
      try {
        return attempt(resource, current, options, call);
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.CHANGED) {
          throw e;
        }
      }
    }
  }

  private static void checkOptions(DeleteOptions options) {
    FieldErrors errors = new FieldErrors();
    String policy = options.propagationPolicy();
    Path path = Path.of("propagationPolicy");
    if (options.orphanDependents() != null && policy != null) {
      errors.invalid(path, policy, "orphanDependents and deletionPropagation cannot be both set");
    }
    if (policy != null && !POLICIES.subList(0, 3).contains(policy)) {
      errors.notSupported(path, policy, POLICIES);
    }
    if (!options.dryRun().stream().allMatch("All"::equals)) {
      errors.notSupported(Path.of("dryRun"), options.dryRun(), List.of("All"));
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(new GroupResource("meta.k8s.io", "DeleteOptions"), "", errors);
    }
  }

  private <S extends KubernetesObject> Deleted attempt(
      Served<S> resource, Stored current, DeleteOptions options, Call call) {
    S object = resource.stored(current.object());
    boolean dryRun = !options.dryRun().isEmpty();
    checkPreconditions(resource, object, options.preconditions());
    admission.validate(
        new AdmissionRequest(
            Operation.DELETE,
            resource.groupResource(),
            "",
            current.key().namespace(),
            current.key().name(),
            null,
            object,
            call.user(),
            dryRun,
            storage,
            call::warn));
    if (object instanceof Namespace namespace) {
      Namespace marked = markedNamespace(namespace, options, call.now());
      if (marked != namespace || !marked.spec().finalizers().isEmpty()) {
        return new Deleted(changed(current, marked, dryRun), false);
      }
    }
    Step step = step(resource, object, options, call.now());
    S next = resource.stored(step.next);
    return switch (step.outcome) {
      case PENDING -> new Deleted(current, false);
      case WAIT -> new Deleted(changed(current, next, dryRun), false);
      case GO ->
          new Deleted(
              dryRun
                  ? new Stored(current.key(), next, current.revision())
                  : storage.delete(current.key(), next, current.revision()),
              true);
    };
  }

  private Stored changed(Stored current, KubernetesObject next, boolean dryRun) {
    if (next.equals(current.object())) {
      return current;
    }
    return dryRun
        ? new Stored(current.key(), next, current.revision())
        : storage.update(current.key(), next, current.revision());
  }

  private static void checkPreconditions(
      Served<?> resource, KubernetesObject object, @Nullable Preconditions wanted) {
    if (wanted == null) {
      return;
    }
    ObjectMeta metadata = object.metadata();
    String name = Registry.text(metadata.name());
    boolean isNamespace = object instanceof Namespace;
    GroupResource what = isNamespace ? resource.groupResource() : resource.groupKind();
    String uid = wanted.uid();
    if (uid != null && !uid.equals(metadata.uid())) {
      throw Failures.conflict(
          what,
          name,
          isNamespace
              ? "Precondition failed: UID in precondition: "
                  + uid
                  + ", UID in object meta: "
                  + metadata.uid()
              : "the UID in the precondition ("
                  + uid
                  + ") does not match the UID in record ("
                  + metadata.uid()
                  + "). The object might have been deleted and then recreated");
    }
    String version = wanted.resourceVersion();
    if (version != null && !version.equals(metadata.resourceVersion())) {
      throw Failures.conflict(
          what,
          name,
          isNamespace
              ? "Precondition failed: ResourceVersion in precondition: "
                  + version
                  + ", ResourceVersion in object meta: "
                  + metadata.resourceVersion()
              : "the ResourceVersion in the precondition ("
                  + version
                  + ") does not match the ResourceVersion in record ("
                  + metadata.resourceVersion()
                  + "). The object might have been modified");
    }
  }

  // --- what a deletion does to an object ---

  private enum Outcome {
    /** It waits already. */
    PENDING,
    /** It is marked and waits from now on. */
    WAIT,
    GO
  }

  private record Step(Outcome outcome, KubernetesObject next) {}

  private static <S extends KubernetesObject> Step step(
      Served<S> resource, S object, DeleteOptions options, Instant now) {
    ObjectMeta metadata = object.metadata();
    Long requested = options.gracePeriodSeconds();
    Long asked = requested != null && requested < 0 ? Long.valueOf(1) : requested;
    Long grace = resource.kind().gracePeriodSeconds(object, asked);
    ObjectMeta marked = metadata;
    boolean graceful = false;
    if (grace != null) {
      Time deletion = metadata.deletionTimestamp();
      Long period = metadata.deletionGracePeriodSeconds();
      if (deletion == null) {
        marked = markedGraceful(metadata, grace, now);
        graceful = true;
      } else if (period != null && period != 0) {
        if (asked == null || asked >= period) {
          return new Step(Outcome.PENDING, object);
        }
        marked = shortened(metadata, deletion, period, asked, now);
        graceful = true;
      }
    }
    List<String> finalizers = finalizers(resource, metadata.finalizers(), options);
    ObjectMeta finalized = marked.with(m -> m.finalizers(finalizers));
    if (graceful) {
      boolean waits = !finalizers.isEmpty() || !isZero(finalized.deletionGracePeriodSeconds());
      return new Step(waits ? Outcome.WAIT : Outcome.GO, MetadataChange.with(object, finalized));
    }
    return finalizers.isEmpty()
        ? new Step(Outcome.GO, object)
        : new Step(Outcome.WAIT, MetadataChange.with(object, markedAtOnce(finalized, now)));
  }

  private static boolean isZero(@Nullable Long seconds) {
    return seconds == null || seconds == 0;
  }

  private static ObjectMeta markedGraceful(ObjectMeta metadata, long grace, Instant now) {
    return metadata.with(m -> {
      m.deletionTimestamp(Time.of(now.plusSeconds(grace))).deletionGracePeriodSeconds(grace);
      if (metadata.generation() > 0) {
        m.generation(metadata.generation() + 1);
      }
    });
  }

  private static ObjectMeta shortened(
      ObjectMeta metadata, Time deletion, long period, long asked, Instant now) {
    Instant moved = deletion.instant().minusSeconds(period).plusSeconds(asked);
    boolean past = moved.isBefore(now);
    return metadata.with(m ->
        m.deletionTimestamp(Time.of(past ? now : moved))
            .deletionGracePeriodSeconds(past && asked != 0 ? 1 : asked));
  }

  private static ObjectMeta markedAtOnce(ObjectMeta metadata, Instant now) {
    Time before = metadata.deletionTimestamp();
    return metadata.with(m -> {
      if (before == null && metadata.generation() > 0) {
        m.generation(metadata.generation() + 1);
      }
      if (before == null || before.instant().isAfter(now)) {
        m.deletionTimestamp(Time.of(now));
      }
      m.deletionGracePeriodSeconds(0);
    });
  }

  /** The finalizers with those of garbage collection as the options want them. */
  private static List<String> finalizers(
      Served<?> resource, List<String> before, DeleteOptions options) {
    List<String> after = new ArrayList<>(before);
    after.removeAll(List.of(ORPHAN, FOREGROUND));
    if (!WITHOUT_DEPENDENTS.contains(resource.storage())) {
      String wanted = wantedFinalizer(resource, before, options);
      if (wanted != null) {
        after.add(wanted);
      }
    }
    return Set.copyOf(after).equals(Set.copyOf(before)) ? before : List.copyOf(after);
  }

  private static @Nullable String wantedFinalizer(
      Served<?> resource, List<String> before, DeleteOptions options) {
    if (options.orphanDependents() != null) {
      return options.orphanDependents() ? ORPHAN : null;
    }
    if (options.propagationPolicy() != null) {
      return switch (options.propagationPolicy()) {
        case "Orphan" -> ORPHAN;
        case "Foreground" -> FOREGROUND;
        default -> null;
      };
    }
    for (String finalizer : before) {
      if (finalizer.equals(ORPHAN) || finalizer.equals(FOREGROUND)) {
        return finalizer;
      }
    }
    return resource.kind().orphansByDefault() ? ORPHAN : null;
  }

  /** A namespace is emptied before it goes: the first deletion switches its phase. */
  private static Namespace markedNamespace(
      Namespace namespace, DeleteOptions options, Instant now) {
    if (namespace.metadata().isTerminating()) {
      return namespace;
    }
    List<String> finalizers = new ArrayList<>(namespace.metadata().finalizers());
    Boolean orphan = options.orphanDependents();
    String policy = options.propagationPolicy();
    if (orphan != null || policy != null) {
      finalizers.removeAll(List.of(ORPHAN, FOREGROUND));
      if (Boolean.TRUE.equals(orphan) || "Orphan".equals(policy)) {
        finalizers.add(ORPHAN);
      }
      if (Boolean.FALSE.equals(orphan) || "Foreground".equals(policy)) {
        finalizers.add(FOREGROUND);
      }
    }
    return namespace.with(n ->
        n.metadata(m -> m.deletionTimestamp(Time.of(now)).finalizers(finalizers))
            .status(s -> s.phase("Terminating")));
  }

  /** Whether an update took the last thing away for which a deleted object waited. */
  static boolean isFinished(KubernetesObject object, KubernetesObject old) {
    ObjectMeta before = old.metadata();
    return object.metadata().finalizers().isEmpty()
        && before.isTerminating()
        && isZero(before.deletionGracePeriodSeconds())
        && !(object instanceof Namespace namespace && !namespace.spec().finalizers().isEmpty());
  }

  /** Whether the answer to the last deletion is the object; for all others it is a Status. */
  public static boolean answersWithObject(Served<?> resource) {
    return ANSWERED_WITH_OBJECT.contains(resource.storage());
  }

  private static final Set<String> ANSWERED_WITH_OBJECT =
      Set.of(
          "pods",
          "services",
          "serviceaccounts",
          "persistentvolumeclaims",
          "persistentvolumes",
          "podtemplates",
          "resourcequotas",
          "namespaces",
          "csidrivers.storage.k8s.io",
          "csinodes.storage.k8s.io",
          "storageclasses.storage.k8s.io",
          "volumeattachments.storage.k8s.io",
          "volumeattributesclasses.storage.k8s.io",
          "deviceclasses.resource.k8s.io",
          "resourceclaims.resource.k8s.io",
          "resourceclaimtemplates.resource.k8s.io",
          "resourceslices.resource.k8s.io");
}
