package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.admission.Admission;
import dev.fairlead.apiserver.admission.AdmissionRequest;
import dev.fairlead.apiserver.admission.Operation;
import dev.fairlead.apiserver.request.GoNumbers;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.Time;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Creates and updates objects of any kind. The steps of a write stand here in their order; those of
 * a deletion are in {@link Deletes}, reads in {@link Reads}.
 */
public final class Registry {
  /** How many generated names are tried before the client hears of a conflict. */
  private static final int MAX_NAME_ATTEMPTS = 8;

  private static final Path METADATA = Path.of("metadata");
  private static final String STALE =
      "the object has been modified; please apply your changes to the latest version and try again";

  private final Storage storage;
  private final Admission admission;
  private final Names names;
  private final Gate gate;
  private final ServiceAllocation services;

  /** Held while a Service is written, so that no two get the same address. */
  private final ReentrantLock writingService = new ReentrantLock();

  private final SchemaDefaults defaults = new SchemaDefaults();

  /**
   * A registry.
   *
   * @param gate refuses what a user may not write although the request as such is allowed
   */
  public Registry(Storage storage, Admission admission, Names names, Gate gate) {
    this.storage = storage;
    this.admission = admission;
    this.names = names;
    this.gate = gate;
    this.services = new ServiceAllocation(storage, names.random());
  }

  /** An object as a client sent it, as it is kept: in the stored version, with defaults. */
  public <S extends KubernetesObject> S prepared(
      Served<S> resource, KubernetesObject object, Call call) {
    S stored = resource.conversion().toStored(object);
    return resource.kind().defaults(defaults.fill(resource.kind().type(), stored), call.now());
  }

  /**
   * As {@link #prepared}, for the status alone: the spec of the current object stands for the one
   * that was sent, which no status update looks at.
   */
  private <S extends KubernetesObject> S preparedStatus(Served<S> resource, S sent, S current) {
    int spec = resource.kind().type().indexOf("spec");
    S object =
        spec < 0
            ? sent
            : MetadataChange.with(sent, "spec", resource.kind().type().get(current, spec));
    return resource.kind().hasStatusDefaults()
        ? resource.kind().defaults(defaults.fill(resource.kind().type(), object))
        : object;
  }

  // --- create ---

