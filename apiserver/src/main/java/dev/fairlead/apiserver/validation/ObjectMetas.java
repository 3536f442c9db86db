package dev.fairlead.apiserver.validation;

import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.meta.v1.OwnerReference;
import dev.fairlead.model.value.GoQuote;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks metadata; Go: ValidateObjectMeta and ValidateObjectMetaUpdate. */
public final class ObjectMetas {
  /** Most bytes that keys and values of all annotations may have (TotalAnnotationSizeLimitB). */
  public static final long MAX_ANNOTATION_BYTES = 256 * 1024;

  /** Longest name of a field manager, in bytes (FieldManagerMaxLength). */
  public static final int MAX_FIELD_MANAGER_LENGTH = 128;

  /** Longest subresource in managed fields, in bytes (MaxSubresourceNameLength). */
  private static final int MAX_SUBRESOURCE_LENGTH = 256;

  private static final String ORPHAN = "orphan";
  private static final String FOREGROUND = "foregroundDeletion";
  private static final Set<String> STANDARD_FINALIZERS = Set.of("kubernetes", ORPHAN, FOREGROUND);

  private ObjectMetas() {}

  /** What is wrong with the metadata of a new object, whose name is generated already. */
  public static void validate(
      ObjectMeta metadata, boolean namespaced, NameRule rule, Path path, FieldErrors errors) {
    String prefix = text(metadata.generateName());
    if (!prefix.isEmpty()) {
      errors.invalid(path.child("generateName"), prefix, rule.problems(prefix, true));
    }
    String name = text(metadata.name());
    if (name.isEmpty()) {
      errors.required(path.child("name"), "name or generateName is required");
    } else {
      errors.invalid(path.child("name"), name, rule.problems(name, false));
    }
    String namespace = text(metadata.namespace());
    Path namespacePath = path.child("namespace");
    if (namespaced && namespace.isEmpty()) {
      errors.required(namespacePath, "");
    } else if (namespaced) {
      errors.invalid(namespacePath, namespace, Names.label(namespace));
    } else if (!namespace.isEmpty()) {
      errors.forbidden(namespacePath, "not allowed on this type");
    }
    nonNegative(metadata.generation(), path.child("generation"), errors);
    LabelSelectors.validateLabels(metadata.labels(), path.child("labels"), errors);
    validateAnnotations(metadata.annotations(), path.child("annotations"), errors);
    validateOwners(metadata.ownerReferences(), path.child("ownerReferences"), errors);
    validateFinalizers(metadata.finalizers(), path.child("finalizers"), errors);
    validateManagedFields(metadata.managedFields(), path.child("managedFields"), errors);
  }

  /** What is wrong with changed metadata. */
  public static void validateUpdate(
      ObjectMeta metadata, ObjectMeta old, Path path, FieldErrors errors) {
    if (old.isTerminating()) {
      validateNoNewFinalizers(metadata, old, path.child("finalizers"), errors);
    }
    if (text(metadata.resourceVersion()).isEmpty()) {
      errors.invalid(path.child("resourceVersion"), "", "must be specified for an update");
    }
    Path generation = path.child("generation");
    nonNegative(metadata.generation(), generation, errors);
    if (metadata.generation() < old.generation()) {
      errors.invalid(generation, metadata.generation(), "must not be decremented");
    }
    Immutable.checkText(metadata.name(), old.name(), path.child("name"), errors);
    Immutable.checkText(metadata.namespace(), old.namespace(), path.child("namespace"), errors);
    Immutable.checkText(metadata.uid(), old.uid(), path.child("uid"), errors);
    Immutable.check(
        metadata.creationTimestamp(),
        old.creationTimestamp(),
        path.child("creationTimestamp"),
        errors);
    Immutable.check(
        metadata.deletionTimestamp(),
        old.deletionTimestamp(),
        path.child("deletionTimestamp"),
        errors);
    Immutable.check(
        metadata.deletionGracePeriodSeconds(),
        old.deletionGracePeriodSeconds(),
        path.child("deletionGracePeriodSeconds"),
        errors);
    LabelSelectors.validateLabels(metadata.labels(), path.child("labels"), errors);
    validateAnnotations(metadata.annotations(), path.child("annotations"), errors);
    validateOwners(metadata.ownerReferences(), path.child("ownerReferences"), errors);
    validateManagedFields(metadata.managedFields(), path.child("managedFields"), errors);
  }

  /** Annotations' keys are label keys but for case; their values may be anything short enough. */
  public static void validateAnnotations(
      Map<String, String> annotations, Path path, FieldErrors errors) {
    for (String key : annotations.keySet()) {
      errors.invalid(path, key, Names.qualifiedName(key.toLowerCase(Locale.ROOT)));
    }
    validateAnnotationsSize(annotations, path, errors);
  }

  public static void validateAnnotationsSize(
      Map<String, String> annotations, Path path, FieldErrors errors) {
    long bytes = 0;
    for (Map.Entry<String, String> each : annotations.entrySet()) {
      bytes += Sizes.utf8(each.getKey()) + Sizes.utf8(each.getValue());
    }
    if (bytes > MAX_ANNOTATION_BYTES) {
      errors.tooLong(path, (int) MAX_ANNOTATION_BYTES);
    }
  }

