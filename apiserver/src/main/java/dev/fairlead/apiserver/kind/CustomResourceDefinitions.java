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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * CustomResourceDefinitions of apiextensions.k8s.io: the rules of their shape; schemas are checked
 * where they are used.
 */
final class CustomResourceDefinitions extends Kind<CustomResourceDefinition> {
  /** What Go prints of a time that isn't set. */
  private static final String UNSET = "0001-01-01T00:00:00Z";

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
  public List<String> nameProblems(CustomResourceDefinition object, String name, boolean isPrefix) {
    List<String> problems = new ArrayList<>(Names.subdomain(name, isPrefix));
    if (!name.equals(object.spec().names().plural() + "." + object.spec().group())) {
      problems.add("must be spec.names.plural+\".\"+spec.group");
    }
    return problems;
  }

  @Override
  public CustomResourceDefinition beforeCreate(CustomResourceDefinition object) {
    return storing(object.with(o -> o.status(CustomResourceDefinitionStatus.TYPE.empty())));
  }

  @Override
  public CustomResourceDefinition beforeUpdate(
      CustomResourceDefinition object, CustomResourceDefinition old) {
    return storing(object.with(o -> o.status(old.status())));
  }

  /** The definition with its storage version among those that objects may be stored in. */
  private static CustomResourceDefinition storing(CustomResourceDefinition object) {
    List<String> stored = new ArrayList<>(object.status().storedVersions());
    object.spec().versions().stream()
        .filter(CustomResourceDefinitionVersion::storage)
        .map(CustomResourceDefinitionVersion::name)
        .findFirst()
        .filter(name -> !stored.contains(name))
        .ifPresent(stored::add);
    return object.with(o -> o.status(s -> s.storedVersions(stored)));
  }

  @Override
  public void validate(CustomResourceDefinition object, FieldErrors errors) {
    DefinitionRules.validate(object, errors);
    CommunityApproval.validate(object, null, errors);
  }

  @Override
  public void validateUpdate(
      CustomResourceDefinition object, CustomResourceDefinition old, FieldErrors errors) {
    DefinitionRules.validate(object, errors);
    CommunityApproval.validate(object, old, errors);
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
                ? UNSET
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
