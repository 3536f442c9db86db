package dev.fairlead.model.patch;

import dev.fairlead.model.patch.PatchException.Reason;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An object laid over another: members replace members, null removes one, lists are replaced as a
 * whole (RFC 7386, now 7396). The one patch that every kind takes, also custom resources.
 *
 * <p>Applied as the API server does (evanphx/json-patch 4.13.0), which departs from the RFC: a
 * patch that is a string, number, boolean or null is refused; and members that are null are dropped
 * also from objects inside of lists, unless the list replaces an object.
 *
 * @param body an object; the server also takes a list and replaces the document by it
 */
public record MergePatch(JsonValue body) implements Patch {
  public static final String MEDIA_TYPE = "application/merge-patch+json";

  /**
   * @throws PatchException if the body is neither an object nor a list, or nests too deep
   */
  public MergePatch {
    if (!(body instanceof JsonObject || body instanceof JsonArray)) {
      throw new PatchException(
          Reason.MALFORMED,
          "",
          "Invalid JSON Patch",
          "the merge patch is not an object but of kind " + body.kindName(),
          "Send an object with the members to change, null for those to remove");
    }
    TreeBounds.requireShallow(body, "the merge patch");
  }

  /** The same as the constructor, for symmetry with the other patches. */
  public static MergePatch parse(JsonValue body) {
    return new MergePatch(body);
  }

  /**
   * The patch that makes {@code to} of {@code from}. It can't say that a member is to be null; of
   * such members in {@code to} the patched object has none.
   */
  public static MergePatch diff(JsonObject from, JsonObject to) {
    TreeBounds.requireShallow(from, "the document");
    TreeBounds.requireShallow(to, "the document");
    return new MergePatch(changes(from, to));
  }

  private static JsonObject changes(JsonObject from, JsonObject to) {
    JsonObject.Builder patch = JsonObject.builder();
    for (var member : to.members().entrySet()) {
      String name = member.getKey();
      JsonValue after = member.getValue();
      JsonValue before = from.get(name);
      if (before instanceof JsonObject left && after instanceof JsonObject right) {
        JsonObject nested = changes(left, right);
        if (!nested.isEmpty()) {
          patch.put(name, nested);
        }
      } else if (!after.equals(before)) {
        patch.put(name, after);
      }
    }
    for (String name : from.members().keySet()) {
      if (!to.has(name)) {
        patch.put(name, JsonNull.NULL);
      }
    }
    return patch.build();
  }

  /**
   * The document with the patch laid over it.
   *
   * @throws PatchException if the document is null
   */
  public JsonValue apply(JsonValue document) {
    if (document == JsonNull.NULL) {
      throw new PatchException(
          Reason.NOT_MERGEABLE,
          "",
          "Invalid JSON Document",
          "the document to patch is null",
          "Apply the patch to an object");
    }
    return document instanceof JsonObject object && body instanceof JsonObject patch
        ? merged(object, patch)
        : withoutNulls(body);
  }

  private static JsonObject merged(JsonObject document, JsonObject patch) {
    JsonObject.Builder result = JsonObject.builder().putAll(document);
    for (var member : patch.members().entrySet()) {
      String name = member.getKey();
      JsonValue change = member.getValue();
      JsonValue current = document.get(name);
      if (change == JsonNull.NULL) {
        result.remove(name);
      } else if (current instanceof JsonObject object) {
        result.put(name, change instanceof JsonObject inner ? merged(object, inner) : change);
      } else {
        result.put(name, withoutNulls(change));
      }
    }
    return result.build();
  }

  /** Without members that are null; list items that are null stay. */
  private static JsonValue withoutNulls(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject.Builder result = JsonObject.builder();
        object
            .members()
            .forEach((name, member) -> {
              if (member != JsonNull.NULL) {
                result.put(name, withoutNulls(member));
              }
            });
        yield result.build();
      }
      case JsonArray array -> {
        List<JsonValue> items = new ArrayList<>(array.size());
        array.items().forEach(item -> items.add(withoutNulls(item)));
        yield new JsonArray(items);
      }
      default -> value;
    };
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public MergePatch guardedBy(String resourceVersion) {
    return body instanceof JsonObject object
        ? new MergePatch(withResourceVersion(object, resourceVersion))
        : this;
  }

  /** The server takes a version in the patched object as the one that must be current. */
  static JsonObject withResourceVersion(JsonObject body, String resourceVersion) {
    JsonObject metadata = body.get("metadata") instanceof JsonObject m ? m : JsonObject.EMPTY;
    return body.with("metadata", metadata.with("resourceVersion", new JsonString(resourceVersion)));
  }
}
