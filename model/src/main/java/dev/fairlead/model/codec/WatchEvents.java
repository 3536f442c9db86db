package dev.fairlead.model.codec;

import dev.fairlead.model.codec.TokenReader.Token;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a watch one by one, each as soon as it has arrived.
 *
 * <p>In JSON they are objects with {@code type} and {@code object}, one after the other. In
 * protobuf each is a length of four bytes, big-endian, and a message with the type (1) and an
 * extension (2) whose bytes (1) are the object in its envelope. Source: k8s.io/apimachinery,
 * pkg/util/framer and pkg/apis/meta/v1, WatchEvent.
 *
 * <p>An event may have 16 MiB. After an exception the stream can't be read on.
 */
public final class WatchEvents<T> {
  private static final String ERROR = "ERROR";

  /**
   * An event as it was sent.
   *
   * @param type ADDED, MODIFIED, DELETED, BOOKMARK or ERROR, or what nobody knows yet
   * @param object the object; null in an error
   * @param error what went wrong; null but in an error
   */
  public record Event<T>(String type, @Nullable T object, @Nullable Status error) {}

  private final EventFrames frames;
  private final Type<T> type;
  private final Decoding how;
  private final @Nullable ProtobufInput input;
  private final @Nullable ProtobufReader reader;

  private WatchEvents(InputStream in, Type<T> type, Decoding how, boolean protobuf) {
    this.frames = new EventFrames(in);
    this.type = type;
    this.how = how;
    this.input = protobuf ? new ProtobufInput(frames.bytes, 0) : null;
    this.reader = input == null ? null : new ProtobufReader(input, how);
  }

  /** Events in JSON. The stream stays the caller's. */
  public static <T> WatchEvents<T> json(InputStream in, Type<T> type, Decoding how) {
    return new WatchEvents<>(in, type, how, false);
  }

  /** Events in protobuf. The stream stays the caller's. */
  public static <T> WatchEvents<T> protobuf(InputStream in, Type<T> type, Decoding how) {
    return new WatchEvents<>(in, type, how, true);
  }

  /**
   * Waits for the next event.
   *
   * @return null at the end of the stream
   * @throws java.io.EOFException if the stream ends in the middle of an event
   * @throws DecodeException if what comes is no event, or one of another kind
   */
  public @Nullable Event<T> next() throws IOException {
    if (input == null || reader == null) {
      return frames.nextByBraces() ? nextJson() : null;
    }
    return frames.nextByLength() ? nextProtobuf(input, reader) : null;
  }

  private Event<T> nextJson() throws IOException {
    JsonTokens tokens = tokens();
    require(tokens.next() == Token.START_OBJECT, "JSON", "is no object");
    String kind = null;
    while (tokens.next() != Token.END_OBJECT) {
      String name = tokens.text();
      if (name.equals("type")) {
        require(tokens.next() == Token.STRING, "JSON", "has a type that isn't a string");
        kind = tokens.text();
      } else if (name.equals("object")) {
        String known = kind == null ? typeInJson() : kind;
        ObjectReader objects = new ObjectReader(tokens, how);
        Event<T> event =
            known.equals(ERROR)
                ? new Event<>(known, null, objects.readRootValue(Status.TYPE))
                : new Event<>(known, objects.readRootValue(type), null);
        objects.failOnProblems();
        return event;
      } else {
        tokens.skip(tokens.next());
      }
    }
    throw malformed("JSON", "has no object");
  }

  /** Looks ahead for the type, which servers write first and JSON lets stand anywhere. */
  private String typeInJson() throws IOException {
    JsonTokens tokens = tokens();
    Token first = tokens.next();
    require(first == Token.START_OBJECT, "JSON", "is no object");
    while (tokens.next() != Token.END_OBJECT) {
      boolean found = tokens.text().equals("type");
      Token value = tokens.next();
      if (found && value == Token.STRING) {
        return tokens.text();
      }
      tokens.skip(value);
    }
    throw malformed("JSON", "has no type");
  }

  private JsonTokens tokens() {
    return JsonTokens.of(frames.bytes, frames.from, frames.to - frames.from, how);
  }

  private Event<T> nextProtobuf(ProtobufInput in, ProtobufReader objects) {
    in.bytes = frames.bytes;
    int end = find(in, frames.from, frames.to, 1);
    require(end >= 0, "protobuf", "has no type");
    String kind = in.utf8(end - in.at);
    end = find(in, frames.from, frames.to, 2);
    end = end < 0 ? end : find(in, in.at, end, 1);
    require(end >= 0, "protobuf", "has no object");
    return kind.equals(ERROR)
        ? new Event<>(kind, null, enveloped(in, objects, Status.TYPE, end))
        : new Event<>(kind, enveloped(in, objects, type, end), null);
  }

  private static <E> E enveloped(ProtobufInput in, ProtobufReader objects, Type<E> type, int end) {
    if (!ProtobufEnvelope.startsAt(in.bytes, in.at, end)) {
      throw malformed("protobuf", "has an object that doesn't start with k8s\\0");
    }
    int from = in.at + ProtobufEnvelope.MAGIC.length;
    int metaEnd = find(in, from, end, ProtobufEnvelope.TYPE_META >>> 3);
    GroupVersionKind found = metaEnd < 0 ? null : ProtobufEnvelope.readTypeMeta(in, metaEnd);
    GroupVersionKind wanted = type.kind().orElse(null);
    if (found != null && wanted != null && !wanted.equals(found)) {
      throw malformed(
          "protobuf", "has a " + ProtobufDocument.words(found) + ", but " + type + " was expected");
    }
    int rawEnd = find(in, from, end, ProtobufEnvelope.RAW >>> 3);
    if (rawEnd < 0) {
      return type.empty();
    }
    E object = objects.readMessage(type, rawEnd);
    objects.failOnProblems();
    return object;
  }

  /**
   * Moves the cursor to the content of a field of a message in {@code [from, end)}.
   *
   * @return where the content ends; -1 if the message doesn't have the field
   */
  private static int find(ProtobufInput in, int from, int end, int number) {
    in.at = from;
    while (in.at < end) {
      int tag = in.tag(end);
      if (tag == (number << 3 | ProtobufInput.BYTES)) {
        int length = in.length(end);
        return in.at + length;
      }
      in.skip(tag, end);
    }
    return -1;
  }

  private static void require(boolean right, String format, String what) {
    if (!right) {
      throw malformed(format, what);
    }
  }

  private static DecodeException malformed(String format, String what) {
    return new DecodeException(format + ": the watch event " + what);
  }
}
