package dev.fairlead.model.patch;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;

/**
 * A change to an object: its JSON form and the media type under which the server takes it.
 *
 * <pre>{@code
 * Patch patch = MergePatch.diff(before, after).guardedBy("4711");
 * }</pre>
 */
public sealed interface Patch permits JsonPatch, MergePatch, StrategicMergePatch {

  /**
   * How many levels documents and patches may nest: as many as the codecs read by default. It
   * bounds the recursion of everything in this package.
   */
  int MAX_DEPTH = Decoding.MAX_DEPTH;

  /** A JSON Patch: operations that are done in order, all or none. */
  static JsonPatch json(JsonPatch.Operation... operations) {
    return JsonPatch.of(operations);
  }

  /**
   * A merge patch.
   *
   * @param document in JSON or YAML: {@code {"spec": {"replicas": 3}}}; null removes a field
   * @throws PatchException if it is no patch
   */
  static MergePatch merge(String document) {
    return MergePatch.parse(Codec.yaml().decodeTree(document));
  }

  /**
   * The merge patch that makes one version of an object the other. What the type doesn't know of
   * the object is in no version, so it stays, but for that in lists, which a merge patch replaces.
   */
  static <T extends KubernetesObject> MergePatch merge(T from, T to) {
    return MergePatch.diff((JsonObject) Codec.toTree(from), (JsonObject) Codec.toTree(to));
  }

  /**
   * A strategic merge patch, for built-in kinds only.
   *
   * @param document in JSON or YAML: as for {@link #merge(String)}, but lists with a merge key,
   *     such as containers by name, are merged
   * @throws PatchException if it is no patch
   */
  static StrategicMergePatch strategic(String document) {
    return StrategicMergePatch.parse(Codec.yaml().decodeTree(document));
  }

  /** The strategic merge patch that makes one version of an object the other. */
  static <T extends KubernetesObject> StrategicMergePatch strategic(T from, T to) {
    return StrategicMergePatch.diff(
        (JsonObject) Codec.toTree(from), (JsonObject) Codec.toTree(to), Type.of(from.getClass()));
  }

  /** The Content-Type of a request with this patch. */
  String mediaType();

  /** The patch as JSON, the body of a request. */
  JsonValue body();

  /**
   * This patch, made to fail with a conflict (409) unless the object still has the given resource
   * version. Without it the server applies a patch to whatever it holds.
   */
  Patch guardedBy(String resourceVersion);

  /**
   * The patch in a request.
   *
   * @param mediaType one of the three, without parameters
   * @throws PatchException if the media type is none of them, or the body isn't such a patch
   */
  static Patch parse(String mediaType, JsonValue body) {
    return switch (mediaType) {
      case JsonPatch.MEDIA_TYPE -> JsonPatch.parse(body);
      case MergePatch.MEDIA_TYPE -> MergePatch.parse(body);
      case StrategicMergePatch.MEDIA_TYPE -> StrategicMergePatch.parse(body);
      default ->
          throw new PatchException(
              PatchException.Reason.MALFORMED,
              "",
              "unknown Content-Type header for patch: " + mediaType,
              "Send one of "
                  + JsonPatch.MEDIA_TYPE
                  + ", "
                  + MergePatch.MEDIA_TYPE
                  + ", "
                  + StrategicMergePatch.MEDIA_TYPE);
    };
  }
}
