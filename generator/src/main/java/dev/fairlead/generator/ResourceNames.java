package dev.fairlead.generator;

import dev.fairlead.schema.ApiResource;
import java.util.Locale;

/** How groups and resources are called in the client; as client-go does, in Java's case. */
final class ResourceNames {
  private ResourceNames() {}

  /** The first label of the group, and the version: {@code rbacV1}. */
  static String groupVersion(ApiResource resource) {
    String group = resource.group().isEmpty() ? "core" : resource.group();
    int dot = group.indexOf('.');
    return (dot < 0 ? group : group.substring(0, dot)) + Names.upperFirst(resource.version());
  }

  /**
   * The plural, spelled in the case of the kind: {@code ConfigMap} and {@code configmaps} give
   * {@code configMaps}, {@code CSINode} gives {@code csiNodes}.
   */
  static String method(ApiResource resource) {
    String kind = resource.kind();
    String plural = resource.resource();
    String lower = kind.toLowerCase(Locale.ROOT);
    int common = 0;
    while (common < Math.min(lower.length(), plural.length())
        && lower.charAt(common) == plural.charAt(common)) {
      common++;
    }
    return lowerFirst(kind.substring(0, common) + plural.substring(common));
  }

  /** Lower case for the first word, which may be an abbreviation: CSINodes, csiNodes. */
  private static String lowerFirst(String name) {
    int upper = 0;
    while (upper < name.length() && Character.isUpperCase(name.charAt(upper))) {
      upper++;
    }
    int word = upper > 1 && upper < name.length() ? upper - 1 : upper;
    return name.substring(0, word).toLowerCase(Locale.ROOT) + name.substring(word);
  }
}
