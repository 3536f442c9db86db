package dev.fairlead.generator;

import com.palantir.javapoet.ClassName;
import dev.fairlead.schema.ObjectSchema;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** How schemas, properties and kinds are called in Java. */
final class Names {
  /** JSON names that Java can't have as they are. */
  private static final Map<String, String> SPECIAL =
      Map.of(
          "default", "defaultValue",
          "enum", "enumValues",
          "continue", "continueToken",
          "$ref", "ref",
          "$schema", "schemaUri",
          "int", "intValue");

  /** Names of methods that every record has, or that Object keeps for itself. */
  private static final Set<String> TAKEN =
      Set.of(
          "toString",
          "hashCode",
          "getClass",
          "clone",
          "finalize",
          "notify",
          "notifyAll",
          "wait",
          "with",
          "toBuilder",
          "build");

  private static final Map<String, String> IRREGULAR_SINGULARS =
      Map.ofEntries(
          Map.entry("aliases", "alias"),
          Map.entry("statuses", "status"),
          Map.entry("addresses", "address"),
          Map.entry("classes", "class"),
          Map.entry("ingresses", "ingress"),
          Map.entry("processes", "process"),
          Map.entry("indices", "index"),
          Map.entry("prefixes", "prefix"),
          Map.entry("suffixes", "suffix"),
          Map.entry("matches", "match"),
          Map.entry("searches", "search"),
          Map.entry("taxes", "tax"),
          Map.entry("status", "status"),
          Map.entry("class", "class"),
          Map.entry("progress", "progress"),
          Map.entry("ingress", "ingress"),
          Map.entry("egress", "egress"),
          Map.entry("address", "address"),
          Map.entry("bus", "bus"),
          Map.entry("canary", "canary"));

  private final String root;

  /**
   * Names below a root package.
   *
   * @param root the package of the model, such as dev.fairlead.model
   */
  Names(String root) {
    this.root = root;
  }

  ClassName type(ObjectSchema schema) {
    return ClassName.get(packageOf(schema.name()), schema.shortName());
  }

  /** io.k8s.api.apps.v1.Deployment stands in apps.v1, and so do the other families of names. */
  private String packageOf(String schemaName) {
    if (schemaName.equals("io.k8s.apimachinery.pkg.version.Info")) {
      return root + ".version";
    }
    int afterVersion = schemaName.lastIndexOf('.');
    int afterGroup = schemaName.lastIndexOf('.', afterVersion - 1);
    int beforeGroup = schemaName.lastIndexOf('.', afterGroup - 1);
    return root + schemaName.substring(beforeGroup, afterVersion);
  }

  ClassName inModel(String subpackage, String simpleName) {
    return ClassName.get(subpackage.isEmpty() ? root : root + "." + subpackage, simpleName);
  }

  /** The record component of a property. */
  static String component(String property) {
    String name = SPECIAL.getOrDefault(property, camel(property));
    if (SourceVersion.isKeyword(name) || TAKEN.contains(name)) {
      throw new IllegalStateException(
          "property " + property + " can't be a Java name: give it one in Names.SPECIAL");
    }
    return name;
  }

  private static String camel(String property) {
    StringBuilder name = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < property.length(); i++) {
      char c = property.charAt(i);
      if (c == '-') {
        upper = true;
      } else {
        name.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return name.toString();
  }

  /** The singular of the last word of a component's name: containers, container. */
  static String singular(String plural) {
    int word = plural.length() - 1;
    while (word > 0 && !Character.isUpperCase(plural.charAt(word))) {
      word--;
    }
    String head = plural.substring(0, word);
    String last = plural.substring(word);
    String lower = last.toLowerCase(java.util.Locale.ROOT);
    String singular = IRREGULAR_SINGULARS.get(lower);
    if (singular == null) {
      if (lower.endsWith("ies") && lower.length() > 4) {
        singular = lower.substring(0, lower.length() - 3) + "y";
      } else if (lower.endsWith("s") && !lower.endsWith("ss")) {
        singular = lower.substring(0, lower.length() - 1);
      } else {
        return plural;
      }
    }
    return Character.isUpperCase(last.charAt(0))
        ? head + Character.toUpperCase(singular.charAt(0)) + singular.substring(1)
        : head + singular;
  }

  static String upperFirst(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
