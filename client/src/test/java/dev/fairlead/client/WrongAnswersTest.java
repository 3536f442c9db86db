package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.meta.v1.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user reads for each way in which an answer can be wrong; sockets: WrongServersTest. */
@DisplayName("A wrong answer")
class WrongAnswersTest {
  private static final String NOT_KUBERNETES =
      " Check the server's address and what stands before it: this isn't what a Kubernetes API"
          + " server answers.";

  private static final Secret SECRET =
      Secret.of(s ->
          s.metadata(m -> m.name("web"))
              .stringData(Map.of("password", "hush-text"))
              .data("key", dev.fairlead.model.value.Bytes.of(bytes("hush-data"))));

  /** How small the limit of a document is here, in bytes. */
  private static final int MAX_BYTES = 4_096;

  /** An answer, and the message without the request's own line. */
  record Row(String title, Consumer<FakeTransport> answer, String message) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static Row text(String title, int code, String type, String body, String message) {
    return new Row(title, s -> s.text(code, type, body), message);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] half(byte[] all) {
    return Arrays.copyOf(all, all.length / 2);
  }

  static List<Row> successes() {
    byte[] json = Codec.json().encode(SECRET);
    byte[] protobuf = Codec.protobuf().encode(SECRET);
    Status failure = Status.of(s -> s.status("Failure").code(500).message("oh"));
    return List.of(
        text(
            "is a proxy's page",
            200,
            "text/html",
            "<html><body>Please <b>log in</b></body>",
            "200: the answer is text/html in place of an object." + NOT_KUBERNETES),
        text(
            "has no type",
            200,
            "",
            "hello",
            "200: the answer is of no type in place of an object." + NOT_KUBERNETES),
        text(
            "is empty",
            200,
            "application/json",
            "",
            "200: the answer can't be read: JSON, line 1, column 1: expected an object of kind v1"
                + " Secret, found the end of the document."
                + NOT_KUBERNETES),
        new Row(
            "is empty protobuf",
            s -> s.body(200, Answers.PROTOBUF, new byte[0]),
            "200: the answer can't be read: protobuf: the document doesn't start with Kubernetes'"
                + " four bytes k8s\\0: it is empty."
                + NOT_KUBERNETES),
        new Row(
            "is no content",
            s -> s.body(204, "", new byte[0]),
            "204: the answer is of no type in place of an object." + NOT_KUBERNETES),
        new Row(
            "is cut JSON",
            s -> s.body(200, "application/json", half(json)),
            "200: the answer can't be read: JSON, line 1, column 65: Unexpected end-of-input in"
                + " property name."
                + NOT_KUBERNETES),
        new Row(
            "is cut protobuf",
            s -> s.body(200, Answers.PROTOBUF, half(protobuf)),
            "200: the answer can't be read: protobuf, byte 20: the document ends before its object"
                + " does."
                + NOT_KUBERNETES),
        text(
            "is no JSON",
            200,
            "application/json",
            "hush-text",
            "200: the answer can't be read: JSON, line 1, column 1: Unrecognized token: was"
                + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or"
                + " 'false')."
                + NOT_KUBERNETES),
        text(
            "is JSON that is no object",
            200,
            "application/json",
            "[]",
            "200: the answer can't be read: JSON, line 1, column 1: expected an object of kind v1"
                + " Secret, found a list."
                + NOT_KUBERNETES),
        text(
            "is protobuf without its mark",
            200,
            Answers.PROTOBUF,
            "hush-text",
            "200: the answer can't be read: protobuf: the document doesn't start with Kubernetes'"
                + " four bytes k8s\\0."
                + NOT_KUBERNETES),
        new Row(
            "is another kind",
            s -> s.json(ConfigMap.of(c -> {})),
            "200: the answer can't be read: JSON, line 1, column 9: kind is \"ConfigMap\", but v1"
                + " Secret was expected."
                + NOT_KUBERNETES),
        new Row(
            "is another kind in protobuf",
            s -> s.protobuf(ConfigMap.of(c -> {})),
            "200: the answer can't be read: protobuf: the document is a v1 ConfigMap, but v1 Secret"
                + " was expected."
                + NOT_KUBERNETES),
        new Row(
            "is a Status that says failure, with code 200",
            s -> s.json(failure),
            "200: the answer can't be read: JSON, line 1, column 9: kind is \"Status\", but v1"
                + " Secret was expected."
                + NOT_KUBERNETES),
        text(
            "has a field of the wrong type",
            200,
            "application/json",
            "{\"data\":{\"key\":\"hush-text!\"}}",
            "200: the answer can't be read: JSON, line 1, column 16: data.key: base64 of 10"
                + " characters lacks its padding (=)."
                + NOT_KUBERNETES),
        text(
            "nests too deep",
            200,
            "application/json",
            "{\"x\":" + "[".repeat(600) + "]".repeat(600) + "}",
            "200: the answer can't be read: JSON, line 1, column 505: nested deeper than 500"
                + " levels."
                + NOT_KUBERNETES),
        text(
            "is larger than the limit",
            200,
            "application/json",
            "{\"type\":\"" + "x".repeat(MAX_BYTES) + "\"}",
            "200: the answer can't be read: the document is larger than 4096 bytes: read it in"
                + " pages, or raise Decoding.maxBytes."
                + NOT_KUBERNETES),
        new Row(
            "is larger than the limit when unpacked",
            s ->
                s.body(
                    200,
                    Answers.PROTOBUF,
                    FakeTransport.gzip(
                        Codec.protobuf().encode(SECRET.with(x -> x.type("x".repeat(MAX_BYTES))))),
                    "Content-Encoding",
                    "gzip"),
            "200: the answer can't be read: the document is larger than 4096 bytes: read it in"
                + " pages, or raise Decoding.maxBytes."
                + NOT_KUBERNETES),
        new Row(
            "is packed in another way",
            s -> s.body(200, "application/json", json, "Content-Encoding", "br"),
            "200: the answer can't be read: its Content-Encoding is br, which nobody asked for."
                + NOT_KUBERNETES),
        new Row(
            "is not packed though it says so",
            s -> s.body(200, "application/json", json, "Content-Encoding", "gzip"),
            "200: the answer can't be read: Not in GZIP format." + NOT_KUBERNETES),
        new Row(
            "is cut gzip",
            s ->
                s.body(
                    200,
                    Answers.PROTOBUF,
                    half(FakeTransport.gzip(protobuf)),
                    "Content-Encoding",
                    "gzip"),
            "the connection ended in the middle of the answer, after 43 bytes of its body"
                + " (Unexpected end of ZLIB input stream). Look at the server and at what stands"
                + " before it, and try again."));
  }

