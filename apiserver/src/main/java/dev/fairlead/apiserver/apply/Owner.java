package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.value.GoQuote;

/**
 * Whom an entry of managedFields is of. An applier is the same in all versions, so its version is
 * empty here; an updater has an entry for each version that it wrote in.
 */
record Owner(String manager, boolean applies, String apiVersion, String subresource)
    implements Comparable<Owner> {

  /** Stands for the current request until it is known whether it changed anything. */
  static final Owner CURRENT_OPERATION = new Owner("current-operation", false, "", "");

  static final String APPLY = "Apply";
  static final String UPDATE = "Update";

  static Owner applier(String manager, String subresource) {
    return new Owner(named(manager), true, "", subresource);
  }

  static Owner updater(String manager, String apiVersion, String subresource) {
    return new Owner(named(manager), false, apiVersion, subresource);
  }

  private static String named(String manager) {
    return manager.isEmpty() ? "unknown" : manager;
  }

  String operation() {
    return applies ? APPLY : UPDATE;
  }

  /** The owner in the words of a conflict. */
  @Override
  public String toString() {
    String name = GoQuote.quote(manager);
    if (!subresource.isEmpty()) {
      name += " with subresource " + GoQuote.quote(subresource);
    }
    return applies ? name : name + " using " + apiVersion;
  }

  /** Kubernetes keeps owners by a text and lists conflicts in the order of these texts. */
  @Override
  public int compareTo(Owner other) {
    return identifier().compareTo(other.identifier());
  }

  private String identifier() {
    StringBuilder out = new StringBuilder();
    append(out, "manager", manager);
    append(out, "operation", operation());
    append(out, "apiVersion", apiVersion);
    append(out, "subresource", subresource);
    return out.append('}').toString();
  }

  private static void append(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append(out.isEmpty() ? "{\"" : ",\"").append(name).append("\":");
      JsonString.quote(value, out);
    }
  }
}
