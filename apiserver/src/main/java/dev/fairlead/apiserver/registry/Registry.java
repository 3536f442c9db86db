package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.admission.Admission;
import dev.fairlead.apiserver.admission.Operation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.meta.v1.ObjectMeta;
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
        : resource.kind().statusDefaults(object);
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
    S wiped = MetadataChange.with(given, ReceivedMetadata.withoutSystemFields(given.metadata()));
    S placed =
        ReceivedMetadata.placed(
            resource, namespace, ReceivedMetadata.withoutDuplicateOwners(wiped, call));
    S owned = ManagedFields.update(resource, null, placed, call, context);
    var attributes = context.admission(Operation.CREATE, resource, owned, null, call, storage);
    S admitted = resource.stored(admission.mutate(attributes));
    gate.checkWrite(call.user(), resource, namespace, admitted, null);
    boolean generated = CreationRules.isGenerated(admitted.metadata());
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

  private static boolean isTaken(StatusException e) {
    return Objects.equals(e.status().reason(), "AlreadyExists");
  }

  private <S extends KubernetesObject> Stored createNamed(
      Served<S> resource, String namespace, S admitted, Call call, WriteContext context) {
    if (!(admitted instanceof Service)) {
      return createAllocated(
          resource,
          namespace,
          CreationRules.filled(resource, admitted, names, call),
          call,
          context);
    }
    writingService.lock();
    try {
      S filled = CreationRules.filled(resource, admitted, names, call);
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
    S object =
        CreationRules.checked(resource, ReceivedMetadata.placed(resource, namespace, filled), call);
    admission.validate(context.admission(Operation.CREATE, resource, object, null, call, storage));
    ObjectMeta metadata = object.metadata();
    if (metadata.resourceVersion() != null) {
      throw Failures.other(500, "", "resourceVersion should not be set on objects to be created");
    }
    Key key = resource.key(text(metadata.namespace()), text(metadata.name()));
    if (context.dryRun()) {
      Stored there = storage.get(key);
      if (there != null) {
        throw CreationRules.taken(resource, object, there);
      }
      return new Stored(key, object, 0);
    }
    try {
      return storage.create(key, object);
    } catch (StorageException e) {
      throw e.reason() == StorageException.Reason.EXISTS
          ? CreationRules.taken(resource, object, e.current())
          : CreationRules.full(e);
    }
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
      UpdateRules.checkUid(resource, name, stored, current, context);
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
        S wanted = ReceivedMetadata.withoutDuplicateOwners(change.apply(null), call);
        UpdateRules.checkUid(resource, namespace, name, wanted, "", context);
        // Mutating admission sees what is created this way too.
        var attributes = context.admission(Operation.CREATE, resource, wanted, null, call, storage);
        S admitted = resource.stored(admission.mutate(attributes));
        S wiped =
            MetadataChange.with(
                admitted, ReceivedMetadata.withoutSystemFields(admitted.metadata()));
        gate.checkWrite(call.user(), resource, namespace, wiped, null);
        gate.checkCreate(call.user(), resource, namespace, name, context.subresource());
        return new Written(createNamed(resource, namespace, wiped, call, context), true);
      }
      try {
        return new Written(updated(resource, current, rules, change, call, context), false);
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.CHANGED) {
          throw CreationRules.full(e);
        }
      }
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
    S wanted = ReceivedMetadata.withoutDuplicateOwners(change.apply(old), call);
    var attributes = context.admission(Operation.UPDATE, resource, wanted, old, call, storage);
    S admitted = resource.stored(admission.mutate(attributes));
    gate.checkWrite(call.user(), resource, current.key().namespace(), admitted, old);
    UpdateRules.checkVersion(resource, admitted, current);
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
    S checked = UpdateRules.checked(resource, rules, admitted, old, call);
    S object = ManagedFields.ignoringTimes(resource, checked, old);
    admission.validate(context.admission(Operation.UPDATE, resource, object, old, call, storage));
    if (DeletionStep.isFinished(object, old)) {
      if (!context.dryRun()) {
        storage.delete(current.key(), object, current.revision());
      }
      return new Stored(current.key(), object, current.revision()); // as it was when it went
    }
    if (object.equals(old)) {
      return current;
    }
    return context.dryRun()
        ? new Stored(current.key(), object, current.revision())
        : storage.update(current.key(), object, current.revision());
  }

  /** A new object as if it were to be kept: without what only the server may say of it. */
  public static <T extends KubernetesObject> T received(String namespace, T object, Call call) {
    T wiped = MetadataChange.with(object, ReceivedMetadata.withoutSystemFields(object.metadata()));
    return ReceivedMetadata.placed(namespace, ReceivedMetadata.withoutDuplicateOwners(wiped, call));
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
