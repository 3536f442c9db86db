package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.GoNumbers;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import org.jspecify.annotations.Nullable;

/** What an update must keep to, and what it can't change. */
final class UpdateRules {
  private static final Path METADATA = Path.of("metadata");
  private static final String STALE =
      "the object has been modified; please apply your changes to the latest version and try again";

  private UpdateRules() {}

  /** Fails if what was sent has the identity of another object than the current one. */
  static void checkUid(
      Served<?> resource,
      String name,
      KubernetesObject stored,
      @Nullable KubernetesObject current,
      WriteContext context) {
    if (current != null) {
      ObjectMeta there = current.metadata();
      String namespace = Registry.text(there.namespace());
      checkUid(resource, namespace, name, stored, Registry.text(there.uid()), context);
    }
  }

  /**
   * The same.
   *
   * @param current the identity of the current object; empty if there is none
   */
  static void checkUid(
      Served<?> resource,
      String namespace,
      String name,
      KubernetesObject stored,
      String current,
      WriteContext context) {
    String uid = stored.metadata().uid();
    if (uid != null && !uid.equals(current)) {
      throw Failures.conflict(
          resource.groupResource(),
          name,
          // Its storage's words, with the key that Kubernetes has in etcd.
          "StorageError: invalid object, Code: 4, Key: "
              + EtcdKeys.of(resource, namespace, name, context.dryRun())
              + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in"
              + " precondition: "
              + uid
              + ", UID in object meta: "
              + current);
    }
  }

  static void checkVersion(Served<?> resource, KubernetesObject wanted, Stored current) {
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

  static void checkNumber(@Nullable String version) {
    try {
      GoNumbers.parseUint(version == null ? "0" : version);
    } catch (NumberFormatException e) {
      throw Failures.other(500, "", String.valueOf(e.getMessage()));
    }
  }

  static <S extends KubernetesObject> S checked(
      Served<S> resource, Rules<S> rules, S wanted, S old, Call call) {
    ObjectMeta before = old.metadata();
    S versioned =
        MetadataChange.with(
            wanted,
            wanted
                .metadata()
                .with(m ->
                    m.generation(before.generation()).resourceVersion(before.resourceVersion())));
    S prepared =
        rules
            .before()
            .apply(
                ReceivedMetadata.placed(resource, Registry.text(before.namespace()), versioned),
                old);
    S changed = resource.kind().stamped(prepared, old, call.user(), call.now());
    boolean next = rules.newGeneration().test(changed, old);
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
    rules.check().validate(object, old, errors);
    if (!errors.isEmpty()) {
      throw Failures.invalid(resource.groupKind(), Registry.text(before.name()), errors);
    }
    rules.warnings().apply(object, old).forEach(call::warn);
    return object;
  }
}
