package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.GoBase64;
import dev.fairlead.apiserver.request.GoJsonSyntax;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Where the next page of a list starts, in the form that Kubernetes uses.
 *
 * @param revision of all pages; {@link #NEWEST} to go on in a newer state
 * @param after the path of the last object of the page before, within the request's namespace
 */
record ContinueToken(long revision, String after) {
  static final long NEWEST = -1;
  private static final String VERSION = "meta.k8s.io/v1";
  private static final String INVALID = "invalid continue token: continue key is not valid: ";

  /** Kubernetes starts after a key by starting at the key with this character behind it. */
  private static final char AFTER = '\0';

  @Override
  public String toString() {
    JsonObject json =
        JsonObject.builder()
            .put("v", VERSION)
            .put("rv", revision)
            .put("start", after + AFTER)
            .build();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  static ContinueToken parse(String text) {
    JsonObject json = json(text);
    String version = json.string("v");
    if (!VERSION.equals(version)) {
      throw Failures.badRequest(
          INVALID
              + "server does not recognize this encoded version "
              + (version == null ? "" : version));
    }
    long revision = json.get("rv") instanceof JsonNumber n && n.isLong() ? n.longValue() : 0;
    String start = json.string("start");
    if (revision == 0) {
      throw Failures.badRequest(
          INVALID + "incorrect encoded start resourceVersion (version meta.k8s.io/v1)");
    }
    if (start == null || start.isEmpty()) {
      throw Failures.badRequest(INVALID + "encoded start key empty (version meta.k8s.io/v1)");
    }
    if (List.of(start.split("/", -1)).stream().anyMatch(ContinueToken::leavesItsPlace)) {
      throw Failures.badRequest(INVALID + start);
    }
    boolean exact = start.charAt(start.length() - 1) == AFTER;
    return new ContinueToken(revision, exact ? start.substring(0, start.length() - 1) : start);
  }

  private static boolean leavesItsPlace(String segment) {
    return segment.isEmpty() || segment.equals(".") || segment.equals("..");
  }

  private static JsonObject json(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Failures.badRequest(INVALID + GoBase64.urlProblem(text));
    }
    try {
      if (Codec.json().decodeTree(new String(bytes, StandardCharsets.UTF_8))
          instanceof JsonObject object) {
        return object;
      }
    } catch (DecodeException e) {
      String problem = GoJsonSyntax.problem(bytes);
      throw Failures.badRequest(INVALID + (problem == null ? e.getMessage() : problem));
    }
    throw Failures.badRequest(INVALID + "not an object");
  }
}
