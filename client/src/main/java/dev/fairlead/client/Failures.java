package dev.fairlead.client;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.Failure;
import dev.fairlead.client.error.UnexpectedAnswerException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.meta.v1.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of one call, and remembers those of its earlier attempts. */
final class Failures {
  /** Far more than a Status with all its causes has. In bytes, without compression. */
  static final int MAX_ERROR_BYTES = 1 << 20;

  private static final String NOT_KUBERNETES =
      "Check the server's address and what stands before it: this isn't what a Kubernetes API"
          + " server answers.";

  private static final Pattern AFTER_PATH = Pattern.compile("(?s)[?#].*");
  private static final Pattern USER = Pattern.compile("//[^/]*@");

  private final ApiRequest request;
  private final Config config;
  private final List<String> earlier = new ArrayList<>();
  private String secret = "";

  Failures(ApiRequest request, Config config) {
    this.request = request;
    this.config = config;
  }

  /** A header that no text may show, even if the other side repeats it. */
  void hide(String authorization) {
    secret = authorization.substring(authorization.indexOf(' ') + 1);
  }

  /** Notes a failure that the call gets over by another attempt. */
  void remember(ApiException failure) {
    if (failure.code() == 0) {
      String message = failure.status().message();
      earlier.add(message == null ? "no answer" : message);
    } else {
      earlier.add(failure.code() + (failure.reason().isEmpty() ? "" : " " + failure.reason()));
    }
  }

  /** What to throw for an answer that isn't a success. */
  ApiException of(Answers answers) throws IOException {
    int code = answers.response().status();
    if (code >= 300 && code < 400) {
      return redirect(code, answers.response().header("Location"));
    }
    byte[] body = errorBody(answers);
    Status status = parse(answers, body);
    String retryAfter = answers.response().header("Retry-After");
    String advice = "";
    if (status == null) {
      status = status(code, describe(answers, body));
      advice = code == 401 || code == 403 || code == 429 ? "" : NOT_KUBERNETES;
    } else if (status.code() != code) {
      status = status.with(s -> s.code(code));
    }
    Duration wait = RetryAfter.of(retryAfter, status, Instant.now());
    return ApiException.of(failure(status, advice.isEmpty() ? advice(status) : advice, wait));
  }

  private String advice(Status status) {
    return status.code() == 401
        ? renew()
        : status.code() == 404 && (status.details() == null || status.details().name() == null)
            ? "Check that the server serves this group, version and resource."
            : "";
  }

  private String renew() {
    String expired =
        config
            .clientCertificateExpiry()
            .filter(end -> end.isBefore(Instant.now()))
            .map(end -> "Its client certificate is valid until " + end + " only. ")
            .orElse("");
    return expired + "Renew the credentials of " + config.source() + ".";
  }

  /** Of where to, no query: it may have a ticket in it. */
  private ApiException redirect(int code, @Nullable String location) {
    String where = location == null ? "nowhere" : AFTER_PATH.matcher(location).replaceFirst("");
    String message = "redirected to " + USER.matcher(where).replaceFirst("//");
    return UnexpectedAnswerException.of(
        failure(
            status(code, message),
            "Give the API server's own address: redirects aren't followed, lest the token go"
                + " astray.",
            null),
        null);
  }

  UnexpectedAnswerException unexpected(int code, String message, @Nullable Throwable cause) {
    return UnexpectedAnswerException.of(
        failure(status(code, message), NOT_KUBERNETES, null), cause);
  }

  /**
   * For no answer, or not all of it.
   *
   * @param received bytes of the body that have come; -1 if not even the head has
   */
  ConnectionException disconnected(IOException error, long received) {
    boolean plain = "http".equals(config.server().getScheme());
    Disconnection words = Disconnection.of(error, received, plain);
    Status status = ConnectionException.status(words.what());
    return ConnectionException.of(words.problem(), failure(status, words.advice(), null), error);
  }

  /** For the ERROR event of a watch. */
  ApiException ofEvent(Status status) {
    return ApiException.of(failure(status, "", RetryAfter.of(null, status, Instant.EPOCH)));
  }

  /** For a failure that comes over a stream. */
  ApiException ofStream(Status status, String advice) {
    return ApiException.of(failure(status, advice, null));
  }

  /** Whether this answer has a Status that says that it is a failure. */
  boolean isStatus(Answers answers) throws IOException {
    return answers.mediaType().equals(Answers.JSON)
        && parse(answers, answers.peek(MAX_ERROR_BYTES)) != null;
  }

  private Failure failure(Status status, String advice, @Nullable Duration retryAfter) {
    String message = status.message();
    Status shown = status;
    if (message != null && !secret.isEmpty() && message.contains(secret)) {
      shown = status.with(s -> s.message(message.replace(secret, "(hidden)")));
    }
    return new Failure(
        request.method(), request.path(), config.server(), shown, advice, retryAfter, earlier);
  }

  private static Status status(int code, String message) {
    return Status.of(s -> s.status("Failure").code(code).message(message));
  }

  /** What there is of the body: if it is cut, the code alone tells enough. */
  private static byte[] errorBody(Answers answers) throws IOException {
    try {
      return answers.body().readNBytes(MAX_ERROR_BYTES);
    } catch (IOException e) {
      if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
        throw e;
      }
      return new byte[0];
    }
  }

  private static @Nullable Status parse(Answers answers, byte[] body) {
    String type = answers.mediaType();
    if (!type.equals(Answers.JSON) && !type.equals(Answers.PROTOBUF)) {
      return null;
    }
    Codec codec = type.equals(Answers.JSON) ? Codec.json() : Codec.protobuf();
    try {
      Status status = codec.decode(Status.TYPE, new ByteArrayInputStream(body), Decoding.DEFAULT);
      return "Failure".equals(status.status()) ? status : null;
    } catch (DecodeException | IOException e) {
      return null; // shown as it is
    }
  }

  private static String describe(Answers answers, byte[] body) {
    if (body.length == 0) {
      return "an empty answer";
    }
    String type = answers.mediaType();
    String what = type.isEmpty() ? "an answer of no type" : type;
    return what + " in place of a Status: " + Quote.of(body);
  }
}
