package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.resource.v1.DeviceAttribute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a device says of itself: texts, numbers, flags and versions under qualified names. */
final class DeviceAttributes {
  /** In bytes; Go: DeviceAttributeMaxValueLength. */
  private static final int MAX_VALUE = 64;

  /** In bytes; Go: DeviceMaxIDLength. */
  private static final int MAX_ID = 32;

  private static final String NUMBER = "(0|[1-9]\\d*)";
  private static final String PRE_RELEASE = "(0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final String BUILD = "[0-9a-zA-Z-]+";
  private static final Pattern VERSION =
      Pattern.compile(
          NUMBER
              + ("\\." + NUMBER).repeat(2)
              + ("(-" + PRE_RELEASE + "(\\." + PRE_RELEASE + ")*)?")
              + ("(\\+" + BUILD + "(\\." + BUILD + ")*)?"));
  private static final String MEMBERS =
      "`int`, `bool`, `string`, `version`, `ints`, `bools`, `strings`, `versions`";

  private DeviceAttributes() {}

  /** Without lists, which are a feature that is switched off. */
  static Map<String, DeviceAttribute> withoutLists(Map<String, DeviceAttribute> attributes) {
    Map<String, DeviceAttribute> kept = new LinkedHashMap<>(attributes);
    kept.replaceAll((name, attribute) ->
        hasLists(attribute)
            ? attribute.with(
                a -> a.ints(List.of()).bools(List.of()).strings(List.of()).versions(List.of()))
            : attribute);
    return kept;
  }

  static boolean hasLists(DeviceAttribute attribute) {
    return !attribute.ints().isEmpty()
        || !attribute.bools().isEmpty()
        || !attribute.strings().isEmpty()
        || !attribute.versions().isEmpty();
  }

  static void validate(Map<String, DeviceAttribute> attributes, Path path, FieldErrors errors) {
    attributes.forEach((name, attribute) -> {
      validateName(name, path, errors);
      Path at = path.key(name);
      if (attribute.string() != null) {
        validateLength(attribute.string(), at.child("string"), errors);
      }
      if (attribute.version() != null) {
        validateVersion(attribute.version(), at.child("version"), errors);
      }
    });
  }

  private static void validateVersion(String version, Path path, FieldErrors errors) {
    if (!VERSION.matcher(version).matches()) {
      errors.invalid(path, version, "must be a string compatible with semver.org spec 2.0.0");
    }
    validateLength(version, path, errors);
  }

  private static void validateLength(String text, Path path, FieldErrors errors) {
    if (Sizes.utf8(text) > MAX_VALUE) {
      errors.tooLong(path, MAX_VALUE);
    }
  }

  /** What Kubernetes finds by a declared rule: each has exactly one value. */
  static void validateDeclared(
      Map<String, DeviceAttribute> attributes, Path path, FieldErrors errors) {
    attributes.forEach((name, attribute) -> {
      List<String> set = members(attribute);
      if (set.isEmpty()) {
        errors.invalid(path.key(name), "", "must specify one of: " + MEMBERS);
      } else if (set.size() > 1) {
        errors.invalid(
            path.key(name),
            "{" + String.join(", ", set) + "}",
            "must specify exactly one of: " + MEMBERS);
      }
    });
  }

  private static List<String> members(DeviceAttribute attribute) {
    List<String> set = new ArrayList<>();
    add("int", attribute.intValue() != null, set);
    add("bool", attribute.bool() != null, set);
    add("string", attribute.string() != null, set);
    add("version", attribute.version() != null, set);
    add("ints", !attribute.ints().isEmpty(), set);
    add("bools", !attribute.bools().isEmpty(), set);
    add("strings", !attribute.strings().isEmpty(), set);
    add("versions", !attribute.versions().isEmpty(), set);
    return set;
  }

  private static void add(String name, boolean isSet, List<String> set) {
    if (isSet) {
      set.add(name);
    }
  }

  /**
   * Checks the name of an attribute or a capacity, whose domain is that of the driver if not said.
   */
  static void validateName(String name, Path path, FieldErrors errors) {
    String[] parts = name.split("/", -1);
    if (parts.length == 1) {
      validateId(name, path, errors);
    } else if (parts.length == 2) { // names with more slashes are taken as they are
      if (parts[0].isEmpty()) {
        errors.invalid(path, "", "the domain must not be empty");
      } else {
        Provisioners.validateDriver(parts[0], path, errors);
      }
      if (parts[1].isEmpty()) {
        errors.invalid(path, "", "the name must not be empty");
      } else {
        validateId(parts[1], path, errors);
      }
    }
  }

  /** Checks the name of an attribute by which a claim chooses; in the words of declared rules. */
  static void validateReference(String name, Path path, FieldErrors errors) {
    String[] parts = name.split("/", -1);
    if (parts.length == 1) {
      validateId(name, path, errors);
      errors.invalid(
          path, name, "a fully qualified name must be a domain and a name separated by a slash");
    } else if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        errors.invalid(path, "", "prefix must not be empty");
      } else {
        Provisioners.validateLength(parts[0], path, errors);
        Names.subdomain(parts[0])
            .forEach(problem -> errors.invalid(path, parts[0], "prefix: " + problem));
      }
      if (parts[1].isEmpty()) {
        errors.invalid(path, "", "name must not be empty");
      } else {
        validateId(parts[1], path, errors);
      }
    }
  }

  private static void validateId(String id, Path path, FieldErrors errors) {
    if (Sizes.utf8(id) > MAX_ID) {
      errors.tooLong(path, MAX_ID);
    }
    errors.invalid(path, id, Names.cIdentifier(id));
  }
}
