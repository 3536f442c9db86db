package dev.fairlead.model.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A cursor over protobuf bytes. Every step checks its bounds and says where it failed. */
final class ProtobufInput {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  byte[] bytes;
  int at;

  /** How many bytes of the document came before {@link #bytes}. */
  long skippedBefore;

  ProtobufInput(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  long varint(int end) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw fail("the message ends inside a number");
      }
      byte b = bytes[at++];
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw fail("a number has more than 10 bytes");
  }

  /** A tag; a field number of 0 or beyond 29 bits is an error. */
  int tag(int end) {
    if (at < end && bytes[at] > 0 && bytes[at] >= 8) {
      return bytes[at++]; // one byte, as nearly all are
    }
    long tag = varint(end);
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw fail("field number " + (tag >>> 3) + " isn't one that protobuf has");
    }
    return (int) tag;
  }

  /** The length of what follows, checked to lie before {@code end}. */
  int length(int end) {
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw fail(
          "a field of "
              + Long.toUnsignedString(length)
              + " bytes doesn't fit the "
              + (end - at)
              + " that are left");
    }
    return (int) length;
  }

  long fixed64(int end) {
    if (end - at < 8) {
      throw fail("the message ends inside a 64-bit value");
    }
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value |= (bytes[at + i] & 0xffL) << (8 * i);
    }
    at += 8;
    return value;
  }

  /** Skips a field's value. */
  void skip(int tag, int end) {
    switch (tag & 7) {
      case VARINT -> varint(end);
      case FIXED64 -> advance(8, end);
      case BYTES -> {
        int length = length(end);
        at += length;
      }
      case FIXED32 -> advance(4, end);
      default -> throw fail("wire type " + (tag & 7) + " isn't one that Kubernetes uses");
    }
  }

  private void advance(int count, int end) {
    if (end - at < count) {
      throw fail("the message ends inside a value");
    }
    at += count;
  }

  /** Text of a given length. Malformed UTF-8 is an error, not a replacement character. */
  String utf8(int length) {
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    if (text.indexOf('\ufffd') >= 0) {
      checkUtf8(length);
    }
    at += length;
    return text;
  }

  private void checkUtf8(int length) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length));
    } catch (CharacterCodingException e) {
      throw fail("text is not UTF-8");
    }
  }

  DecodeException fail(String what) {
    return new DecodeException("protobuf, byte " + (skippedBefore + at) + ": " + what);
  }
}
