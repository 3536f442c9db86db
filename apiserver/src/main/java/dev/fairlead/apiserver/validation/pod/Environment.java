package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.EnvFromSource;
import dev.fairlead.model.core.v1.EnvVar;
import dev.fairlead.model.core.v1.EnvVarSource;
import dev.fairlead.model.core.v1.FileKeySelector;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.Volume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks environment variables and where they come from. */
final class Environment {
  private Environment() {}

  static void validate(Container container, Path path, FieldErrors errors) {
    for (int i = 0; i < container.env().size(); i++) {
      EnvVar variable = container.env().get(i);
      Path at = path.child("env").index(i);
      if (variable.name().isEmpty()) {
        errors.required(at.child("name"), "");
      } else {
        errors.invalid(
            at.child("name"), variable.name(), Names.relaxedEnvironmentVariable(variable.name()));
      }
      if (variable.valueFrom() != null) {
        validate(variable, variable.valueFrom(), at.child("valueFrom"), errors);
      }
    }
    validateFrom(container.envFrom(), path.child("envFrom"), errors);
  }

  private static void validate(EnvVar variable, EnvVarSource from, Path path, FieldErrors errors) {
    int sources = 0;
    if (from.fieldRef() != null) {
      sources++;
      DownwardFields.validateForVariable(from.fieldRef(), path.child("fieldRef"), errors);
    }
    if (from.resourceFieldRef() != null) {
      sources++;
      DownwardFields.validate(
          from.resourceFieldRef(), false, path.child("resourceFieldRef"), errors);
    }
    if (from.configMapKeyRef() != null) {
      sources++;
      Path at = path.child("configMapKeyRef");
      key(from.configMapKeyRef().name(), from.configMapKeyRef().key(), at, errors);
    }
    if (from.secretKeyRef() != null) {
      sources++;
      Path at = path.child("secretKeyRef");
      key(from.secretKeyRef().name(), from.secretKeyRef().key(), at, errors);
    }
    if (from.fileKeyRef() != null) {
      sources++;
      file(from.fileKeyRef(), path.child("fileKeyRef"), errors);
    }
    if (sources == 0) {
      errors.invalid(
          path,
          "",
          "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`,"
              + " `secretKeyRef` or `fileKeyRef`");
    } else if (!isEmpty(variable.value())) {
      errors.invalid(path, "", "may not be specified when `value` is not empty");
    } else if (sources > 1) {
      errors.invalid(path, "", "may not have more than one field specified at a time");
    }
  }

  private static void key(@Nullable String name, String key, Path path, FieldErrors errors) {
    errors.invalid(path.child("name"), orEmpty(name), Names.subdomain(orEmpty(name)));
    if (key.isEmpty()) {
      errors.required(path.child("key"), "");
    } else {
      errors.invalid(path.child("key"), key, Names.configMapKey(key));
    }
  }

  private static void file(FileKeySelector file, Path path, FieldErrors errors) {
    if (file.key().isEmpty()) {
      errors.required(path.child("key"), "");
    } else {
      errors.invalid(path.child("key"), file.key(), Names.relaxedEnvironmentVariable(file.key()));
    }
    if (file.volumeName().isEmpty()) {
      errors.required(path.child("volumeName"), "");
    } else {
      errors.invalid(path.child("volumeName"), file.volumeName(), Names.label(file.volumeName()));
    }
    if (file.path().isEmpty()) {
      errors.required(path.child("path"), "");
    } else {
      FilePaths.noBacksteps(file.path(), path.child("path"), errors);
    }
  }

  private static void validateFrom(List<EnvFromSource> all, Path path, FieldErrors errors) {
    for (int i = 0; i < all.size(); i++) {
      EnvFromSource from = all.get(i);
      Path at = path.index(i);
      String prefix = orEmpty(from.prefix());
      if (!prefix.isEmpty()) {
        errors.invalid(at.child("prefix"), prefix, Names.relaxedEnvironmentVariable(prefix));
      }
      if (from.configMapRef() != null) {
        source(from.configMapRef().name(), at.child("configMapRef", "name"), errors);
      }
      if (from.secretRef() != null) {
        source(from.secretRef().name(), at.child("secretRef", "name"), errors);
      }
      if (from.configMapRef() == null && from.secretRef() == null) {
        errors.invalid(path, "", "must specify one of: `configMapRef` or `secretRef`");
      } else if (from.configMapRef() != null && from.secretRef() != null) {
        errors.invalid(path, "", "may not have more than one field specified at a time");
      }
    }
  }

  private static void source(@Nullable String name, Path path, FieldErrors errors) {
    if (isEmpty(name)) {
      errors.required(path, "");
    } else {
      errors.invalid(path, name, Names.subdomain(orEmpty(name), true));
    }
  }

  /** Variables from files come from volumes that live as long as the Pod. */
  static void validateFileVolumes(PodSpec spec, Path path, FieldErrors errors) {
    Map<String, Volume> volumes = new HashMap<>();
    spec.volumes().forEach(volume -> volumes.put(volume.name(), volume));
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          for (int i = 0; i < container.env().size(); i++) {
            EnvVarSource from = container.env().get(i).valueFrom();
            FileKeySelector file = from == null ? null : from.fileKeyRef();
            if (file == null) {
              continue;
            }
            Path name = at.child("env").index(i).child("valueFrom", "fileKeyRef", "volumeName");
            Volume volume = volumes.get(file.volumeName());
            if (volume == null) {
              errors.notFound(name, file.volumeName());
            } else if (volume.emptyDir() == null) {
              errors.invalid(name, file.volumeName(), "referenced volume must be of type emptyDir");
            }
          }
        });
  }
}