  /**
   * Keeps a new object.
   *
   * @param namespace of the request; empty outside of namespaces
   * @param given with defaults
   */
  public <S extends KubernetesObject> Written create(
      Served<S> resource, String namespace, S given, Call call, WriteContext context) {
    S wiped = MetadataChange.with(given, withoutSystemFields(given.metadata()));
    S placed = placed(resource, namespace, withoutDuplicateOwners(wiped, call));
    S owned = ManagedFields.update(resource, null, placed, call, context);
    var attributes = attributes(Operation.CREATE, resource, owned, null, call, context);
    S admitted = resource.stored(admission.mutate(attributes));
    gate.checkWrite(call.user(), resource, namespace, admitted, null);
    boolean generated = isGenerated(admitted.metadata());
    for (int attempt = 1; ; attempt++) {
      try {
        return new Written(createNamed(resource, namespace, admitted, call, context), true);
      } catch (StatusException e) {
        if (!generated || attempt == MAX_NAME_ATTEMPTS || !isTaken(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isGenerated(ObjectMeta metadata) {
    return metadata.name() == null && metadata.generateName() != null;
  }

  private static boolean isTaken(StatusException e) {
    return Objects.equals(e.status().reason(), "AlreadyExists");
  }

  private <S extends KubernetesObject> Stored createNamed(
      Served<S> resource, String namespace, S admitted, Call call, WriteContext context) {
    if (!(admitted instanceof Service)) {
      return createAllocated(resource, namespace, filled(resource, admitted, call), call, context);
    }
    writingService.lock();
    try {
      S filled = filled(resource, admitted, call);
      S allocated =
          resource.stored(
              services.allocate((Service) (KubernetesObject) filled, null, context.dryRun()));
      return createAllocated(resource, namespace, allocated, call, context);
    } finally {
      writingService.unlock();
    }
  }

  private <S extends KubernetesObject> Stored createAllocated(
      Served<S> resource, String namespace, S filled, Call call, WriteContext context) {
    S object = checkedNew(resource, placed(resource, namespace, filled), call);
    admission.validate(attributes(Operation.CREATE, resource, object, null, call, context));
    ObjectMeta metadata = object.metadata();
    if (metadata.resourceVersion() != null) {
      throw Failures.other(500, "", "resourceVersion should not be set on objects to be created");
    }
    Key key = resource.key(text(metadata.namespace()), text(metadata.name()));
    if (context.dryRun()) {
      Stored there = storage.get(key);
      if (there != null) {
        throw taken(resource, object, there);
      }
      return new Stored(key, object, 0);
    }
    try {
      return storage.create(key, object);
    } catch (StorageException e) {
      throw e.reason() == StorageException.Reason.EXISTS
          ? taken(resource, object, e.current())
          : full(e);
    }
  }

  private static StatusException taken(
      Served<?> resource, KubernetesObject object, @Nullable Stored there) {
    String name = text(object.metadata().name());
    if (object.metadata().generateName() != null) {
      return Failures.generateNameConflict(resource.groupResource(), name);
    }
    StatusException taken = Failures.alreadyExists(resource.groupResource(), name);
    return there == null || !there.object().metadata().isTerminating()
        ? taken
        : Failures.reworded(taken, "object is being deleted: " + taken.getMessage());
  }

  private static StatusException full(StorageException e) {
    return Failures.other(507, "InsufficientStorage", String.valueOf(e.getMessage()));
  }

  /** Identity, time and name, where they are the server's to give. */
  private <S extends KubernetesObject> S filled(Served<S> resource, S object, Call call) {
    ObjectMeta metadata = object.metadata();
    boolean generated = isGenerated(metadata);
    return MetadataChange.with(
        object,
        metadata.with(m -> {
          m.creationTimestamp(Time.of(call.now())).uid(names.uid());
          if (generated) {
            m.name(names.generate(text(metadata.generateName())));
          }
          if (resource.kind().hasGeneration()) {
            m.generation(resource.kind().countsFromZero() ? 0 : 1);
          }
        }));
  }

  private <S extends KubernetesObject> S checkedNew(Served<S> resource, S filled, Call call) {
    S prepared = resource.kind().beforeCreate(filled);
    S object = resource.kind().stamped(prepared, null, call.user(), call.now());
    FieldErrors errors = new FieldErrors();
    ObjectMeta metadata = object.metadata();
    boolean last = resource.kind().checksMetadataLast();
    if (last) {
      resource.kind().validate(object, errors);
    }
    if (errors.isEmpty()) {
      ObjectMetas.validate(
          metadata, resource.namespaced(), resource.kind()::nameProblems, METADATA, errors);
      if (resource.kind().checksFinalizers()) {
        ObjectMetas.validateStandardFinalizers(metadata, METADATA, errors);
      }
    }
    if (!last) {
      resource.kind().validate(object, errors);
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(resource.groupKind(), text(metadata.name()), errors);
    }
    resource.kind().warnings(object, null).forEach(call::warn);
    return object;
  }

  // --- update ---

  /** Makes the wanted object of the current one, which is null if there is none. */
  @FunctionalInterface
  public interface Change<S extends KubernetesObject> {
    S apply(@Nullable S current);
  }

  /** The object with what the writer now owns of it. */
  public <S extends KubernetesObject> S owned(
      Served<S> resource, S current, S object, Call call, WriteContext context) {
    return ManagedFields.update(resource, current, object, call, context);
  }

  /**
   * The change that a PUT of this object makes.
   *
   * @param sent in the served version, without defaults
   */
  public <S extends KubernetesObject> Change<S> replacement(
      Served<S> resource, String name, KubernetesObject sent, Call call, WriteContext context) {
    S stored = resource.conversion().toStored(sent);
    boolean ofStatus = context.subresource().equals("status");
    S whole = ofStatus ? stored : prepared(resource, sent, call);
    return current -> {
      String uid = stored.metadata().uid();
      if (current != null && uid != null && !uid.equals(current.metadata().uid())) {
        throw Failures.conflict(
            resource.groupResource(),
            name,
            // Its storage's words, with the key that Kubernetes has in etcd.
            "StorageError: invalid object, Code: 4, Key: "
                + EtcdKeys.of(
                    resource, text(current.metadata().namespace()), name, context.dryRun())
                + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in"
                + " precondition: "
                + uid
                + ", UID in object meta: "
                + current.metadata().uid());
      }
      S object = ofStatus && current != null ? preparedStatus(resource, stored, current) : whole;
      return ManagedFields.update(resource, current, object, call, context);
    };
  }

  /**
   * Changes an object, again and again until nobody else did so in the meantime.
   *
   * @param forceCreate whether a missing object is created even if PUT doesn't do so for the kind
   */
  public <S extends KubernetesObject> Written update(
      Served<S> resource,
      String namespace,
      String name,
      Rules<S> rules,
      Change<S> change,
      boolean forceCreate,
      Call call,
      WriteContext context) {
    Key key = resource.key(namespace, name);
    while (true) {
      Stored current = storage.get(key);
      if (current == null) {
        if (!forceCreate && !resource.kind().createsOnUpdate()) {
          throw Failures.notFound(resource.groupResource(), name);
        }
        S wanted = withoutDuplicateOwners(change.apply(null), call);
        checkNoIdentity(resource, wanted, name);
        // Mutating admission sees what is created this way too.
        var attributes = attributes(Operation.CREATE, resource, wanted, null, call, context);
        S admitted = resource.stored(admission.mutate(attributes));
        S wiped = MetadataChange.with(admitted, withoutSystemFields(admitted.metadata()));
        gate.checkWrite(call.user(), resource, namespace, wiped, null);
        gate.checkCreate(call.user(), resource, namespace, name, context.subresource());
        return new Written(createNamed(resource, namespace, wiped, call, context), true);
      }
      try {
        return new Written(updated(resource, current, rules, change, call, context), false);
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.CHANGED) {
          throw full(e);
        }
      }
    }
  }

  static void checkNoIdentity(Served<?> resource, KubernetesObject wanted, String name) {
    String uid = wanted.metadata().uid();
    if (uid != null) {
      throw Failures.conflict(
          resource.groupResource(),
          name,
          "uid mismatch: the provided object specified uid "
              + uid
              + ", and no existing object was found");
    }
  }

  private <S extends KubernetesObject> Stored updated(
      Served<S> resource,
      Stored current,
      Rules<S> rules,
      Change<S> change,
      Call call,
      WriteContext context) {
    S old = resource.stored(current.object());
    S wanted = withoutDuplicateOwners(change.apply(old), call);
    var attributes = attributes(Operation.UPDATE, resource, wanted, old, call, context);
    S admitted = resource.stored(admission.mutate(attributes));
    gate.checkWrite(call.user(), resource, current.key().namespace(), admitted, old);
    checkVersion(resource, admitted, current);
    if (!(admitted instanceof Service) || !context.subresource().isEmpty()) {
      return replaced(resource, current, rules, admitted, call, context);
    }
    writingService.lock();
    try {
      S allocated =
          resource.stored(
              services.allocate(
                  (Service) (KubernetesObject) admitted,
                  (Service) current.object(),
                  context.dryRun()));
      return replaced(resource, current, rules, allocated, call, context);
    } finally {
      writingService.unlock();
    }
  }

  private <S extends KubernetesObject> Stored replaced(
      Served<S> resource,
      Stored current,
      Rules<S> rules,
      S admitted,
      Call call,
      WriteContext context) {
    S old = resource.stored(current.object());
    S checked = checkedChange(resource, rules, admitted, old, call);
    S object = ManagedFields.ignoringTimes(resource, checked, old);
    admission.validate(attributes(Operation.UPDATE, resource, object, old, call, context));
    if (Deletes.isFinished(object, old)) {
      return context.dryRun()
          ? new Stored(current.key(), object, current.revision())
          : storage.delete(current.key(), object, current.revision());
    }
    if (object.equals(old)) {
      return current;
    }
    return context.dryRun()
        ? new Stored(current.key(), object, current.revision())
        : storage.update(current.key(), object, current.revision());
  }

  private static void checkVersion(Served<?> resource, KubernetesObject wanted, Stored current) {
    String version = wanted.metadata().resourceVersion();
    String name = current.key().name();
    checkNumber(version);
    if (version == null || version.equals("0")) {
      if (!resource.kind().updatesUnconditionally()) {
        FieldErrors errors = new FieldErrors();
        errors.invalid(METADATA.child("resourceVersion"), 0, "must be specified for an update");
        throw Failures.invalid(resource.groupResource(), name, errors);
      }
    } else if (!version.equals(Long.toString(current.revision()))) {
      throw Failures.conflict(resource.groupResource(), name, STALE);
    }
  }

  private static void checkNumber(@Nullable String version) {
    try {
      GoNumbers.parseUint(version == null ? "0" : version);
    } catch (NumberFormatException e) {
      throw Failures.other(500, "", String.valueOf(e.getMessage()));
    }
  }

  private <S extends KubernetesObject> S checkedChange(
      Served<S> resource, Rules<S> rules, S wanted, S old, Call call) {
    ObjectMeta before = old.metadata();
    S versioned =
        MetadataChange.with(
            wanted,
            wanted
                .metadata()
                .with(m ->
                    m.generation(before.generation()).resourceVersion(before.resourceVersion())));
    S prepared = rules.before(placed(resource, text(before.namespace()), versioned), old);
    S changed = resource.kind().stamped(prepared, old, call.user(), call.now());
    boolean next = rules.isNewGeneration(changed, old);
    ObjectMeta metadata = changed.metadata();
    S object =
        MetadataChange.with(
            changed,
            metadata.with(m -> {
              if (next) {
                m.generation(before.generation() + 1);
              }
              if (metadata.uid() == null) {
                m.uid(before.uid());
              }
              m.creationTimestamp(before.creationTimestamp());
              if (before.deletionTimestamp() != null) {
                m.deletionTimestamp(before.deletionTimestamp());
              }
              if (metadata.deletionGracePeriodSeconds() == null) {
                m.deletionGracePeriodSeconds(before.deletionGracePeriodSeconds());
              }
            }));
    FieldErrors errors = new FieldErrors();
    ObjectMetas.validate(
        object.metadata(),
        resource.namespaced(),
        dev.fairlead.apiserver.validation.Names::pathSegment,
        METADATA,
        errors);
    ObjectMetas.validateUpdate(object.metadata(), before, METADATA, errors);
    if (resource.kind().checksFinalizers()) {
      ObjectMetas.validateStandardFinalizers(object.metadata(), METADATA, errors);
    }
    rules.validate(object, old, errors);
    if (!errors.isEmpty()) {
      throw Failures.invalid(resource.groupKind(), text(before.name()), errors);
    }
    rules.warnings(object, old).forEach(call::warn);
    return object;
  }

  // --- metadata ---

  private static ObjectMeta withoutSystemFields(ObjectMeta metadata) {
    return metadata.with(m ->
        m.deletionTimestamp((Time) null)
            .deletionGracePeriodSeconds(null)
            .creationTimestamp((Time) null)
            .uid(null)
            .selfLink(null));
  }

  /** A new object as if it were to be kept: without what only the server may say of it. */
  public static <T extends KubernetesObject> T received(String namespace, T object) {
    return placed(namespace, MetadataChange.with(object, withoutSystemFields(object.metadata())));
  }

  /** In the namespace of the request, or none. */
  private static <S extends KubernetesObject> S placed(
      Served<S> resource, String namespace, S object) {
    return placed(resource.namespaced() ? namespace : "", object);
  }

  private static <S extends KubernetesObject> S placed(String expected, S object) {
    String given = text(object.metadata().namespace());
    if (given.equals(expected)) {
      return object;
    }
    if (!given.isEmpty() && !expected.isEmpty()) {
      throw Failures.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    return MetadataChange.with(
        object, object.metadata().with(m -> m.namespace(expected.isEmpty() ? null : expected)));
  }

  private static <S extends KubernetesObject> S withoutDuplicateOwners(S object, Call call) {
    return withoutDuplicateOwners(object, "", call);
  }

  /**
   * The object with each owner once.
   *
   * @param when what the warning says of when the server looked
   */
  static <S extends KubernetesObject> S withoutDuplicateOwners(S object, String when, Call call) {
    var owners = object.metadata().ownerReferences();
    var once = List.copyOf(new java.util.LinkedHashSet<>(owners));
    if (once.size() == owners.size()) {
      return object;
    }
    call.warn(
        ".metadata.ownerReferences contains duplicate entries"
            + when
            + "; API server dedups owner references in 1.20+, and may reject such requests as early"
            + " as 1.24; please fix your requests");
    return MetadataChange.with(object, object.metadata().with(m -> m.ownerReferences(once)));
  }

  private AdmissionRequest attributes(
      Operation operation,
      Served<?> resource,
      KubernetesObject object,
      @Nullable KubernetesObject old,
      Call call,
      WriteContext context) {
    ObjectMeta metadata = object.metadata();
    return new AdmissionRequest(
        operation,
        resource.groupResource(),
        context.subresource(),
        text(metadata.namespace()),
        text(metadata.name()),
        object,
        old,
        call.user(),
        context.dryRun(),
        storage,
        call::warn);
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
