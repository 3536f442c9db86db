package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.client.error.AlreadyExistsException;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.BadRequestException;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.GoneException;
import dev.fairlead.client.error.InternalErrorException;
import dev.fairlead.client.error.InvalidException;
import dev.fairlead.client.error.MethodNotAllowedException;
import dev.fairlead.client.error.NotAcceptableException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.error.RequestEntityTooLargeException;
import dev.fairlead.client.error.ServerTimeoutException;
import dev.fairlead.client.error.ServiceUnavailableException;
import dev.fairlead.client.error.StoreReadException;
import dev.fairlead.client.error.TimeoutException;
import dev.fairlead.client.error.TooManyRequestsException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusCause;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A Status that is a failure")
class ErrorsTest {
  private final FakeTransport server = new FakeTransport();
  private final ObjectResource<Pod, ?> pods = server.client().coreV1().pods("shop");

  /** A reason with its code, and the exception that it gets. */
  record Row(int code, String reason, Class<? extends ApiException> type, String advice) {
    @Override
    public String toString() {
      return code + " " + reason;
    }
  }

  static List<Row> reasons() {
    return List.of(
        new Row(
            401,
            "Unauthorized",
            UnauthorizedException.class,
            "Renew the credentials of Config.builder()."),
        new Row(
            403,
            "Forbidden",
            ForbiddenException.class,
            "Have somebody bind a role that allows it, or ask as another user."),
        new Row(
            404,
            "NotFound",
            NotFoundException.class,
            "Check that the server serves this group, version and resource."),
        new Row(
            409,
            "AlreadyExists",
            AlreadyExistsException.class,
            "Update the object that is there, or choose another name."),
        new Row(
            409,
            "Conflict",
            ConflictException.class,
            "Read the object again and apply the change to what it is now."),
        new Row(410, "Gone", GoneException.class, "Ask for what is there now."),
        new Row(
            410,
            "Expired",
            ExpiredException.class,
            "List again, without resource version and continue token."),
        new Row(422, "Invalid", InvalidException.class, "Correct the fields named."),
        new Row(500, "ServerTimeout", ServerTimeoutException.class, "Try again later."),
        new Row(
            500,
            "StoreReadError",
            StoreReadException.class,
            "Have the operator of the cluster look at its storage."),
        new Row(
            504,
            "Timeout",
            TimeoutException.class,
            "Check whether it happened before you try again."),
        new Row(
            429,
            "TooManyRequests",
            TooManyRequestsException.class,
            "Try again later, and ask less often."),
        new Row(400, "BadRequest", BadRequestException.class, "Correct the request."),
        new Row(
            405,
            "MethodNotAllowed",
            MethodNotAllowedException.class,
            "Use a verb that the resource serves."),
        new Row(
            406,
            "NotAcceptable",
            NotAcceptableException.class,
            "Ask for a format that the server has."),
        new Row(
            413,
            "RequestEntityTooLarge",
            RequestEntityTooLargeException.class,
            "Make the object smaller."),
        new Row(
            500, "InternalError", InternalErrorException.class, "Look at the log of the server."),
        new Row(
            503,
            "ServiceUnavailable",
            ServiceUnavailableException.class,
            "Try again when the server is ready."));
  }

  @ParameterizedTest
  @MethodSource("reasons")
  @DisplayName("becomes the exception of its reason:")
  void becomesItsException(Row row) {
    server.status(row.code(), row.reason()).status(row.code(), row.reason());

    ApiException e = catchThrowableOfType(ApiException.class, () -> pods.create(Pod.of(p -> {})));

    assertThat(e).isExactlyInstanceOf(row.type());
    assertThat(e.code()).isEqualTo(row.code());
    assertThat(e.reason()).isEqualTo(row.reason());
    assertThat(e.method()).isEqualTo("POST");
    assertThat(e.path()).isEqualTo("/api/v1/namespaces/shop/pods");
    assertThat(e.server()).isEqualTo(URI.create("https://fake.test:6443"));
    assertThat(e.status().message()).isEqualTo("no");
    String earlier = row.code() == 406 ? " This was attempt 2; before it: 406 NotAcceptable." : "";
    assertThat(e)
        .hasMessage(
            "POST /api/v1/namespaces/shop/pods of https://fake.test:6443: "
                + row
                + ": no. "
                + row.advice()
                + earlier);
  }

