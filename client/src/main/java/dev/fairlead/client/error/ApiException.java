package dev.fairlead.client.error;

import dev.fairlead.model.meta.v1.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that didn't get what it asked for. The subclass tells the reason; this class itself stands
 * for reasons that Kubernetes has no name for.
 *
 * <p>There is always a {@link #status}: the server's own, or one made up for an answer that has
 * none (the page of a proxy, an empty body) or for no answer at all ({@link ConnectionException}).
 */
public class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  ApiException(Failure failure) {
    this(failure, null);
  }

  ApiException(Failure failure, @Nullable Throwable cause) {
    super(FailureText.of(failure), cause);
    this.failure = failure;
  }

  /** The exception for a Status: by its reason or, if that says nothing, by its code. */
  public static ApiException of(Failure failure) {
    return switch (Reason.of(failure.status())) {
      case UNAUTHORIZED -> new UnauthorizedException(failure);
      case FORBIDDEN -> new ForbiddenException(failure);
      case NOT_FOUND -> new NotFoundException(failure);
      case ALREADY_EXISTS -> new AlreadyExistsException(failure);
      case CONFLICT -> new ConflictException(failure);
      case GONE -> new GoneException(failure);
      case INVALID -> new InvalidException(failure);
      case SERVER_TIMEOUT -> new ServerTimeoutException(failure);
      case STORE_READ_ERROR -> new StoreReadException(failure);
      case TIMEOUT -> new TimeoutException(failure);
      case TOO_MANY_REQUESTS -> new TooManyRequestsException(failure);
      case BAD_REQUEST -> new BadRequestException(failure);
      case METHOD_NOT_ALLOWED -> new MethodNotAllowedException(failure);
      case NOT_ACCEPTABLE -> new NotAcceptableException(failure);
      case REQUEST_ENTITY_TOO_LARGE -> new RequestEntityTooLargeException(failure);
      case UNSUPPORTED_MEDIA_TYPE -> new UnsupportedMediaTypeException(failure);
      case INTERNAL_ERROR -> new InternalErrorException(failure);
      case EXPIRED -> new ExpiredException(failure);
      case SERVICE_UNAVAILABLE -> new ServiceUnavailableException(failure);
      case UNKNOWN -> new ApiException(failure);
    };
  }

  /** What the server answered, as Kubernetes puts it. */
  public final Status status() {
    return failure.status();
  }

  /** The HTTP status, such as 404; 0 if there was no answer. */
  public final int code() {
    return failure.status().code();
  }

  /** The reason in one word, such as NotFound; it may be one that this library doesn't know. */
  public final String reason() {
    String reason = failure.status().reason();
    return reason == null ? "" : reason;
  }

  /** The HTTP method of the request. */
  public final String method() {
    return failure.method();
  }

  /** The path of the request, without its query. */
  public final String path() {
    return failure.path();
  }

  public final URI server() {
    return failure.server();
  }

  /** How long the server asks to wait before the call is repeated. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(failure.retryAfter());
  }

  /** What came of the attempts before the last one, in order; empty if there was only one. */
  public final List<String> earlierAttempts() {
    return failure.earlierAttempts();
  }
}
