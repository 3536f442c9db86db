package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.meta.v1.Table;
import dev.fairlead.model.tree.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProtobufCodecTest {
  private static final HexFormat HEX = HexFormat.of();

  /** k8s\0, then the envelope with apiVersion v1 and kind Pod. */
  private static final String POD = "6b387300" + "0a09" + "0a027631" + "1203506f64";

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(
            "",
            "protobuf: the document doesn't start with Kubernetes' four bytes k8s\\0: it is empty"),
        Arguments.of(
            "7b7d", "protobuf: the document doesn't start with Kubernetes' four bytes k8s\\0"),
        Arguments.of(
            "6b3873000a0c0a0276311206536563726574",
            "protobuf: the document is a v1 Secret, but v1 Pod was expected"),
        Arguments.of(POD + "1205", "protobuf, byte 17: the document ends before its object does"),
        Arguments.of(
            POD + "12030a0578", "protobuf, byte 19: a field of 5 bytes doesn't fit its object"),
        Arguments.of(
            POD + "12020801", "protobuf, byte 18: field 1 (metadata) has wire type 0, not 2"),
        Arguments.of(
            POD + "12080a020a000a020a00", "protobuf, byte 22: field 1 (metadata) is there twice"),
        Arguments.of(POD + "12060a040a02c328", "protobuf, byte 21: text is not UTF-8"),
        Arguments.of(
            POD + "12ffffffffffffffffff01",
            "protobuf, byte 26: a part of 18446744073709551615 bytes is larger than the limit of"
                + " 1073741824: read in pages, or raise Decoding.maxBytes"),
        Arguments.of(
            POD + "12020200", "protobuf, byte 18: field number 0 isn't one that protobuf has"),
        Arguments.of(
            POD + "1200" + "1a04677a6970",
            "protobuf, byte 19: content encoding inside the envelope isn't supported"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void saysAtWhichByteAndWhatIsWrong(String hex, String message) {
    assertThatThrownBy(() -> Codec.protobuf().decode(Pod.TYPE, HEX.parseHex(hex)))
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }

  @Test
  void reportsUnknownFieldNumbersInStrictMode() {
    byte[] bytes = HEX.parseHex(POD + "1205" + "f80101" + "1200");
    assertThat(Codec.protobuf().decode(Pod.TYPE, bytes)).isEqualTo(Pod.of(p -> {}));
    assertThatThrownBy(() ->
            Codec.protobuf()
                .decode(
                    Pod.TYPE, new ByteArrayInputStream(bytes), Decoding.DEFAULT.withStrict(true)))
        .isInstanceOf(DecodeException.class)
        .hasMessage("strict decoding error: unknown field number 31 in \"\"");
  }

  /** One byte at a time, as a slow network may give them. */
  @Test
  void decodesWhileTheBytesArriveWhateverTheirPieces() throws IOException {
    PodList list =
        PodList.of(l ->
            IntStream.range(0, 20)
                .forEach(i -> l.item(PopulatedObjects.everyFieldSet(Pod.TYPE, i))));
    byte[] bytes = Codec.protobuf().encode(list);
    InputStream trickle =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, 1 + length % 7));
          }
        };
    assertThat(Codec.protobuf().decode(PodList.TYPE, trickle, Decoding.DEFAULT)).isEqualTo(list);
    assertThat(bytes.length).isGreaterThan(256 << 10);
  }

  /** Whatever the damage: a Pod or a DecodeException, and nothing else. */
  @Property(tries = 2_000)
  void answersDamagedBytesWithAnObjectOrAnError(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = Codec.protobuf().encode(PopulatedObjects.random(Pod.TYPE, seed % 20));
    byte[] damaged = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
    for (int i = random.nextInt(4); i > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    try {
      Object read = Codec.protobuf().decodeAny(new ByteArrayInputStream(damaged), Decoding.DEFAULT);
      assertThat(Codec.json().encode(read)).isNotEmpty();
    } catch (DecodeException e) {
      assertThat(e).hasMessageStartingWith("protobuf");
    }
  }

  @Test
  void saysThatTreesAndTablesHaveNoProtobufForm() {
    assertThatThrownBy(() -> Codec.protobuf().encode(JsonObject.EMPTY))
        .hasMessage("a tree has no protobuf form: its type is what gives fields their numbers");
    assertThatThrownBy(() -> Codec.protobuf().encode(Table.of(t -> {})))
        .hasMessage("Table has no protobuf form in Kubernetes: encode it as JSON");
  }

  @Test
  void readsAnEnvelopedObjectInsideARawExtension() {
    byte[] inner = Codec.protobuf().encode(Pod.of(p -> p.metadata(m -> m.name("in"))));
    // List of v1: items (2) of RawExtension: raw (1)
    String raw = HEX.formatHex(inner);
    String item = field(2, field(1, raw));
    String meta =
        field(1, HEX.formatHex("v1".getBytes(StandardCharsets.UTF_8)))
            + field(2, HEX.formatHex("List".getBytes(StandardCharsets.UTF_8)));
    byte[] list = HEX.parseHex("6b387300" + field(1, meta) + field(2, item));
    Object read = assertDecodes(list);
    assertThat(Codec.json().encodeToString(read))
        .contains(
            "\"items\":[{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"in\"}");
  }

  private static Object assertDecodes(byte[] bytes) {
    try {
      return Codec.protobuf().decodeAny(new ByteArrayInputStream(bytes), Decoding.DEFAULT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String field(int number, String hex) {
    int length = hex.length() / 2;
    return String.format("%02x%02x", number << 3 | 2, length) + hex;
  }

  /** Copying what is there for each run would take this test minutes. */
  @Test
  void joinsAMapAndAListWhoseEntriesComeInManyRuns() {
    int entries = 100_000;
    StringBuilder metadata = new StringBuilder();
    for (int i = 0; i < entries; i++) {
      String key = HEX.toHexDigits(i); // eight characters
      metadata.append("5a0a0a08").append(HEX.formatHex(key.getBytes(StandardCharsets.US_ASCII)));
      metadata.append("720166"); // a finalizer, f
    }
    String bytes = metadata.toString();
    String object = "0a" + varint(bytes.length() / 2) + bytes;
    byte[] document = HEX.parseHex(POD + "12" + varint(object.length() / 2) + object);

    Pod pod = Codec.protobuf().decode(Pod.TYPE, document);

    assertThat(pod.metadata().labels()).hasSize(entries).containsEntry("000003e7", "");
    assertThat(pod.metadata().finalizers()).hasSize(entries).containsOnly("f");
  }

  private static String varint(int value) {
    StringBuilder out = new StringBuilder();
    int rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      out.append(HEX.toHexDigits((byte) (rest | 0x80)));
    }
    return out.append(HEX.toHexDigits((byte) rest)).toString();
  }
}
