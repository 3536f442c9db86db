package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.Bodies;
import dev.fairlead.apiserver.request.GoDecodeText;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.WriteOptions.FieldValidation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.patch.PatchException;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One of the three patches of trees, as it was sent.
 *
 * @param validation how strictly it and the patched object are looked at
 * @param problems what is strictly wrong with the patch itself: members that come twice
 */
public record TreePatch(
    String mediaType, JsonValue body, FieldValidation validation, List<String> problems) {
  private static final Set<String> OPERATION = Set.of("op", "path", "from", "value");

  /** The request's body; what isn't JSON is refused before anybody looks for the object. */
  public static TreePatch of(Request request, String mediaType, FieldValidation validation) {
    List<String> problems = new ArrayList<>();
    boolean json = mediaType.equals(JsonPatch.MEDIA_TYPE);
    JsonValue body =
        Bodies.patch(request, validation, p -> problems.add(json ? "json patch " + p : p));
    return new TreePatch(mediaType, body, validation, problems);
  }

  /**
   * The object with the patch laid over it.
   *
   * @param before as clients see it
   */
  public <T extends KubernetesObject> T applied(
      Type<T> type, KubernetesObject before, Consumer<String> warnings) {
    List<String> found = new ArrayList<>(problems);
    checkForm(found);
    JsonValue after = PatchedText.of(mediaType, body, patched(type, Codec.toServerTree(before)));
    try {
      return Bodies.object(after, type, validation, found, warnings);
    } catch (DecodeException e) {
      throw unreadable(after, e);
    }
  }

  private JsonValue patched(Type<?> type, JsonValue before) {
    try {
      return switch (parsed()) {
        case JsonPatch json -> json.apply(before);
        case MergePatch merge -> merge.apply(before);
        case StrategicMergePatch strategic -> strategic.apply((JsonObject) before, type);
      };
    } catch (PatchException e) {
      throw failure(e);
    }
  }

  private Patch parsed() {
    return switch (mediaType) {
      case JsonPatch.MEDIA_TYPE -> JsonPatch.parse(body);
      case MergePatch.MEDIA_TYPE -> MergePatch.parse(body);
      default -> StrategicMergePatch.parse(body == JsonNull.NULL ? JsonObject.EMPTY : body);
    };
  }

  private static StatusException failure(PatchException e) {
    return switch (e.reason()) {
      case MALFORMED -> Failures.badRequest(e.problem());
      case TOO_LARGE -> Failures.requestTooLarge(e.problem());
      case NOT_APPLICABLE ->
          Failures.failure(
              422,
              "Invalid",
              "the server rejected our request due to an error in our request",
              details -> {});
      case NOT_MERGEABLE, CONFLICT -> Failures.other(500, "", e.problem());
    };
  }

  /** What the patched object can't be is a fault of the patch. */
  private StatusException unreadable(JsonValue after, DecodeException e) {
    boolean strategic = mediaType.equals(StrategicMergePatch.MEDIA_TYPE);
    String shown = strategic ? GoMapText.of(body) : after.toString();
    String problem =
        e.isStrict()
            ? GoDecodeText.strict(e.problems())
            : strategic
                ? GoDecodeText.ofTree(e)
                : after instanceof JsonObject ? GoDecodeText.ofJson(e) : noObject(after);
    FieldErrors errors = new FieldErrors();
    errors.invalid(Path.of("patch"), shown, problem);
    return Failures.invalid(new GroupResource("", ""), "", errors);
  }

  /** In place of an object the server looks for its kind first. */
  private static String noObject(JsonValue value) {
    return "couldn't get version/kind; json parse error: json: cannot unmarshal "
        + (value.kindName().equals("boolean") ? "bool" : value.kindName())
        + " into Go value of type struct { APIVersion string"
        + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";
  }

  // --- the form, which the server looks at by itself if it validates fields ---

  /**
   * Refuses what isn't of the patch's form in the words of a Go decoder; without validation {@link
   * #parsed} does, in others.
   */
  private void checkForm(List<String> found) {
    if (mediaType.equals(StrategicMergePatch.MEDIA_TYPE)) {
      if (!(body instanceof JsonObject || body == JsonNull.NULL)) {
        throw Failures.badRequest(wrongType(body, "Go value of type map[string]interface {}"));
      }
    } else if (validation != FieldValidation.IGNORE) {
      if (mediaType.equals(JsonPatch.MEDIA_TYPE)) {
        checkOperations(found);
      } else if (!(body instanceof JsonObject || body == JsonNull.NULL)) {
        throw undecodable(body, "Go value of type map[string]interface {}");
      }
    }
  }

  private void checkOperations(List<String> found) {
    if (!(body instanceof JsonArray operations)) {
      if (body != JsonNull.NULL) {
        throw undecodable(body, "Go value of type []handlers.jsonPatchOp");
      }
      return;
    }
    for (int i = 0; i < operations.size(); i++) {
      switch (operations.get(i)) {
        case JsonObject operation -> checkOperation(i, operation, found);
        case JsonNull nothing -> {} // an operation of no kind
        case JsonValue other -> throw undecodable(other, "Go value of type handlers.jsonPatchOp");
      }
    }
  }

  private static void checkOperation(int index, JsonObject operation, List<String> found) {
    operation
        .members()
        .forEach((name, value) -> {
          if (!OPERATION.contains(name)) {
            found.add("json patch unknown field \"[" + index + "]." + name + '"');
          } else if (!name.equals("value")
              && !(value instanceof JsonString || value == JsonNull.NULL)) {
            throw undecodable(value, "Go struct field jsonPatchOp." + name + " of type string");
          }
        });
  }

  private static StatusException undecodable(JsonValue value, String wanted) {
    return Failures.badRequest("error decoding patch: " + wrongType(value, wanted));
  }

  private static String wrongType(JsonValue value, String wanted) {
    String kind = value instanceof JsonBool ? "bool" : value.kindName();
    return "json: cannot unmarshal " + kind + " into " + wanted;
  }
}
