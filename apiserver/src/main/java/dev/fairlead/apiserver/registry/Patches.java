package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.GoDecodeText;
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
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import org.jspecify.annotations.Nullable;

/** What the four patches make of an object. */
public final class Patches {
  /** Server-side apply; JSON is YAML too. */
  public static final String APPLY = "application/apply-patch+yaml";

  private static final String AFTER_ADMISSION = " after mutating admission happens";

  /** Reads a patched tree as an object, in the way in which the request validates fields. */
  @FunctionalInterface
  public interface TreeReader<T> {
    /** Fails with a DecodeException. */
    T read(JsonValue tree);
  }

  private final Registry registry;

  public Patches(Registry registry) {
    this.registry = registry;
  }

  /**
   * The change that a patch of trees makes.
   *
   * @param namespace that of the request
   * @param mediaType one of the three that patch trees
   */
  public <S extends KubernetesObject> Registry.Change<S> ofTree(
      Served<S> resource,
      String namespace,
      String name,
      String mediaType,
      JsonValue body,
      TreeReader<? extends KubernetesObject> reader,
      Call call,
      WriteContext context) {
    return current -> {
      if (current == null) {
        throw Failures.notFound(resource.groupResource(), name);
      }
      JsonValue before = Codec.toServerTree(resource.conversion().toServed(current));
      JsonValue after = patched(resource.type(), mediaType, body, before);
      S object = registry.prepared(resource, decoded(reader, after, mediaType, body), call);
      checkNamespace(object, resource.namespaced() ? namespace : null);
      checkName(object, name);
      return ManagedFields.update(resource, current, object, call, context);
    };
  }

  /**
   * The change that an apply makes.
   *
   * @param namespace that of the request
   * @param strictCheck told about the body once the apply itself has succeeded
   */
  public <S extends KubernetesObject> Registry.Change<S> ofApply(
      Served<S> resource,
      String namespace,
      String name,
      JsonObject body,
      boolean force,
      Runnable strictCheck,
      Call call,
      WriteContext context) {
    return current -> {
      S applied = ManagedFields.apply(resource, current, body, force, call, context);
      strictCheck.run();
      S object = registry.prepared(resource, resource.conversion().toServed(applied), call);
      if (current == null) {
        CreationRules.checkNoIdentity(resource, object, name);
      }
      checkNamespace(object, resource.namespaced() ? namespace : null);
      checkName(object, name);
      return ReceivedMetadata.withoutDuplicateOwners(object, AFTER_ADMISSION, call);
    };
  }

  /** The tree after one of the three patches of trees. */
  public static JsonValue patched(
      Type<?> type, String mediaType, JsonValue body, JsonValue before) {
    try {
      Patch patch =
          switch (mediaType) {
            case JsonPatch.MEDIA_TYPE -> JsonPatch.parse(body);
            case MergePatch.MEDIA_TYPE -> MergePatch.parse(body);
            default -> StrategicMergePatch.parse(body);
          };
      return switch (patch) {
        case JsonPatch json -> json.apply(before);
        case MergePatch merge -> merge.apply(before);
        case StrategicMergePatch strategic -> strategic.apply((JsonObject) before, type);
      };
    } catch (PatchException e) {
      throw failure(e);
    }
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

  /** The patched object; what it can't be is a fault of the patch. */
  public static <T> T decoded(
      TreeReader<T> reader, JsonValue after, String mediaType, JsonValue patch) {
    try {
      return reader.read(after);
    } catch (DecodeException e) {
      boolean strategic = mediaType.equals(StrategicMergePatch.MEDIA_TYPE);
      String shown = strategic ? GoMapText.of(patch) : PatchedText.of(mediaType, patch, after);
      String problem =
          e.isStrict()
              ? GoDecodeText.strict(e.problems())
              : strategic
                  ? GoDecodeText.ofTree(e)
                  : after instanceof JsonObject ? GoDecodeText.ofJson(e) : noObject(after);
      FieldErrors errors = new FieldErrors();
      errors.invalid(Path.of("patch"), shown, problem);
      throw Failures.invalid(new GroupResource("", ""), "", errors);
    }
  }

  /** In place of an object the server looks for its kind first. */
  private static String noObject(JsonValue value) {
    return "couldn't get version/kind; json parse error: json: cannot unmarshal "
        + (value.kindName().equals("boolean") ? "bool" : value.kindName())
        + " into Go value of type struct { APIVersion string"
        + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";
  }

  /** The name may not be patched away. */
  static void checkName(KubernetesObject object, String name) {
    String given = object.metadata().name();
    if (given == null || given.isEmpty()) {
      throw Failures.badRequest(
          "the name of the object ("
              + name
              + " based on URL) was undeterminable: name must be provided");
    }
    if (!given.equals(name)) {
      throw Failures.badRequest(
          "the name of the object ("
              + given
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
  }

  /** As {@link #checkName}, for the body of a PUT. */
  public static void checkSame(KubernetesObject object, String name, @Nullable String namespace) {
    checkName(object, name);
    checkNamespace(object, namespace);
  }

  private static void checkNamespace(KubernetesObject object, @Nullable String namespace) {
    String given = object.metadata().namespace();
    if (namespace != null && given != null && !given.equals(namespace)) {
      throw Failures.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }
}
