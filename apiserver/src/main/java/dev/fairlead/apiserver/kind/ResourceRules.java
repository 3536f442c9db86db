package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.resource.v1.DeviceClaim;
import dev.fairlead.model.resource.v1.DeviceConstraint;
import dev.fairlead.model.resource.v1.DeviceRequest;
import dev.fairlead.model.resource.v1.DeviceSelector;
import dev.fairlead.model.resource.v1.DeviceSubRequest;
import dev.fairlead.model.resource.v1.DeviceToleration;
import dev.fairlead.model.resource.v1.ExactDeviceRequest;
import dev.fairlead.model.resource.v1.OpaqueDeviceConfiguration;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks of requests for devices; expressions are not compiled. What Kubernetes finds by declared
 * rules comes last.
 */
final class ResourceRules {
  private static final String EXACT_COUNT = "ExactCount";
  private static final List<String> MODES = List.of("All", EXACT_COUNT);
  private static final List<String> OPERATORS = List.of("Equal", "Exists");
  private static final List<String> EFFECTS = List.of("NoExecute", "NoSchedule", "None");
  private static final String UNKNOWN_REQUEST =
      "must be the name of a request in the claim or the name of a request and a subrequest"
          + " separated by '/'";

  /** Go: DeviceRequestsMaxSize, DeviceConstraintsMaxSize, DeviceConfigMaxSize and others. */
  private static final int MAX_ITEMS = 32;

  /** Go: FirstAvailableDeviceRequestMaxSize. */
  private static final int MAX_FIRST_AVAILABLE = 8;

  /** In bytes; Go: OpaqueParametersMaxLength. */
  private static final int MAX_PARAMETERS = 10 * 1024;

  private ResourceRules() {}

  // --- claims ---

  /** Checks a claim; {@code last} takes what declared rules find. */
  static void validate(DeviceClaim claim, Path path, FieldErrors errors, FieldErrors last) {
    Set<String> names = names(claim);
    validateRequests(claim.requests(), path.child("requests"), errors, last);
    for (int i = 0; i < claim.constraints().size(); i++) {
      Path at = path.child("constraints").index(i);
      validate(claim.constraints().get(i), names, at, errors, last);
    }
    tooMany(claim.constraints(), MAX_ITEMS, path.child("constraints"), last);
    for (int i = 0; i < claim.config().size(); i++) {
      var config = claim.config().get(i);
      Path at = path.child("config").index(i);
      validateReferences(config.requests(), names, at.child("requests"), errors, last);
      validateOpaque(config.opaque(), at.child("opaque"), errors, last);
    }
    tooMany(claim.config(), MAX_ITEMS, path.child("config"), last);
  }

  private static void tooMany(List<?> items, int most, Path path, FieldErrors errors) {
    if (items.size() > most) {
      errors.tooMany(path, items.size(), most);
    }
  }

  /** Of requests, and of their alternatives behind a slash. */
  static Set<String> names(DeviceClaim claim) {
    Set<String> names = new HashSet<>();
    for (DeviceRequest request : claim.requests()) {
      names.add(request.name());
      request.firstAvailable().forEach(sub -> names.add(request.name() + "/" + sub.name()));
    }
    return names;
  }

  private static void validateRequests(
      List<DeviceRequest> requests, Path path, FieldErrors errors, FieldErrors last) {
    tooMany(requests, MAX_ITEMS, path, last);
    duplicates(requests, DeviceRequest::name, path, last);
    for (int i = 0; i < requests.size(); i++) {
      DeviceRequest request = requests.get(i);
      Path at = path.index(i);
      errors.invalid(at.child("name"), request.name(), Names.label(request.name()));
      boolean first = !request.firstAvailable().isEmpty();
      ExactDeviceRequest exact = request.exactly();
      String oneOf = "exactly one of `exactly` or `firstAvailable` is required";
      if (exact == null && !first) {
        errors.required(at, oneOf);
      } else if (exact != null && first) {
        errors.invalid(at, null, oneOf + ", but multiple fields are set");
        FieldErrors unsaid = new FieldErrors(); // declared rules look at both all the same
        validate(exact, at.child("exactly"), unsaid, last);
        validateFirst(request.firstAvailable(), at.child("firstAvailable"), unsaid, last);
      } else if (exact != null) {
        validate(exact, at.child("exactly"), errors, last);
      } else {
        validateFirst(request.firstAvailable(), at.child("firstAvailable"), errors, last);
      }
    }
  }

