package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.tree.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonCodecTest {
  private static final Decoding STRICT = Decoding.DEFAULT.withStrict(true);

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(
            "",
            "JSON, line 1, column 1: expected an object of kind v1 Pod, found the end of the"
                + " document"),
        Arguments.of(
            "[]", "JSON, line 1, column 1: expected an object of kind v1 Pod, found a list"),
        Arguments.of(
            "{\"kind\":\"Service\"}",
            "JSON, line 1, column 9: kind is \"Service\", but v1 Pod was expected"),
        Arguments.of(
            "{\"spec\":{\"containers\":[{\"name\":\"a\"},{\"name\":7}]}}",
            "JSON, line 1, column 45: spec.containers[1].name: expected a string, found a number"),
        Arguments.of(
            "{\"spec\":{\"terminationGracePeriodSeconds\":1.0}}",
            "JSON, line 1, column 42: spec.terminationGracePeriodSeconds: expected a whole number,"
                + " found a number with fraction or exponent"),
        Arguments.of(
            "{\"spec\":{\"terminationGracePeriodSeconds\":99999999999999999999}}",
            "JSON, line 1, column 42: spec.terminationGracePeriodSeconds: 99999999999999999999"
                + " doesn't fit 64 bits"),
        Arguments.of(
            "{\"spec\":{\"priority\":3000000000}}",
            "JSON, line 1, column 21: spec.priority: 3000000000 doesn't fit 32 bits"),
        Arguments.of(
            "{\"metadata\":{\"labels\":{\"app\":true}}}",
            "JSON, line 1, column 30: metadata.labels.app: expected a string, found true or false"),
        Arguments.of(
            "{\"metadata\":{\"labels\":[]}}",
            "JSON, line 1, column 23: metadata.labels: expected an object (a map), found a list"),
        Arguments.of(
            "{\"spec\":{\"hostNetwork\":\"yes\"}}",
            "JSON, line 1, column 24: spec.hostNetwork: expected true or false, found a string"),
        Arguments.of("{} {}", "JSON, line 1, column 4: more text after the document"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void saysWhereAndWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> Codec.json().decode(Pod.TYPE, json))
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }

  @Test
  void reportsAllUnknownAndDuplicateFieldsTogetherInStrictMode() {
    String json =
        """
        {"kind":"Pod","apiVersion":"v1","spec":{"contianers":[],"containers":[
          {"name":"a","name":"b","image":"x","imge":"y"}]},
         "metadata":{"labels":{"a":"1","a":"2"}},"extra":{"deep":[1,{"x":2}]}}
        """;
    assertThatThrownBy(() -> Codec.json().decode(Pod.TYPE, stream(json), STRICT))
        .isInstanceOf(DecodeException.class)
        .hasMessage(
            "strict decoding error: unknown field \"spec.contianers\","
                + " duplicate field \"spec.containers[0].name\","
                + " unknown field \"spec.containers[0].imge\","
                + " duplicate field \"metadata.labels.a\", unknown field \"extra\"");
  }

  @Test
  void skipsUnknownFieldsAndTakesTheLastOfDuplicatesOtherwise() {
    Pod pod =
        Codec.json()
            .decode(Pod.TYPE, "{\"new\":{\"a\":[1]},\"metadata\":{\"name\":\"a\",\"name\":\"b\"}}");
    assertThat(pod.metadata().name()).isEqualTo("b");
  }

  @Test
  void refusesDocumentsBeyondItsLimitsBeforeTheyFillMemory() {
    String deep = "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
    assertThatThrownBy(() -> Codec.json().decodeTree(deep))
        .isInstanceOf(DecodeException.class)
        .hasMessage("JSON, line 1, column 2501: nested deeper than 500 levels");
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '[';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            java.util.Arrays.fill(into, from, from + length, (byte) ' ');
            return length;
          }
        };
    assertThatThrownBy(
            () -> Codec.json().decodeTree(endless, Decoding.DEFAULT.withMaxBytes(1 << 20)))
        .isInstanceOf(DecodeException.class)
        .hasMessage(
            "the document is larger than 1048576 bytes: read it in pages, or raise"
                + " Decoding.maxBytes");
  }

  @Test
  void handsAFailureOfTheStreamOnAsItIs() {
    IOException broken = new IOException("connection reset");
    InputStream in = new BrokenInput(broken);
    assertThatThrownBy(() -> Codec.json().decode(Pod.TYPE, in, Decoding.DEFAULT)).isSameAs(broken);
  }

  @Test
  void readsAKindThatNobodyKnowsAsATree() throws IOException {
    Object read =
        Codec.json()
            .decodeAny(
                stream("{\"apiVersion\":\"x.io/v1\",\"kind\":\"X\",\"spec\":1}"), Decoding.DEFAULT);
    assertThat(read)
        .isInstanceOf(JsonObject.class)
        .hasToString("{\"apiVersion\":\"x.io/v1\",\"kind\":\"X\",\"spec\":1}");
  }

  @Test
  void needsApiVersionAndKindToKnowWhatItReads() {
    assertThatThrownBy(() -> Codec.json().decodeAny(stream("{\"kind\":\"Pod\"}"), Decoding.DEFAULT))
        .hasMessage("JSON: the object has no apiVersion: add apiVersion and kind");
  }

  @Test
  void writesWhatGoPrintsForAnObjectWithNothingSet() {
    assertThat(Pod.of(p -> {}).toJson())
        .isEqualTo(
            "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{},\"spec\":{\"containers\":[]},\"status\":{}}");
    assertThat(ConfigMap.of(c -> c.metadata(m -> m.name("a")).data("k", "v")).toJson())
        .isEqualTo(
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\"},\"data\":{\"k\":\"v\"}}");
  }

  @Test
  void turnsObjectsIntoTreesAndBack() {
    Pod pod = PopulatedObjects.everyFieldSet(Pod.TYPE, 1);
    assertThat(Codec.fromTree(Pod.TYPE, Codec.toTree(pod))).isEqualTo(pod);
  }

  /** As Go's decoder does, which goes on in the value that it has. */
  @Test
  void membersThatComeTwiceAreMerged() {
    Pod pod =
        Codec.json()
            .decode(
                Pod.TYPE,
                "{\"metadata\":{\"name\":\"a\",\"labels\":{\"x\":\"1\"}},"
                    + "\"metadata\":{\"namespace\":\"n\",\"labels\":{\"y\":\"2\"}}}");
    assertThat(pod.metadata().name()).isEqualTo("a");
    assertThat(pod.metadata().namespace()).isEqualTo("n");
    assertThat(pod.metadata().labels()).containsOnlyKeys("x", "y");
  }
}
