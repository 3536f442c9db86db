package dev.fairlead.apiserver.openapi;

import java.util.Locale;

/** How a group version is called in operation ids and tags. */
record Names(String group, String version) {
  private static final String SUFFIX = ".k8s.io";

  /** Such as {@code RbacAuthorizationV1}. */
  String capital() {
    return capitalize(groupWord()) + capitalize(version);
  }

  /** Such as {@code rbacAuthorization_v1}. */
  String tag() {
    return groupWord() + "_" + version;
  }

  /** The article with a blank on both sides; none before plurals such as Endpoints. */
  String article(String kind) {
    if (kind.endsWith("s") && !kind.endsWith("ss")) {
      return " ";
    }
    return "AEIOU".indexOf(kind.charAt(0)) >= 0 ? " an " : " a ";
  }

  /** Such as {@code rbacAuthorization}. */
  String groupWord() {
    if (group.isEmpty()) {
      return "core";
    }
    String stem =
        group.endsWith(SUFFIX) ? group.substring(0, group.length() - SUFFIX.length()) : group;
    String[] parts = stem.split("\\.", -1);
    StringBuilder word = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      word.append(capitalize(parts[i]));
    }
    return word.toString();
  }

  private static String capitalize(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
