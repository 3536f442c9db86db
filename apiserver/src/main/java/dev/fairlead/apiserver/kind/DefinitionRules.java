package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.apiextensions.v1.CustomResourceColumnDefinition;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinition;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionNames;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionSpec;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is wrong with a CustomResourceDefinition: its group, names, versions and columns. Schemas
 * aren't looked into; conversions are in {@link ConversionRules}.
 */
final class DefinitionRules {
  private static final Path SPEC = Path.of("spec");
  private static final List<String> SCOPES = List.of("Cluster", "Namespaced");
  private static final List<String> COLUMN_TYPES =
      List.of("boolean", "date", "integer", "number", "string");
  private static final List<String> COLUMN_FORMATS =
      List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");

  private static final String SIMPLE_PATH = "must be a simple json path starting with .";

  private DefinitionRules() {}

  static void validate(CustomResourceDefinition object, FieldErrors errors) {
    CustomResourceDefinitionSpec spec = object.spec();
    validateGroup(spec.group(), errors);
    if (spec.scope().isEmpty()) {
      errors.required(SPEC.child("scope"), "");
    } else if (!SCOPES.contains(spec.scope())) {
      errors.notSupported(SPEC.child("scope"), spec.scope(), SCOPES);
    }
    validateVersions(spec.versions(), errors);
    validateNames(spec.names(), errors);
    if (spec.versions().size() == 1) { // what the only version has, the server keeps for all
      CustomResourceDefinitionVersion only = spec.versions().getFirst();
      scale(only, SPEC.child("subresources", "scale"), errors);
      columns(only.additionalPrinterColumns(), SPEC.child("additionalPrinterColumns"), errors);
    }
    if (spec.conversion() != null) {
      if (spec.preserveUnknownFields() && !spec.conversion().strategy().equals("None")) {
        errors.invalid(
            SPEC.child("conversion", "strategy"),
            spec.conversion().strategy(),
            "must be None if spec.preserveUnknownFields is true");
      }
      ConversionRules.validate(spec.conversion(), SPEC.child("conversion"), errors);
    }
    if (object.status().storedVersions().isEmpty()) {
      errors.invalid(
          Path.of("status", "storedVersions"), null, "must have at least one stored version");
    }
    if (spec.preserveUnknownFields()) {
      errors.invalid(
          SPEC.child("preserveUnknownFields"),
          true,
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
              + " spec.versions[*].schema instead");
    }
  }

  private static void validateGroup(String group, FieldErrors errors) {
    Path path = SPEC.child("group");
    if (group.isEmpty()) {
      errors.required(path, "");
    } else if (!joined(path, group, Names.subdomain(group), "", errors) && !group.contains(".")) {
      errors.invalid(path, group, "should be a domain with at least one dot");
    }
  }

  /** Tells all that is wrong with a text as one error; whether anything is. */
  private static boolean joined(
      Path path, String text, List<String> problems, String before, FieldErrors errors) {
    if (!problems.isEmpty()) {
      errors.invalid(path, text, before + String.join(",", problems));
    }
    return !problems.isEmpty();
  }

  private static void validateVersions(
      List<CustomResourceDefinitionVersion> versions, FieldErrors errors) {
    Path path = SPEC.child("versions");
    for (int i = 0; i < versions.size(); i++) {
      var schema = versions.get(i).schema();
      if (schema == null || schema.openAPIV3Schema() == null) {
        errors.required(path.index(i).child("schema", "openAPIV3Schema"), "");
      }
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < versions.size(); i++) {
      CustomResourceDefinitionVersion version = versions.get(i);
      names.add(version.name());
      joined(
          path.index(i).child("name"), version.name(), Names.label1035(version.name()), "", errors);
      String warning = version.deprecationWarning();
      if (!version.deprecated() && warning != null) {
        errors.invalid(
            path.index(i).child("deprecationWarning"),
            warning,
            "can only be set for deprecated versions");
      }
      if (versions.size() > 1) {
        scale(version, path.index(i).child("subresources", "scale"), errors);
        columns(
            version.additionalPrinterColumns(),
            path.index(i).child("additionalPrinterColumns"),
            errors);
      }
    }
    if (names.size() < versions.size()) {
      errors.invalid(path, null, "must contain unique version names");
    }
    if (versions.stream().filter(CustomResourceDefinitionVersion::storage).count() != 1) {
      errors.invalid(path, null, "must have exactly one version marked as storage version");
    }
    if (!versions.isEmpty() && !versions.getFirst().name().isEmpty()) {
      String first = versions.getFirst().name(); // the server also keeps it as the version
      joined(SPEC.child("version"), first, Names.label1035(first), "", errors);
    }
  }

