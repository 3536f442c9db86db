package dev.fairlead.client.error;

import dev.fairlead.model.meta.v1.Status;
import java.util.HashMap;
import java.util.Map;

/**
 * The reasons of k8s.io/apimachinery (meta/v1, StatusReason), each with what to do about it.
 *
 * <p>An answer without a reason has that of its code, as errors.NewGenericServerResponse there.
 */
enum Reason {
  UNKNOWN("Unknown", 0, ""),
  UNAUTHORIZED(
      "Unauthorized", 401, "Give the client a token or certificate that the server accepts."),
  FORBIDDEN("Forbidden", 403, "Have somebody bind a role that allows it, or ask as another user."),
  NOT_FOUND("NotFound", 404, "Check the name and the namespace."),
  ALREADY_EXISTS("AlreadyExists", 0, "Update the object that is there, or choose another name."),
  CONFLICT("Conflict", 409, "Read the object again and apply the change to what it is now."),
  GONE("Gone", 410, "Ask for what is there now."),
  EXPIRED("Expired", 0, "List again, without resource version and continue token."),
  INVALID("Invalid", 422, "Correct the fields named."),
  SERVER_TIMEOUT("ServerTimeout", 0, "Try again later."),
  STORE_READ_ERROR("StoreReadError", 0, "Have the operator of the cluster look at its storage."),
  TIMEOUT("Timeout", 504, "Check whether it happened before you try again."),
  TOO_MANY_REQUESTS("TooManyRequests", 429, "Try again later, and ask less often."),
  BAD_REQUEST("BadRequest", 400, "Correct the request."),
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "Use a verb that the resource serves."),
  NOT_ACCEPTABLE("NotAcceptable", 406, "Ask for a format that the server has."),
  REQUEST_ENTITY_TOO_LARGE("RequestEntityTooLarge", 413, "Make the object smaller."),
  UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaType", 415, "Send a format that the server takes."),
  INTERNAL_ERROR("InternalError", 500, "Look at the log of the server."),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503, "Try again when the server is ready.");

  private static final Map<String, Reason> BY_TEXT = new HashMap<>();
  private static final Map<Integer, Reason> BY_CODE = new HashMap<>();

  static {
    for (Reason reason : values()) {
      BY_TEXT.put(reason.text, reason);
      if (reason.code != 0) {
        BY_CODE.put(reason.code, reason);
      }
    }
  }

  /** As a Status has it. */
  final String text;

  /** What to do, for a message. */
  final String advice;

  private final int code;

  Reason(String text, int code, String advice) {
    this.text = text;
    this.code = code;
    this.advice = advice;
  }

  static Reason of(Status status) {
    String text = status.reason();
    Reason reason = text == null ? null : BY_TEXT.get(text);
    return reason == null || reason == UNKNOWN ? of(status.code()) : reason;
  }

  static Reason of(int code) {
    Reason reason = BY_CODE.get(code);
    return reason == null ? code >= 500 && code < 600 ? INTERNAL_ERROR : UNKNOWN : reason;
  }
}