  @ParameterizedTest
  @CsvSource({
    "400, BadRequestException",
    "401, UnauthorizedException",
    "404, NotFoundException",
    "409, ConflictException",
    "410, GoneException",
    "415, UnsupportedMediaTypeException",
    "418, ApiException",
    "501, InternalErrorException",
    "504, TimeoutException"
  })
  @DisplayName("without a reason becomes the exception of its code:")
  void hasTheReasonOfItsCode(int code, String type) {
    server.status(code, "").status(code, "");

    ApiException e = catchThrowableOfType(ApiException.class, () -> pods.create(Pod.of(p -> {})));

    assertThat(e.getClass().getSimpleName()).isEqualTo(type);
    assertThat(e.reason()).isEmpty();
  }

  @Test
  @DisplayName("of a reason that nobody knows yet keeps it")
  void keepsNewReasons() {
    server.status(418, "Teapot");

    assertThatThrownBy(() -> pods.get("web"))
        .isExactlyInstanceOf(ApiException.class)
        .hasMessage(
            "GET /api/v1/namespaces/shop/pods/web of https://fake.test:6443: 418 Teapot: no.");
  }

  @Test
  @DisplayName("is there whole, with all causes, from JSON and from protobuf")
  void isThereWhole() {
    Status status =
        Status.of(s ->
            s.status("Failure")
                .code(422)
                .reason("Invalid")
                .message("Pod \"web\" is invalid: [a: Required value, b: Invalid value]")
                .details(d ->
                    d.name("web")
                        .kind("Pod")
                        .causes(
                            List.of(
                                cause("FieldValueRequired", "a"),
                                cause("FieldValueInvalid", "b")))));
    server
        .body(422, "application/json", Codec.json().encode(status))
        .body(422, Answers.PROTOBUF, Codec.protobuf().encode(status))
        .body(
            422,
            Answers.PROTOBUF,
            FakeTransport.gzip(Codec.protobuf().encode(status)),
            "Content-Encoding",
            "gzip");

    for (int i = 0; i < 3; i++) {
      InvalidException e =
          catchThrowableOfType(InvalidException.class, () -> pods.create(Pod.of(p -> {})));
      assertThat(e.status()).isEqualTo(status);
      assertThat(e.causes()).extracting(StatusCause::field).containsExactly("a", "b");
    }
  }

  private static StatusCause cause(String reason, String field) {
    return StatusCause.of(c -> c.reason(reason).field(field).message("m"));
  }

  @Test
  @DisplayName("that names the object makes find empty, and no other 404 does")
  void makesFindEmpty() {
    Status status =
        Status.of(s ->
            s.status("Failure")
                .code(404)
                .reason("NotFound")
                .message("pods \"web\" not found")
                .details(d -> d.name("web").kind("pods")));
    server.body(404, "application/json", Codec.json().encode(status));
    assertThat(pods.find("web")).isEmpty();

    server.text(404, "text/plain", "404 page not found");
    assertThatThrownBy(() -> pods.find("web"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "GET /api/v1/namespaces/shop/pods/web of https://fake.test:6443: 404 NotFound:"
                + " text/plain in place of a Status: \"404 page not found\". Check the server's"
                + " address and what stands before it: this isn't what a Kubernetes API server"
                + " answers.");
  }

  @Test
  @DisplayName("is shown up to 2048 characters, and without those that would act on a terminal")
  void isShownShortAndPrintable() {
    Status status =
        Status.of(s -> s.status("Failure").code(400).message("\u001b[2J" + "x".repeat(5_000)));
    server.body(400, "application/json", Codec.json().encode(status));

    assertThatThrownBy(() -> pods.get("web"))
        .hasMessage(
            "GET /api/v1/namespaces/shop/pods/web of https://fake.test:6443: 400 BadRequest:  [2J"
                + "x".repeat(2_044)
                + "... (5004 characters). Correct the request.");
  }
}
