package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.apiextensions.v1.CustomResourceConversion;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinition;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionNames;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionSpec;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionStatus;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionVersion;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CustomResourceDefinitions of apiextensions.k8s.io: the rules of their shape; schemas are checked
 * where they are used.
 */
final class CustomResourceDefinitions extends Kind<CustomResourceDefinition> {
  private static final List<String> SCOPES = List.of("Cluster", "Namespaced");

  CustomResourceDefinitions() {
    super(CustomResourceDefinition.TYPE);
  }

  @Override
  public boolean checksFinalizers() {
    return false;
  }

  @Override
  public CustomResourceDefinition defaults(CustomResourceDefinition object) {
    CustomResourceDefinitionSpec spec = object.spec();
    CustomResourceDefinitionNames names = spec.names();
    CustomResourceConversion none = CustomResourceConversion.of(c -> c.strategy("None"));
    return object.with(o ->
        o.spec(s ->
            s.names(n ->
                    n.singular(or(names.singular(), names.kind().toLowerCase(Locale.ROOT)))
                        .listKind(or(names.listKind(), names.kind() + "List")))
                .conversion(requireNonNullElse(spec.conversion(), none))));
  }

  private static String or(@Nullable String text, String otherwise) {
    String known = requireNonNullElse(text, "");
    return known.isEmpty() && !otherwise.equals("List") ? otherwise : known;
  }

  @Override
  public CustomResourceDefinition beforeCreate(CustomResourceDefinition object) {
    return object.with(o -> o.status(CustomResourceDefinitionStatus.TYPE.empty()));
  }

  @Override
  public CustomResourceDefinition beforeUpdate(
      CustomResourceDefinition object, CustomResourceDefinition old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(CustomResourceDefinition object, FieldErrors errors) {
    CustomResourceDefinitionSpec spec = object.spec();
    String name = requireNonNullElse(object.metadata().name(), "");
    String wanted = spec.names().plural() + "." + spec.group();
    if (!name.equals(wanted)) {
      errors.invalid(
          Path.of("metadata", "name"), name, "must be spec.names.plural+\".\"+spec.group");
    }
    Path path = Path.of("spec");
    if (spec.group().isEmpty()) {
      errors.required(path.child("group"), "");
    } else {
      errors.invalid(path.child("group"), spec.group(), Names.subdomain(spec.group()));
      if (spec.group().indexOf('.') < 0) {
        errors.invalid(
            path.child("group"), spec.group(), "should be a domain with at least one dot");
      }
    }
    if (spec.scope().isEmpty()) {
      errors.required(path.child("scope"), "");
    } else if (!SCOPES.contains(spec.scope())) {
      errors.notSupported(path.child("scope"), spec.scope(), SCOPES);
    }
    validateVersions(spec.versions(), path.child("versions"), errors);
    validateNames(spec.names(), path.child("names"), errors);
  }

  private static void validateVersions(
      List<CustomResourceDefinitionVersion> versions, Path path, FieldErrors errors) {
    long stored = versions.stream().filter(CustomResourceDefinitionVersion::storage).count();
    if (stored != 1) {
      errors.invalid(path, null, "must have exactly one version marked as storage version");
    }
    for (int i = 0; i < versions.size(); i++) {
      String version = versions.get(i).name();
      errors.invalid(path.index(i).child("name"), version, Names.label1035(version));
      if (versions.get(i).schema() == null) {
        errors.required(path.index(i).child("schema", "openAPIV3Schema"), "schemas are required");
      }
    }
  }

  private static void validateNames(
      CustomResourceDefinitionNames names, Path path, FieldErrors errors) {
    label(names.plural(), path.child("plural"), errors);
    label(requireNonNullElse(names.singular(), ""), path.child("singular"), errors);
    label(names.kind(), path.child("kind"), errors);
    label(requireNonNullElse(names.listKind(), ""), path.child("listKind"), errors);
    if (!names.kind().isEmpty() && names.kind().equals(names.listKind())) {
      errors.invalid(
          path.child("listKind"), names.listKind(), "kind and listKind may not be the same");
    }
  }

  private static void label(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
    } else {
      errors.invalid(path, name, Names.label1035(name.toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public void validateUpdate(
      CustomResourceDefinition object, CustomResourceDefinition old, FieldErrors errors) {
    validate(object, errors);
    boolean established =
        old.status().conditions().stream()
            .anyMatch(c -> c.type().equals("Established") && c.status().equals("True"));
    Path path = Path.of("spec");
    if (established) {
      Immutable.check(object.spec().scope(), old.spec().scope(), path.child("scope"), errors);
      Immutable.check(
          object.spec().names().kind(),
          old.spec().names().kind(),
          path.child("names", "kind"),
          errors);
    }
    Immutable.check(object.spec().group(), old.spec().group(), path.child("group"), errors);
    Immutable.check(
        object.spec().names().plural(),
        old.spec().names().plural(),
        path.child("names", "plural"),
        errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public CustomResourceDefinition beforeStatusUpdate(
      CustomResourceDefinition object, CustomResourceDefinition old) {
    return object.with(o -> o.spec(old.spec()));
  }

  @Override
  public List<JsonValue> cells(CustomResourceDefinition object, Instant now) {
    return Row.of(object.metadata(), now)
        .text(object.spec().scope())
        .text(versions(object))
        .text(
            object.metadata().creationTimestamp() == null
                ? ""
                : object.metadata().creationTimestamp().toString())
        .text(object.spec().group())
        .text(object.spec().names().kind())
        .text(String.join(",", object.spec().names().shortNames()))
        .flag(
            object.status().conditions().stream()
                .anyMatch(c -> c.type().equals("Established") && c.status().equals("True")))
        .cells();
  }

  /** Those that are served. */
  private static String versions(CustomResourceDefinition object) {
    return object.spec().versions().stream()
        .filter(CustomResourceDefinitionVersion::served)
        .map(version -> version.name() + (version.storage() ? "(storage)" : ""))
        .sorted()
        .collect(Collectors.joining(","));
  }
}
