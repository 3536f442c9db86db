package dev.fairlead.apiserver.status;

import dev.fairlead.apiserver.validation.FieldError;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.meta.v1.StatusDetails;
import dev.fairlead.model.value.GoQuote;
import java.util.List;
import java.util.function.Consumer;

/** Makes the Status of each failure; the words are those of k8s.io/apimachinery/pkg/api/errors. */
public final class Failures {
  private Failures() {}

  public static StatusException notFound(GroupResource resource, String name) {
    return named(404, "NotFound", resource, name, resource + " " + quote(name) + " not found");
  }

  public static StatusException alreadyExists(GroupResource resource, String name) {
    return named(
        409, "AlreadyExists", resource, name, resource + " " + quote(name) + " already exists");
  }

  /** All names tried for a generateName were taken. */
  public static StatusException generateNameConflict(GroupResource resource, String name) {
    String message =
        resource
            + " "
            + quote(name)
            + " already exists, the server was not able to generate a unique name for the object";
    return failure(
        409,
        "AlreadyExists",
        message,
        d -> d.group(resource.group()).kind(resource.resource()).name(name).retryAfterSeconds(1));
  }

  public static StatusException conflict(GroupResource resource, String name, String why) {
    return named(
        409,
        "Conflict",
        resource,
        name,
        "Operation cannot be fulfilled on " + resource + " " + quote(name) + ": " + why);
  }

  /** Another manager owns fields that are applied. */
  public static StatusException applyConflict(List<StatusCause> causes, String message) {
    return failure(409, "Conflict", message, d -> d.causes(causes));
  }

  public static StatusException forbidden(GroupResource resource, String name, String why) {
    String what =
        resource.resource().isEmpty() && resource.group().isEmpty()
            ? "forbidden: "
            : name.isEmpty()
                ? resource + " is forbidden: "
                : resource + " " + quote(name) + " is forbidden: ";
    return named(403, "Forbidden", resource, name, what + why);
  }

  public static StatusException unauthorized(String message) {
    return new StatusException(status(401, "Unauthorized", message).build());
  }

  public static StatusException badRequest(String message) {
    return new StatusException(status(400, "BadRequest", message).build());
  }

  /**
   * An object with invalid fields.
   *
   * @param kind the group and the kind (not the resource)
   */
  public static StatusException invalid(GroupResource kind, String name, FieldErrors errors) {
    List<StatusCause> causes =
        errors.causes().stream()
            .map((FieldError e) ->
                StatusCause.of(c -> c.reason(e.type().reason()).message(e.body()).field(e.field())))
            .toList();
    String message =
        kind + " " + quote(name) + " is invalid" + (errors.isEmpty() ? "" : ": " + errors);
    return failure(
        422,
        "Invalid",
        message,
        d -> d.group(kind.group()).kind(kind.resource()).name(name).causes(causes));
  }

  public static StatusException methodNotSupported(GroupResource resource, String action) {
    String message = action + " is not supported on resources of kind " + quote("" + resource);
    return failure(
        405, "MethodNotAllowed", message, d -> d.group(resource.group()).kind(resource.resource()));
  }

  /** The history that a watch or a page needs is compacted. */
  public static StatusException expired(String message) {
    return new StatusException(status(410, "Expired", message).build());
  }

  public static StatusException tooManyRequests(String message, int retryAfterSeconds) {
    return failure(429, "TooManyRequests", message, d -> d.retryAfterSeconds(retryAfterSeconds));
  }

  public static StatusException timeout(String message, int retryAfterSeconds) {
    return failure(
        504, "Timeout", "Timeout: " + message, d -> d.retryAfterSeconds(retryAfterSeconds));
  }

  public static StatusException internal(String why) {
    return failure(
        500, "InternalError", "Internal error occurred: " + why, d -> d.cause(c -> c.message(why)));
  }

  public static StatusException serviceUnavailable(String message) {
    return new StatusException(status(503, "ServiceUnavailable", message).build());
  }

  public static StatusException requestTooLarge(String message) {
    return new StatusException(
        status(413, "RequestEntityTooLarge", "Request entity too large: " + message).build());
  }

  /** Any other answer; an empty reason is left out. */
  public static StatusException other(int code, String reason, String message) {
    return new StatusException(status(code, reason, message).build());
  }

  /** Any other answer with details. */
  public static StatusException failure(
      int code, String reason, String message, Consumer<StatusDetails.Builder> details) {
    return new StatusException(status(code, reason, message).details(details).build());
  }

  /** The same failure with another message. */
  public static StatusException reworded(StatusException failure, String message) {
    return new StatusException(failure.status().with(s -> s.message(message)));
  }

  /** The same failure with causes. */
  public static StatusException withCauses(StatusException failure, List<StatusCause> causes) {
    return new StatusException(failure.status().with(s -> s.details(d -> d.causes(causes))));
  }

  /** The same failure with the token with which a list can go on. */
  public static StatusException withContinue(StatusException failure, String token) {
    return new StatusException(failure.status().with(s -> s.metadata(m -> m.continueToken(token))));
  }

  private static StatusException named(
      int code, String reason, GroupResource resource, String name, String message) {
    return failure(
        code, reason, message, d -> d.group(resource.group()).kind(resource.resource()).name(name));
  }

  private static Status.Builder status(int code, String reason, String message) {
    return Status.builder().status("Failure").code(code).reason(reason).message(message);
  }

  private static String quote(String text) {
    return GoQuote.quote(text);
  }
}
