package dev.fairlead.model.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream of watch events into frames, each in one piece of one buffer. */
final class EventFrames {
  /** The largest event, in bytes; client-go's limit. etcd takes objects of 1.5 MiB by default. */
  static final int MAX_FRAME_BYTES = 16 << 20;

  private static final int FIRST_BUFFER_BYTES = 16 << 10;

  /** The length in front of a protobuf frame. */
  private static final int LENGTH_BYTES = 4;

  private final InputStream in;
  byte[] bytes = new byte[FIRST_BUFFER_BYTES];

  /** The frame is {@code [from, to)}. */
  int from;

  int to;
  private int filled;

  EventFrames(InputStream in) {
    this.in = in;
  }

  /** Steps to the next frame that starts with its length; false at the end of the stream. */
  boolean nextByLength() throws IOException {
    from = to;
    if (!fill(LENGTH_BYTES)) {
      failIfPartial("protobuf");
      return false;
    }
    long length = 0;
    for (int i = 0; i < LENGTH_BYTES; i++) {
      length = length << 8 | (bytes[from + i] & 0xff);
    }
    if (length > MAX_FRAME_BYTES) {
      throw tooLarge("protobuf: a watch event of " + length + " bytes");
    }
    to = from;
    if (!fill(LENGTH_BYTES + (int) length)) {
      throw cut("protobuf");
    }
    from += LENGTH_BYTES;
    to = from + (int) length;
    return true;
  }

  /** Steps to the next JSON object, by its braces; false at the end of the stream. */
  boolean nextByBraces() throws IOException {
    from = to;
    if (!skipSpace()) {
      return false;
    }
    if (bytes[from] != '{') {
      throw new DecodeException("JSON: a watch event is an object, but this starts otherwise");
    }
    int depth = 0;
    boolean inString = false;
    for (int i = 0; ; i++) {
      if (filled - from <= i && !fill(i + 1)) {
        throw cut("JSON");
      }
      if (i >= MAX_FRAME_BYTES) {
        throw tooLarge("JSON: a watch event");
      }
      byte b = bytes[from + i];
      if (inString) {
        if (b == '\\') {
          i++; // whatever it is, it doesn't end the string
        } else if (b == '"') {
          inString = false;
        }
      } else if (b == '"') {
        inString = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        to = from + i + 1;
        return true;
      }
    }
  }

  private boolean skipSpace() throws IOException {
    while (fill(1)) {
      byte b = bytes[from];
      if (b != '\n' && b != ' ' && b != '\r' && b != '\t') {
        return true;
      }
      from++;
    }
    return false;
  }

  /** Reads until {@code count} bytes stand at {@code from}; false if the stream ends before. */
  private boolean fill(int count) throws IOException {
    while (filled - from < count) {
      if (filled == bytes.length || from + count > bytes.length) {
        makeRoom();
      }
      int got = in.read(bytes, filled, bytes.length - filled);
      if (got < 0) {
        return false;
      }
      filled += got;
    }
    return true;
  }

  /** Moves the frame to the start of the buffer, and doubles the buffer when that isn't enough. */
  private void makeRoom() {
    int held = filled - from;
    int size = bytes.length;
    if (held > size / 2) {
      size *= 2;
    } else if (held == 0 && size > 2 * FIRST_BUFFER_BYTES) {
      size = FIRST_BUFFER_BYTES; // a large event has passed
    }
    byte[] target = size == bytes.length ? bytes : new byte[size];
    System.arraycopy(bytes, from, target, 0, held);
    bytes = target;
    filled = held;
    from = 0;
    to = 0;
  }

  private void failIfPartial(String format) throws EOFException {
    if (filled > from) {
      throw cut(format);
    }
  }

  private static EOFException cut(String format) {
    return new EOFException(format + ": the stream ends in the middle of a watch event");
  }

  private static DecodeException tooLarge(String what) {
    return new DecodeException(
        what
            + " is larger than the limit of "
            + MAX_FRAME_BYTES
            + " bytes: list the objects in pages instead");
  }
}
