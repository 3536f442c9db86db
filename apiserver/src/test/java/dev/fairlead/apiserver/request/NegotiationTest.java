package dev.fairlead.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.apiserver.request.Negotiation.As;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.codec.Codec;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {
  private static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  private static final String TABLE = "application/json;as=Table;g=meta.k8s.io;v=v1";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                            | JSON
          */*                                                           | JSON
          application/yaml                                              | YAML
          application/vnd.kubernetes.protobuf, application/json         | PROTOBUF
          application/json;q=0.5, application/yaml                      | YAML
          */*, application/yaml                                         | YAML
          text/html, application/yaml;q=0.9, */*;q=0.8                  | YAML
          application/json;stream=else, application/yaml                | YAML
          application/json;sv=v1, application/yaml                      | YAML
          """)
  void picksTheFirstFormatThatTheClientWants(String accept, Format format) {
    assertThat(Negotiation.ofObject(accepting(accept)).format()).isEqualTo(format);
  }

  @Test
  void takesATableOnlyInFormatsThatHaveOne() {
    Negotiation chosen =
        Negotiation.ofList(
            accepting(PROTOBUF + ";as=Table;g=meta.k8s.io;v=v1," + TABLE + ",application/json"));

    assertThat(chosen)
        .isEqualTo(new Negotiation(Format.JSON, new As("Table", "meta.k8s.io", "v1"), false, ""));
  }

  @Test
  void fallsBackToTheObjectWhereTheFormIsUnknown() {
    Negotiation chosen =
        Negotiation.ofObject(
            accepting("application/json;as=Table;g=meta.k8s.io;v=v9,application/json"));

    assertThat(chosen).isEqualTo(new Negotiation(Format.JSON, null, false, ""));
  }

  @Test
  void saysWhichMediaTypesThereAre() {
    assertThat(failure(() -> Negotiation.ofObject(accepting("text/html"))))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"406: Not Acceptable\\n\\nAvailable representations: application/json,\
             application/yaml, application/vnd.kubernetes.protobuf","reason":"NotAcceptable",\
            "details":{},"code":406}\
            """);
    assertThat(failure(() -> Negotiation.ofObject(accepting("application/json;as=X;g=y;v=z"))))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"only the following media types are accepted: application/json,\
             application/yaml, application/vnd.kubernetes.protobuf","reason":"NotAcceptable",\
            "code":406}\
            """);
  }

  @Test
  void watchesOnlyInFormatsThatStream() {
    assertThat(Negotiation.ofWatch(accepting(PROTOBUF + ";stream=watch")).format())
        .isEqualTo(Format.PROTOBUF);
    assertThat(failure(() -> Negotiation.ofWatch(accepting("application/yaml"))))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"only the following media types are accepted: application/json;stream=watch,\
             application/vnd.kubernetes.protobuf;stream=watch","reason":"NotAcceptable",\
            "code":406}\
            """);
    assertThat(Format.JSON.watchMediaType()).isEqualTo("application/json");
    assertThat(Format.PROTOBUF.watchMediaType()).isEqualTo(PROTOBUF + ";stream=watch");
  }

  @Test
  void readsTheFormatOfABody() {
    assertThat(Negotiation.ofBody(Requests.of("POST", "/x"))).isEqualTo(Format.JSON);
    assertThat(
            Negotiation.ofBody(
                Requests.of("POST", "/x", "content-type", "Application/YAML; charset=utf-8")))
        .isEqualTo(Format.YAML);
    assertThat(
            failure(
                () -> Negotiation.ofBody(Requests.of("POST", "/x", "content-type", "text/html"))))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"the body of the request was in an unknown format - accepted media types\
             include: application/json, application/yaml, application/vnd.kubernetes.protobuf",\
            "reason":"UnsupportedMediaType","code":415}\
            """);
  }

  @Test
  void readsTheFormOfAPatch() {
    Set<String> taken = Set.of("application/merge-patch+json");

    assertThat(
            Negotiation.ofPatch(
                Requests.of("PATCH", "/x", "content-type", "application/merge-patch+json"), taken))
        .isEqualTo("application/merge-patch+json");
    assertThat(failure(() -> Negotiation.ofPatch(Requests.of("PATCH", "/x"), taken)))
        .isEqualTo(
            """
            {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"415: Unsupported Media Type","reason":"UnsupportedMediaType","details":{},\
            "code":415}\
            """);
  }

  @Test
  void printsInLinesForPeople() {
    Negotiation curl =
        Negotiation.ofPlain(Requests.get("/x", "user-agent", "curl/8", "accept", "*/*"));

    assertThat(
            new String(
                curl.encode(Codec.json().decodeTree("{\"a\":[1,{}],\"b\":\"{\\\"\"}")),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {
              "a": [
                1,
                {}
              ],
              "b": "{\\""
            }\
            """);
    assertThat(
            Negotiation.ofPlain(Requests.get("/x?pretty=false", "user-agent", "curl/8")).pretty())
        .isFalse();
    assertThat(Negotiation.ofPlain(Requests.get("/x?pretty=1")).pretty()).isTrue();
  }

  private static Request accepting(String accept) {
    return Requests.get("/api/v1/pods", "accept", accept);
  }

  private static String failure(ThrowingCallable call) {
    return Codec.json()
        .encodeToString(catchThrowableOfType(StatusException.class, call).status())
        .strip();
  }
}
