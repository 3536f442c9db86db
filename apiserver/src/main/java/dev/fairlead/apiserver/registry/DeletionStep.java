package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.meta.v1.DeleteOptions;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion does to an object: marks it, and tells whether it goes at once.
 *
 * @param next the object as the deletion leaves it
 */
record DeletionStep(Outcome outcome, KubernetesObject next) {
  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";

  /** Which never have dependents. */
  private static final Set<String> WITHOUT_DEPENDENTS = Set.of("events");

  enum Outcome {
    /** It waits already. */
    PENDING,
    /** It is marked and waits from now on. */
    WAIT,
    GO
  }

  static <S extends KubernetesObject> DeletionStep of(
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
          return new DeletionStep(Outcome.PENDING, object);
        }
        marked = shortened(metadata, deletion, period, asked, now);
        graceful = true;
      }
    }
    List<String> finalizers = finalizers(resource, metadata.finalizers(), options);
    ObjectMeta finalized = marked.with(m -> m.finalizers(finalizers));
    if (graceful) {
      boolean waits = !finalizers.isEmpty() || !isZero(finalized.deletionGracePeriodSeconds());
      return new DeletionStep(
          waits ? Outcome.WAIT : Outcome.GO, MetadataChange.with(object, finalized));
    }
    return finalizers.isEmpty()
        ? new DeletionStep(Outcome.GO, object)
        : new DeletionStep(Outcome.WAIT, MetadataChange.with(object, markedAtOnce(finalized, now)));
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
  static Namespace markedNamespace(Namespace namespace, DeleteOptions options, Instant now) {
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
}
