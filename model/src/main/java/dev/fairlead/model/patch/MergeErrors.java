package dev.fairlead.model.patch;

import dev.fairlead.model.patch.PatchException.Reason;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The errors of k8s.io/apimachinery's mergepatch and strategicpatch, in their words and ours. */
final class MergeErrors {
  private static final String CHECK_TYPE =
      "Check the name and form of the field against its type, or send a merge patch";

  private MergeErrors() {}

  /** What breaks the merge rules of the type, without values of the object in the text. */
  static PatchException of(Place place, String problem) {
    return new PatchException(Reason.NOT_MERGEABLE, place.toString(), problem, CHECK_TYPE);
  }

  static PatchException notAnObject(Place place, @Nullable JsonValue value) {
    return of(place, "expected a map[string]interface {}, but received a " + GoText.typeOf(value));
  }

  static PatchException notAList(Place place, JsonValue value) {
    return of(place, "expected a []interface {}, but received a " + GoText.typeOf(value));
  }

  static PatchException noMergeKey(Place place, JsonObject item, String key) {
    return new PatchException(
        Reason.NOT_MERGEABLE,
        place.toString(),
        "map: " + GoText.of(item) + " does not contain declared merge key: " + key,
        "an item (of " + names(item) + ") does not contain declared merge key: " + key,
        "Give each item its " + (key.isEmpty() ? "merge key" : key) + ", which tells them apart");
  }

  static PatchException unknownDirective(Place place, JsonValue directive, JsonObject patch) {
    return new PatchException(
        Reason.NOT_MERGEABLE,
        place.toString(),
        "unknown patch type: " + GoText.of(directive) + " in map: " + GoText.of(patch),
        "unknown patch type: " + GoText.of(directive),
        "Set $patch to delete or replace, or leave it out to merge");
  }

  static PatchException listOfLists(Place place) {
    return new PatchException(
        Reason.NOT_APPLICABLE,
        place.toString(),
        "lists of lists are not supported",
        "Send a merge patch, which replaces the list");
  }

  static PatchException mixedTypes(Place place, List<JsonValue> left, List<JsonValue> right) {
    return new PatchException(
        Reason.NOT_MERGEABLE,
        place.toString(),
        "list element types are not identical: [" + GoText.of(left) + " " + GoText.of(right) + "]",
        "list element types are not identical",
        "Write items of one type, that of the items that the list already has");
  }

  static PatchException badPrimitiveList(Place place) {
    return malformed(
        place,
        "invalid patch format of primitive list",
        "Write $deleteFromPrimitiveList/ and the field's name, with a list");
  }

  static PatchException badRetainKeys(Place place) {
    return malformed(
        place,
        "invalid patch format of retainKeys",
        "Let $retainKeys list every member that the patch sets");
  }

  static PatchException badElementOrder(Place place) {
    return malformed(
        place,
        "invalid patch format of setElementOrder list",
        "Write $setElementOrder/ and the field's name, with the list of all keys in order");
  }

  private static PatchException malformed(Place place, String problem, String advice) {
    return new PatchException(Reason.MALFORMED, place.toString(), problem, advice);
  }

  /** Also Go's formatting of a list that can't be ordered as told. */
  static PatchException wrongOrder(Place place, List<JsonValue> patch, List<JsonValue> order) {
    return new PatchException(
        Reason.NOT_MERGEABLE,
        place.toString(),
        "The order in patch list:\n%s\n doesn't match $setElementOrder list:\n%s\n"
            .formatted(GoText.of(patch), GoText.of(order)),
        "the items of the patch don't come in the order of its $setElementOrder list",
        "List every item of the patch in $setElementOrder, in the same order");
  }

  private static String names(JsonObject item) {
    return String.join(", ", item.members().keySet());
  }
}
