package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.meta.v1.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WatchEventsTest {
  private static final Pod WEB =
      Pod.of(
          p -> p.metadata(m -> m.name("web").label("quote\"}", "{\\")).spec(s -> s.nodeName("é")));
  private static final Pod BOOKMARK = Pod.of(p -> p.metadata(m -> m.resourceVersion("42")));
  private static final Status GONE =
      Status.of(s -> s.status("Failure").reason("Expired").code(410).message("too old"));

  /** The two formats, each with a way to write what a server writes. */
  enum Format {
    JSON {
      @Override
      byte[] event(String type, Object object) {
        return utf8(
            "{\"type\":\"" + type + "\",\"object\":" + Codec.json().encodeToString(object) + "}\n");
      }

      @Override
      WatchEvents<Pod> events(InputStream in, Decoding how) {
        return WatchEvents.json(in, Pod.TYPE, how);
      }
    },
    PROTOBUF {
      @Override
      byte[] event(String type, Object object) {
        byte[] raw = field(1, Codec.protobuf().encode(object));
        return framed(concat(field(1, utf8(type)), field(2, raw)));
      }

      @Override
      WatchEvents<Pod> events(InputStream in, Decoding how) {
        return WatchEvents.protobuf(in, Pod.TYPE, how);
      }
    };

    abstract byte[] event(String type, Object object);

    abstract WatchEvents<Pod> events(InputStream in, Decoding how);

    WatchEvents<Pod> events(InputStream in) {
      return events(in, Decoding.DEFAULT);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | ProtobufInput.BYTES);
    int rest = content.length;
    for (; rest >= 0x80; rest >>>= 7) {
      out.write((rest & 0x7f) | 0x80);
    }
    out.write(rest);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(Integer.BYTES + message.length)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static List<WatchEvents.Event<Pod>> readAll(WatchEvents<Pod> events) throws IOException {
    List<WatchEvents.Event<Pod>> read = new ArrayList<>();
    for (WatchEvents.Event<Pod> event; (event = events.next()) != null; ) {
      read.add(event);
    }
    return read;
  }

  private static List<WatchEvents.Event<Pod>> four() {
    return List.of(
        new WatchEvents.Event<>("ADDED", WEB, null),
        new WatchEvents.Event<>("BOOKMARK", BOOKMARK, null),
        new WatchEvents.Event<>("SOMETHING_NEW", WEB, null),
        new WatchEvents.Event<>("ERROR", null, GONE));
  }

  private static byte[] bytesOfFour(Format format) {
    return concat(
        format.event("ADDED", WEB),
        format.event("BOOKMARK", BOOKMARK),
        format.event("SOMETHING_NEW", WEB),
        format.event("ERROR", GONE));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void severalEventsInOneReadComeOneByOne(Format format) throws IOException {
    InputStream in = new ByteArrayInputStream(bytesOfFour(format));
    assertThat(readAll(format.events(in))).isEqualTo(four());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void eventsAreTheSameWhereverTheNetworkCutsThem(Format format) throws IOException {
    byte[] bytes = bytesOfFour(format);
    assertThat(readAll(format.events(new ChoppedInput(bytes, 1)))).isEqualTo(four());
    for (int cut = 0; cut <= bytes.length; cut++) {
      InputStream in =
          new SequenceInputStream(
              new ByteArrayInputStream(bytes, 0, cut),
              new ByteArrayInputStream(bytes, cut, bytes.length - cut));
      assertThat(readAll(format.events(in))).as("cut at " + cut).isEqualTo(four());
    }
  }

  /** A stream that is asked for more than it has would block for minutes. */
  @ParameterizedTest
  @EnumSource(Format.class)
  void anEventIsGivenAsSoonAsItsLastByteIsThere(Format format) throws IOException {
    byte[] bytes = format.event("ADDED", WEB);
    int needed = format == Format.JSON ? bytes.length - 1 : bytes.length; // a line break more
    InputStream blocking =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("asked for more");
          }

          @Override
          public int read(byte[] into, int from, int length) {
            throw new AssertionError("asked for more");
          }
        };
    InputStream in = new SequenceInputStream(new ByteArrayInputStream(bytes, 0, needed), blocking);
    assertThat(format.events(in).next()).isEqualTo(four().getFirst());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void largeEventsAndThenSmallOnesAreReadWhole(Format format) throws IOException {
    Pod large = Pod.of(p -> p.metadata(m -> m.annotation("a", "x{\"".repeat(100_000))));
    byte[] bytes =
        concat(
            format.event("ADDED", WEB),
            format.event("MODIFIED", large),
            format.event("DELETED", WEB),
            format.event("ADDED", large));
    assertThat(readAll(format.events(new ChoppedInput(bytes, 10_007))))
        .containsExactly(
            new WatchEvents.Event<>("ADDED", WEB, null),
            new WatchEvents.Event<>("MODIFIED", large, null),
            new WatchEvents.Event<>("DELETED", WEB, null),
            new WatchEvents.Event<>("ADDED", large, null));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aStreamThatEndsWithinAnEventSaysSo(Format format) throws IOException {
    byte[] first = format.event("ADDED", WEB);
    byte[] second = format.event("ADDED", WEB);
    int whole = format == Format.JSON ? second.length - 1 : second.length;
    String name = format == Format.JSON ? "JSON" : "protobuf";
    for (int length = 1; length < whole; length++) {
      byte[] cut = concat(first, java.util.Arrays.copyOf(second, length));
      WatchEvents<Pod> events = format.events(new ByteArrayInputStream(cut));
      assertThat(events.next()).isEqualTo(four().getFirst());
      assertThatThrownBy(events::next)
          .as("after " + length + " bytes")
          .isInstanceOf(EOFException.class)
          .hasMessage(name + ": the stream ends in the middle of a watch event");
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aFailureOfTheStreamIsHandedOnAsItIs(Format format) {
    IOException broken = new IOException("connection reset");
    InputStream in = new BrokenInput(broken);
    assertThatThrownBy(format.events(in)::next).isSameAs(broken);
  }

  @Test
  void inJsonTheTypeMayComeLastAndOtherMembersAreSkipped() throws IOException {
    String json =
        " \r\n\t{\"new\":[{\"type\":1}],\"object\":"
            + WEB.toJson()
            + ",\"type\":\"ADDED\"}{\"object\":"
            + Codec.json().encodeToString(GONE)
            + ",\"type\":\"ERROR\"}";
    assertThat(readAll(Format.JSON.events(new ByteArrayInputStream(utf8(json)))))
        .containsExactly(four().getFirst(), four().getLast());
  }

  @Test
  void strictDecodingReportsUnknownFieldsOfTheObject() {
    String json = "{\"type\":\"ADDED\",\"object\":{\"sepc\":{}}}";
    WatchEvents<Pod> events =
        Format.JSON.events(new ByteArrayInputStream(utf8(json)), Decoding.DEFAULT.withStrict(true));
    assertThatThrownBy(events::next).hasMessage("strict decoding error: unknown field \"sepc\"");
  }

  @Test
  void anEventBeyondTheLimitIsRefusedBeforeItFillsMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '{';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            java.util.Arrays.fill(into, from, from + length, (byte) '{');
            return length;
          }
        };
    assertThatThrownBy(Format.JSON.events(endless)::next)
        .isInstanceOf(DecodeException.class)
        .hasMessage(
            "JSON: a watch event is larger than the limit of 16777216 bytes: list the objects in"
                + " pages instead");
    assertThatThrownBy(Format.PROTOBUF.events(endless)::next)
        .isInstanceOf(DecodeException.class)
        .hasMessage(
            "protobuf: a watch event of 2071690107 bytes is larger than the limit of 16777216"
                + " bytes: list the objects in pages instead");
  }

  static Stream<Arguments> garbage() {
    byte[] magic = ProtobufEnvelope.MAGIC;
    return Stream.of(
        json("<html>", "JSON: a watch event is an object, but this starts otherwise"),
        json("[]", "JSON: a watch event is an object, but this starts otherwise"),
        json("{}", "JSON: the watch event has no object"),
        json("{\"type\":\"ADDED\"}", "JSON: the watch event has no object"),
        json("{\"object\":{}}", "JSON: the watch event has no type"),
        json("{\"type\":1,\"object\":{}}", "JSON: the watch event has a type that isn't a string"),
        json(
            "{\"type\":\"ADDED\",\"object\":null}",
            "JSON, line 1, column 26: expected an object of kind v1 Pod, found null"),
        json(
            "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Service\"}}",
            "JSON, line 1, column 34: kind is \"Service\", but v1 Pod was expected"),
        json(
            "{\"type\":\"ADDED\",\"object\":{\"spec\":[]}}",
            "JSON, line 1, column 34: spec: expected an object (PodSpec), found a list"),
        protobuf(new byte[0], "protobuf: the watch event has no type"),
        protobuf(field(1, utf8("ADDED")), "protobuf: the watch event has no object"),
        protobuf(
            concat(field(1, utf8("ADDED")), field(2, new byte[0])),
            "protobuf: the watch event has no object"),
        protobuf(
            concat(field(1, utf8("ADDED")), field(2, field(1, utf8("{}")))),
            "protobuf: the watch event has an object that doesn't start with k8s\\0"),
        protobuf(
            concat(
                field(1, utf8("ADDED")),
                field(2, field(1, Codec.protobuf().encode(Service.of(s -> {}))))),
            "protobuf: the watch event has a v1 Service, but v1 Pod was expected"),
        protobuf(
            concat(field(1, utf8("ADDED")), field(2, field(1, concat(magic, utf8("~~~"))))),
            "protobuf, byte 20: wire type 6 isn't one that Kubernetes uses"));
  }

  private static Arguments json(String text, String message) {
    return Arguments.of(Format.JSON, utf8(text), message);
  }

  private static Arguments protobuf(byte[] content, String message) {
    return Arguments.of(Format.PROTOBUF, framed(content), message);
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void saysWhatIsWrongWithWhatIsNoEvent(Format format, byte[] bytes, String message) {
    assertThatThrownBy(format.events(new ByteArrayInputStream(bytes))::next)
        .isInstanceOf(DecodeException.class)
        .hasMessage(message);
  }
}
