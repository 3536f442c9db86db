package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.admission.Admission;
import dev.fairlead.apiserver.admission.AdmissionRequest;
import dev.fairlead.apiserver.admission.Operation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.storage.Key;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects: at once, or after their grace period, or when their finalizers are gone.
 *
 * <p>A deletion that has to wait only marks the object; who runs it or owns a finalizer goes on
 * from there. {@link DeletionStep#isFinished} tells when such an object goes.
 */
public final class Deletes {
  private static final List<String> POLICIES = List.of("Foreground", "Background", "Orphan", "nil");

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

  /** Fails if these are no options. */
  public static void checkOptions(DeleteOptions options) {
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
      Namespace marked = DeletionStep.markedNamespace(namespace, options, call.now());
      if (marked != namespace || !marked.spec().finalizers().isEmpty()) {
        return new Deleted(changed(current, marked, dryRun), false);
      }
    }
    DeletionStep step = DeletionStep.of(resource, object, options, call.now());
    S next = resource.stored(step.next());
    return switch (step.outcome()) {
      case PENDING -> new Deleted(current, false);
      case WAIT -> new Deleted(changed(current, next, dryRun), false);
      case GO -> {
        // A deletion with a grace period, be it none, is seen before the object goes.
        Stored marked = changed(current, next, dryRun);
        // As if it were done, it isn't gone yet if it had to be changed before.
        yield dryRun
            ? new Deleted(marked, marked == current)
            : new Deleted(storage.delete(marked.key(), next, marked.revision()), true);
      }
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
}
