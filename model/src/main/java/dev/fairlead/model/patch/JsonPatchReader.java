package dev.fairlead.model.patch;

import dev.fairlead.model.patch.JsonPatch.Operation;
import dev.fairlead.model.patch.PatchException.Reason;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON patches. The server finds a malformed operation only when it comes to it and then
 * answers 422; so do the errors here, though they come before any operation is done.
 */
final class JsonPatchReader {
  private static final String ADVICE =
      "Write each operation as an object with op (add, remove, replace, move, copy or test), path,"
          + " and value or from where it takes one";

  private JsonPatchReader() {}

  static JsonPatch read(JsonValue body) {
    if (body == JsonNull.NULL) {
      return JsonPatch.of(); // the server reads it as no operations
    }
    if (!(body instanceof JsonArray array)) {
      throw malformed("", wrongType(body, "jsonpatch.Patch"));
    }
    JsonPatch.requireFew(array.size()); // before anything is made of them
    List<Operation> operations = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      operations.add(
          switch (array.get(i)) {
            case JsonObject object -> operation(object, i);
            case JsonNull nothing -> operation(JsonObject.EMPTY, i);
            case JsonValue other ->
                throw malformed("operation " + i, wrongType(other, "jsonpatch.Operation"));
          });
    }
    return new JsonPatch(operations);
  }

  private static Operation operation(JsonObject json, int index) {
    String op = json.string("op");
    String kind = op == null ? "unknown" : op;
    String place = JsonPatch.place(index, kind);
    return switch (kind) {
      case "add" -> new JsonPatch.Add(path(json, place, "add", true), value(json));
      case "remove" -> new JsonPatch.Remove(path(json, place, "remove", true));
      case "replace" -> new JsonPatch.Replace(path(json, place, "replace", false), value(json));
      case "move" -> {
        JsonPointer from = from(json, place, "move");
        yield new JsonPatch.Move(from, path(json, place, "move", false));
      }
      case "copy" -> {
        JsonPointer from = from(json, place, "copy");
        yield new JsonPatch.Copy(from, path(json, place, "copy", true));
      }
      case "test" -> new JsonPatch.Test(path(json, place, "test", false), value(json));
      default -> throw unusable(place, "Unexpected kind: " + kind);
    };
  }

  /** A value that was left out counts as null. */
  private static JsonValue value(JsonObject json) {
    JsonValue value = json.get("value");
    return value == null ? JsonNull.NULL : value;
  }

  /**
   * @param terse whether the server says no more than that it is missing, as it does for some kinds
   */
  private static JsonPointer path(JsonObject json, String place, String op, boolean terse) {
    String fault = fault(json.get("path"), "operation missing path field: missing value");
    if (fault != null) {
      String detail = terse ? "missing value" : fault;
      throw unusable(place, op + " operation failed to decode path: " + detail);
    }
    String missing =
        switch (op) {
          case "add", "remove" -> "doc is missing path: \"%s\"";
          case "replace" -> "doc is missing path: %s";
          case "test" -> "is missing path: %s";
          default -> "doc is missing destination path: %s";
        };
    return pointer(json.string("path"), place, op, missing);
  }

  private static JsonPointer from(JsonObject json, String place, String op) {
    String fault = fault(json.get("from"), "operation, missing from field: missing value");
    if (fault != null) {
      throw unusable(place, op + " operation failed to decode from: " + fault);
    }
    return pointer(json.string("from"), place, op, "doc is missing from path: %s");
  }

  private static @Nullable String fault(@Nullable JsonValue value, String missing) {
    return switch (value) {
      case JsonString text -> null;
      case null -> missing;
      case JsonNull nothing -> missing;
      case JsonValue other -> wrongType(other, "string");
    };
  }

  private static JsonPointer pointer(
      @Nullable String text, String place, String op, String missing) {
    if (text == null || (!text.isEmpty() && text.indexOf('/') < 0)) {
      throw unusable(
          place, op + " operation does not apply: " + missing.formatted(text) + ": missing value");
    }
    return JsonPointer.readLeniently(text);
  }

  private static PatchException malformed(String place, String problem) {
    return new PatchException(Reason.MALFORMED, place, problem, ADVICE);
  }

  private static PatchException unusable(String place, String problem) {
    return new PatchException(Reason.NOT_APPLICABLE, place, problem, ADVICE);
  }

  /** Go's words for a JSON value of another kind than wanted. */
  private static String wrongType(JsonValue value, String wanted) {
    String kind = value instanceof JsonBool ? "bool" : value.kindName();
    return "json: cannot unmarshal " + kind + " into Go value of type " + wanted;
  }
}