  /** What comes a second time, told as a whole, as declared rules do. */
  static <T> void duplicates(
      List<T> items, Function<T, Object> key, Path path, FieldErrors errors) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      if (!seen.add(key.apply(items.get(i)))) {
        T item = items.get(i);
        errors.duplicate(path.index(i), item instanceof String ? item : Codec.toServerTree(item));
      }
    }
  }

  private static void validateFirst(
      List<DeviceSubRequest> requests, Path path, FieldErrors errors, FieldErrors last) {
    tooMany(requests, MAX_FIRST_AVAILABLE, path, last);
    duplicates(requests, DeviceSubRequest::name, path, last);
    for (int i = 0; i < requests.size(); i++) {
      DeviceSubRequest request = requests.get(i);
      Path at = path.index(i);
      errors.invalid(at.child("name"), request.name(), Names.label(request.name()));
      validateClass(request.deviceClassName(), at.child("deviceClassName"), last);
      validateSelectors(request.selectors(), at.child("selectors"), errors);
      validateMode(request.allocationMode(), request.count(), at, errors, last);
      validateTolerations(request.tolerations(), at.child("tolerations"), errors, last);
    }
  }

  private static void validate(
      ExactDeviceRequest exact, Path path, FieldErrors errors, FieldErrors last) {
    validateClass(exact.deviceClassName(), path.child("deviceClassName"), errors);
    validateSelectors(exact.selectors(), path.child("selectors"), errors);
    validateMode(exact.allocationMode(), exact.count(), path, errors, last);
    validateTolerations(exact.tolerations(), path.child("tolerations"), errors, last);
  }

  private static void validateClass(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
    } else {
      errors.invalid(path, name, Names.subdomain(name));
    }
  }

  private static void validateMode(
      @Nullable String mode, long number, Path path, FieldErrors errors, FieldErrors last) {
    Path count = path.child("count");
    switch (requireNonNullElse(mode, "")) {
      case "All" -> {
        if (number != 0) {
          errors.invalid(count, number, "must not be specified when allocationMode is 'All'");
        }
      }
      case EXACT_COUNT -> {
        if (number <= 0) {
          errors.invalid(count, number, "must be greater than zero");
        }
      }
      default -> last.notSupported(path.child("allocationMode"), mode, MODES);
    }
  }

  static void validateTolerations(
      List<DeviceToleration> tolerations, Path path, FieldErrors errors, FieldErrors last) {
    for (int i = 0; i < tolerations.size(); i++) {
      DeviceToleration toleration = tolerations.get(i);
      Path at = path.index(i);
      String key = requireNonNullElse(toleration.key(), "");
      String value = requireNonNullElse(toleration.value(), "");
      if (!key.isEmpty()) {
        last.invalid(at.child("key"), key, Names.qualifiedName(key));
      }
      String operator = requireNonNullElse(toleration.operator(), "");
      switch (operator) {
        case "Exists" -> {
          if (!value.isEmpty()) {
            errors.invalid(at.child("value"), value, "must be empty for operator `Exists`");
          }
        }
        case "Equal" -> errors.invalid(at.child("value"), value, Names.labelValue(value));
        case "" -> last.required(at.child("operator"), "");
        default -> last.notSupported(at.child("operator"), operator, OPERATORS);
      }
      String effect = requireNonNullElse(toleration.effect(), "");
      if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
        last.notSupported(at.child("effect"), effect, EFFECTS);
      }
    }
  }

  private static void validate(
      DeviceConstraint constraint,
      Set<String> names,
      Path path,
      FieldErrors errors,
      FieldErrors last) {
    validateReferences(constraint.requests(), names, path.child("requests"), errors, last);
    if (constraint.matchAttribute() != null) {
      Path match = path.child("matchAttribute");
      DeviceAttributes.validateReference(constraint.matchAttribute(), match, last);
    }
    if (constraint.distinctAttribute() != null) {
      Path distinct = path.child("distinctAttribute");
      DeviceAttributes.validateReference(constraint.distinctAttribute(), distinct, last);
    }
    if (constraint.matchAttribute() == null && constraint.distinctAttribute() == null) {
      errors.required(
          path,
          "exactly one of \"matchAttribute\" or \"distinctAttribute\" is required, but multiple"
              + " fields are set");
    }
  }

  static void validateReferences(
      List<String> references, Set<String> names, Path path, FieldErrors errors, FieldErrors last) {
    if (references.size() > MAX_ITEMS) {
      last.tooMany(path, references.size(), MAX_ITEMS);
      return;
    }
    for (int i = 0; i < references.size(); i++) {
      validateReference(references.get(i), names, path.index(i), errors);
    }
    duplicates(references, name -> name, path, last);
  }

  /** Checks that it is the name of a request, or of an alternative of one. */
  static void validateReference(
      String reference, Set<String> names, Path path, FieldErrors errors) {
    String[] parts = reference.split("/", -1);
    if (parts.length > 2) {
      errors.invalid(path, reference, UNKNOWN_REQUEST);
      return;
    }
    for (String part : parts) {
      errors.invalid(path, part, Names.label(part));
    }
    if (!names.contains(reference)) {
      errors.invalid(path, reference, UNKNOWN_REQUEST);
    }
  }

  // --- parts that classes and slices have too ---

  static void validateSelectors(List<DeviceSelector> selectors, Path path, FieldErrors errors) {
    tooMany(selectors, MAX_ITEMS, path, errors);
    for (int i = 0; i < selectors.size(); i++) {
      if (selectors.get(i).cel() == null) {
        errors.required(path.index(i).child("cel"), "");
      }
    }
  }

  static void validateOpaque(
      @Nullable OpaqueDeviceConfiguration opaque, Path path, FieldErrors errors, FieldErrors last) {
    if (opaque == null) {
      errors.required(path, "");
      return;
    }
    Provisioners.validateDriver(opaque.driver(), path.child("driver"), last);
    validateObject(opaque.parameters(), path.child("parameters"), errors);
  }

  /** Checks that it is a JSON object, and not too large. */
  static void validateObject(@Nullable JsonValue value, Path path, FieldErrors errors) {
    if (value == null || value instanceof JsonNull) {
      errors.required(path, "");
    } else if (Sizes.utf8(value.toString()) > MAX_PARAMETERS) {
      errors.tooLong(path, MAX_PARAMETERS);
    } else if (!(value instanceof JsonObject)) {
      errors.invalid(path, "<value omitted>", "must be a valid JSON object");
    }
  }

  /** Names of pools are subdomains with slashes between them. */
  static void validatePool(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
      return;
    }
    if (Sizes.utf8(name) > Names.MAX_SUBDOMAIN_LENGTH) {
      errors.tooLong(path, Names.MAX_SUBDOMAIN_LENGTH);
    }
    for (String part : name.split("/", -1)) {
      errors.invalid(path, part, Names.subdomain(part));
    }
  }
}