  static List<Row> failures() {
    return List.of(
        new Row(
            "is a redirect",
            s ->
                s.text(
                    302,
                    "text/html",
                    "moved",
                    "Location",
                    "https://ada:hush@login.test/start?ticket=hush#hush"),
            "302: redirected to https://login.test/start. Give the API server's own address:"
                + " redirects aren't followed, lest the token go astray."),
        new Row(
            "is a redirect to nowhere",
            s -> s.text(304, "", ""),
            "304: redirected to nowhere. Give the API server's own address: redirects aren't"
                + " followed, lest the token go astray."),
        text(
            "is an error in plain text",
            500,
            "text/plain",
            "panic:\n\tout of cheese",
            "500 InternalError: text/plain in place of a Status: \"panic: out of cheese\"."
                + NOT_KUBERNETES),
        text(
            "is a proxy's error",
            502,
            "text/html",
            "<html><head><title>502</title><style>b {}</style></head><!-- x --><b>Bad</b> Gateway",
            "502 InternalError: text/html in place of a Status: \"502 Bad Gateway\"."
                + NOT_KUBERNETES),
        text(
            "is a proxy's long excuse",
            503,
            "text/html",
            "<p>" + "sorry ".repeat(1_000),
            "503 ServiceUnavailable: text/html in place of a Status: \""
                + "sorry ".repeat(33)
                + "so...\"."
                + NOT_KUBERNETES),
        text(
            "is an error of no type",
            500,
            "",
            "\u001b[2Jboo",
            "500 InternalError: an answer of no type in place of a Status: \"[2Jboo\"."
                + NOT_KUBERNETES),
        new Row(
            "is an error without end",
            s -> s.stream(500, "text/plain", new EndlessInput()),
            "500 InternalError: text/plain in place of a Status: \""
                + "x".repeat(200)
                + "...\"."
                + NOT_KUBERNETES),
        text(
            "is an empty error",
            500,
            "text/plain",
            "",
            "500 InternalError: an empty answer." + NOT_KUBERNETES),
        text(
            "is an error in JSON that is no Status",
            404,
            "application/json",
            "{\"error\":\"no such route\"}",
            "404 NotFound: application/json in place of a Status: \"{\"error\":\"no such"
                + " route\"}\"."
                + NOT_KUBERNETES),
        text(
            "is a cut Status",
            409,
            "application/json",
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"sta",
            "409 Conflict: application/json in place of a Status:"
                + " \"{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"sta\"."
                + NOT_KUBERNETES),
        text(
            "is another kind with an error's code",
            400,
            "application/json",
            "{\"kind\":\"Secret\",\"apiVersion\":\"v1\"}",
            "400 BadRequest: application/json in place of a Status:"
                + " \"{\"kind\":\"Secret\",\"apiVersion\":\"v1\"}\"."
                + NOT_KUBERNETES),
        text(
            "is a refusal in plain text",
            401,
            "text/plain",
            "Unauthorized",
            "401 Unauthorized: text/plain in place of a Status: \"Unauthorized\". Renew the"
                + " credentials of Config.builder()."),
        text(
            "repeats the token",
            403,
            "text/plain",
            "Authorization: Bearer hush-token",
            "403 Forbidden: text/plain in place of a Status: \"Authorization: Bearer (hidden)\"."
                + " Have somebody bind a role that allows it, or ask as another user."),
        text(
            "is a code that nobody has",
            999,
            "text/plain",
            "?",
            "999: text/plain in place of a Status: \"?\"." + NOT_KUBERNETES));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"successes", "failures"})
  @DisplayName("says what came and what to do, and shows no secret, when it")
  void tells(Row row) {
    FakeTransport server = new FakeTransport();
    row.answer().accept(server);
    Kubernetes k8s =
        Kubernetes.connect(
            FakeTransport.CONFIG,
            server,
            new HandTicker(),
            Decoding.DEFAULT.withMaxBytes(MAX_BYTES));

    ApiException e =
        catchThrowableOfType(ApiException.class, () -> k8s.coreV1().secrets("shop").create(SECRET));

    assertThat(e)
        .hasMessage(
            "POST /api/v1/namespaces/shop/secrets of https://fake.test:6443: " + row.message());
    assertThat(e.status().status()).isEqualTo("Failure");
    assertThat(printed(e)).doesNotContain("hush").doesNotContain(base64("hush-data"));
    assertThat(server.closedBodies).isEqualTo(1);
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(bytes(text));
  }

  /** With all causes and their traces. */
  private static String printed(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