  private static void scale(
      CustomResourceDefinitionVersion version, Path path, FieldErrors errors) {
    var parts = version.subresources();
    if (parts == null || parts.scale() == null) {
      return;
    }
    under(".spec.", parts.scale().specReplicasPath(), path.child("specReplicasPath"), errors);
    under(".status.", parts.scale().statusReplicasPath(), path.child("statusReplicasPath"), errors);
    String selector = Texts.orEmpty(parts.scale().labelSelectorPath());
    Path selectorPath = path.child("labelSelectorPath");
    if (!selector.isEmpty() && !selector.startsWith(".")) {
      errors.invalid(selectorPath, selector, SIMPLE_PATH);
    } else if (!selector.isEmpty()
        && !selector.startsWith(".spec.")
        && !selector.startsWith(".status.")) {
      errors.invalid(selectorPath, selector, "should be a json path under either .spec or .status");
    }
  }

  private static void under(String parent, String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path, "");
    } else if (!text.startsWith(".")) {
      errors.invalid(path, text, SIMPLE_PATH);
    } else if (!text.startsWith(parent)) {
      errors.invalid(
          path, text, "should be a json path under " + parent.substring(0, parent.length() - 1));
    }
  }

  private static void columns(
      List<CustomResourceColumnDefinition> columns, Path path, FieldErrors errors) {
    for (int i = 0; i < columns.size(); i++) {
      CustomResourceColumnDefinition column = columns.get(i);
      Path at = path.index(i);
      if (column.name().isEmpty()) {
        errors.required(at.child("name"), "");
      }
      oneOf(column.type(), COLUMN_TYPES, at.child("type"), errors);
      String format = Texts.orEmpty(column.format());
      if (!format.isEmpty()) {
        oneOf(format, COLUMN_FORMATS, at.child("format"), errors);
      }
      if (column.jsonPath().isEmpty()) {
        errors.required(at.child("JSONPath"), "");
      } else if (!column.jsonPath().startsWith(".")) {
        errors.invalid(at.child("JSONPath"), column.jsonPath(), SIMPLE_PATH);
      }
    }
  }

  private static void oneOf(String text, List<String> known, Path path, FieldErrors errors) {
    String detail = "must be one of " + String.join(",", known);
    if (text.isEmpty()) {
      errors.required(path, detail);
    } else if (!known.contains(text)) {
      errors.invalid(path, text, detail);
    }
  }

  private static void validateNames(CustomResourceDefinitionNames names, FieldErrors errors) {
    Path path = SPEC.child("names");
    String singular = Texts.orEmpty(names.singular());
    String listKind = Texts.orEmpty(names.listKind());
    required(names.plural(), path.child("plural"), errors);
    required(singular, path.child("singular"), errors);
    required(names.kind(), path.child("kind"), errors);
    required(listKind, path.child("listKind"), errors);
    label(names.plural(), path.child("plural"), errors);
    label(singular, path.child("singular"), errors);
    mixedLabel(names.kind(), path.child("kind"), errors);
    mixedLabel(listKind, path.child("listKind"), errors);
    for (int i = 0; i < names.shortNames().size(); i++) {
      String name = names.shortNames().get(i);
      joined(path.child("shortNames").index(i), name, Names.label1035(name), "", errors);
    }
    if (!names.kind().isEmpty() && names.kind().equals(listKind)) {
      errors.invalid(path.child("listKind"), listKind, "kind and listKind may not be the same");
    }
    for (int i = 0; i < names.categories().size(); i++) {
      String name = names.categories().get(i);
      joined(path.child("categories").index(i), name, Names.label1035(name), "", errors);
    }
  }

  private static void required(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
    }
  }

  private static void label(String name, Path path, FieldErrors errors) {
    if (!name.isEmpty()) {
      joined(path, name, Names.label1035(name), "", errors);
    }
  }

  private static void mixedLabel(String name, Path path, FieldErrors errors) {
    if (!name.isEmpty()) {
      joined(
          path,
          name,
          Names.label1035(name.toLowerCase(Locale.ROOT)),
          "may have mixed case, but should otherwise match: ",
          errors);
    }
  }
}
