package dev.fairlead.model.patch;

import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonValue;

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
