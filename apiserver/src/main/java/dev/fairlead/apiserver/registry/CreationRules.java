package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.validation.DeclaredRules;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.NameRule;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new object gets from the server and must keep to, and how a creation fails. */
final class CreationRules {
  private static final Path METADATA = Path.of("metadata");

  private CreationRules() {}

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

  static boolean isGenerated(ObjectMeta metadata) {
    return metadata.name() == null && metadata.generateName() != null;
  }

  static StatusException taken(
      Served<?> resource, KubernetesObject object, @Nullable Stored there) {
    String name = Registry.text(object.metadata().name());
    if (object.metadata().generateName() != null) {
      return Failures.generateNameConflict(resource.groupResource(), name);
    }
    StatusException taken = Failures.alreadyExists(resource.groupResource(), name);
    return there == null || !there.object().metadata().isTerminating()
        ? taken
        : Failures.reworded(taken, "object is being deleted: " + taken.getMessage());
  }

  static StatusException full(StorageException e) {
    return Failures.other(507, "InsufficientStorage", String.valueOf(e.getMessage()));
  }

  /** Identity, time and name, where they are the server's to give. */
  static <S extends KubernetesObject> S filled(
      Served<S> resource, S object, Names names, Call call) {
    ObjectMeta metadata = object.metadata();
    boolean generated = isGenerated(metadata);
    return MetadataChange.with(
        object,
        metadata.with(m -> {
          m.creationTimestamp(Time.of(call.now())).uid(names.uid());
          if (generated) {
            m.name(names.generate(Registry.text(metadata.generateName())));
          } else if (resource.kind().isNamedByServer()
              && Registry.text(metadata.name()).isEmpty()) {
            m.name(names.uid());
          }
          if (resource.kind().hasGeneration() && !resource.kind().takesGeneration()) {
            m.generation(1);
          }
        }));
  }

  static <S extends KubernetesObject> S checked(Served<S> resource, S filled, Call call) {
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
          metadata, resource.namespaced(), nameRule(resource.kind(), object), METADATA, errors);
      if (resource.kind().checksFinalizers()) {
        ObjectMetas.validateStandardFinalizers(metadata, METADATA, errors);
      }
    }
    if (!last) {
      resource.kind().validate(object, errors);
    }
    if (resource.kind().declaresName()) {
      String name = Registry.text(metadata.name());
      errors.invalid(METADATA.child("name"), name, DeclaredRules.subdomain(name));
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(resource.groupKind(), Registry.text(metadata.name()), errors);
    }
    resource.kind().warnings(object, null).forEach(call::warn);
    return object;
  }

  private static <S extends KubernetesObject> NameRule nameRule(Kind<S> kind, S object) {
    return (name, isPrefix) ->
        kind.declaresName() && !isPrefix ? List.of() : kind.nameProblems(object, name, isPrefix);
  }
}
