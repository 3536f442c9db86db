package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;

/**
 * The members of a strategic merge patch that are orders and not data, as Kubernetes names them.
 */
final class Directives {
  /** What to do with the object that has it: {@link #DELETE} or {@link #REPLACE}. */
  static final String MARKER = "$patch";

  static final String DELETE = "delete";
  static final String REPLACE = "replace";

  /** As a strategy: merge the list's items by key. As a directive: always an error. */
  static final String MERGE = "merge";

  static final String RETAIN_KEYS_STRATEGY = "retainKeys";

  /** The names of all members that the object is to have after the patch. */
  static final String RETAIN_KEYS = "$retainKeys";

  /** With a slash and the field's name: items to take out of that list of scalars. */
  static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList";

  /** With a slash and the field's name: the order of that list's items. */
  static final String ELEMENT_ORDER = "$setElementOrder";

  private Directives() {}

  static boolean is(JsonValue directive, String word) {
    return directive instanceof JsonString(String text) && text.equals(word);
  }

  static boolean marks(JsonObject object, String word) {
    JsonValue directive = object.get(MARKER);
    return directive != null && is(directive, word);
  }

  /** The field that a directive with a slash speaks of. */
  static String field(String key, String directive, Place place) {
    if (!key.startsWith(directive + "/")) {
      throw directive.equals(DELETE_FROM_LIST)
          ? MergeErrors.badPrimitiveList(place)
          : MergeErrors.badElementOrder(place);
    }
    return key.substring(directive.length() + 1);
  }
}