  public static void validateFinalizers(List<String> finalizers, Path path, FieldErrors errors) {
    finalizers.forEach(name -> errors.invalid(path, name, Names.qualifiedName(name)));
    if (finalizers.contains(ORPHAN) && finalizers.contains(FOREGROUND)) {
      errors.invalid(
          path, finalizers, "finalizer " + ORPHAN + " and " + FOREGROUND + " cannot be both set");
    }
  }

  /**
   * Finalizers without a domain are Kubernetes' own. Checked besides {@link #validate} and {@link
   * #validateUpdate} for most built-in kinds (Go: core validation.ValidateObjectMeta); not for
   * Leases, RBAC, admission and custom resources.
   */
  public static void validateStandardFinalizers(
      ObjectMeta metadata, Path path, FieldErrors errors) {
    for (int i = 0; i < metadata.finalizers().size(); i++) {
      String name = metadata.finalizers().get(i);
      validateStandardFinalizer(name, path.child("finalizers").index(i), errors);
    }
  }

  public static void validateStandardFinalizer(String name, Path path, FieldErrors errors) {
    if (!name.contains("/") && !STANDARD_FINALIZERS.contains(name)) {
      errors.invalid(
          path, name, "name is neither a standard finalizer name nor is it fully qualified");
    }
  }

  /** What is wrong with who says to write: at most 128 bytes, all printable. */
  public static void validateFieldManager(String manager, Path path, FieldErrors errors) {
    if (Sizes.utf8(manager) > MAX_FIELD_MANAGER_LENGTH) {
      errors.tooLong(path, MAX_FIELD_MANAGER_LENGTH);
    }
    int position = 0;
    for (int i = 0; i < manager.length(); i += Character.charCount(manager.codePointAt(i))) {
      String character = Character.toString(manager.codePointAt(i));
      if (!GoQuote.isPrintable(character.codePointAt(0))) {
        String code = String.format("U+%04X", character.codePointAt(0));
        errors.invalid(
            path, manager, "invalid character " + code + " (at position " + position + ")");
      }
      position += (int) Sizes.utf8(character);
    }
  }

  public static void nonNegative(long value, Path path, FieldErrors errors) {
    if (value < 0) {
      errors.invalid(path, value, "must be greater than or equal to 0");
    }
  }

  private static void validateNoNewFinalizers(
      ObjectMeta metadata, ObjectMeta old, Path path, FieldErrors errors) {
    TreeSet<String> added = new TreeSet<>(metadata.finalizers());
    old.finalizers().forEach(added::remove);
    if (!added.isEmpty()) {
      // Go prints the list with %#v.
      errors.forbidden(
          path,
          "no new finalizers can be added if the object is being deleted, found new finalizers "
              + added.stream()
                  .map(GoQuote::quote)
                  .collect(Collectors.joining(", ", "[]string{", "}")));
    }
  }

  private static void validateOwners(List<OwnerReference> owners, Path path, FieldErrors errors) {
    String controller = null;
    for (int i = 0; i < owners.size(); i++) {
      OwnerReference owner = owners.get(i);
      validateOwner(owner, path.index(i), errors);
      if (!Boolean.TRUE.equals(owner.controller())) {
        continue;
      }
      String name = text(owner.kind()) + "/" + text(owner.name());
      if (controller == null) {
        controller = name;
      } else {
        errors.invalid(
            path,
            owners,
            "Only one reference can have Controller set to true. Found \"true\" in references for "
                + controller
                + " and "
                + name);
      }
    }
  }

  private static void validateOwner(OwnerReference owner, Path path, FieldErrors errors) {
    String version = text(owner.apiVersion());
    if (!version.isEmpty() && !isGroupVersion(version)) {
      errors.invalid(path.child("apiVersion"), version, "must be <group>/<version> or <version>");
    }
    required(version, path.child("apiVersion"), errors);
    required(owner.kind(), path.child("kind"), errors);
    required(owner.name(), path.child("name"), errors);
    required(owner.uid(), path.child("uid"), errors);
    if (version.equals("v1") && text(owner.kind()).equals("Event")) {
      errors.invalid(path, owner, "/v1, Kind=Event is disallowed from being an owner");
    }
  }

  private static void required(@Nullable String value, Path path, FieldErrors errors) {
    if (text(value).isEmpty()) {
      errors.required(path, "must not be empty");
    }
  }

  private static boolean isGroupVersion(String text) {
    int slash = text.indexOf('/');
    return slash < 0 || (text.indexOf('/', slash + 1) < 0 && slash < text.length() - 1);
  }

  private static void validateManagedFields(
      List<ManagedFieldsEntry> entries, Path path, FieldErrors errors) {
    for (int i = 0; i < entries.size(); i++) {
      ManagedFieldsEntry entry = entries.get(i);
      Path at = path.index(i);
      String operation = text(entry.operation());
      if (operation.isEmpty()) {
        errors.required(at.child("operation"), "must not be empty");
      } else if (!operation.equals("Apply") && !operation.equals("Update")) {
        errors.notSupported(at.child("operation"), operation, List.of("Apply", "Update"));
      }
      String fieldsType = text(entry.fieldsType());
      if (!fieldsType.isEmpty() && !fieldsType.equals("FieldsV1")) {
        errors.invalid(at.child("fieldsType"), fieldsType, "must be `FieldsV1`");
      }
      validateFieldManager(text(entry.manager()), at.child("manager"), errors);
      if (Sizes.utf8(text(entry.subresource())) > MAX_SUBRESOURCE_LENGTH) {
        errors.tooLong(at.child("subresource"), MAX_SUBRESOURCE_LENGTH);
      }
    }
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
