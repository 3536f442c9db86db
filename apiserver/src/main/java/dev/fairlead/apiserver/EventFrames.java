package dev.fairlead.apiserver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts encoded objects into watch events without encoding them again. */
final class EventFrames {
  private static final byte[] JSON_END = {'}', '\n'};

  /** Tags of WatchEvent's type and object, and of RawExtension's raw: fields 1, 2 and 1. */
  private static final int TYPE = 1 << 3 | 2;

  private static final int OBJECT = 2 << 3 | 2;
  private static final int RAW = 1 << 3 | 2;

  private EventFrames() {}

  /** A line: {@code {"type":"ADDED","object":{...}}}. */
  static byte[] json(String type, byte[] object) {
    byte[] start = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(start.length + object.length + JSON_END.length)
        .put(start)
        .put(object)
        .put(JSON_END)
        .array();
  }

  /** Four bytes of length, then a WatchEvent whose object is an enveloped one. */
  static byte[] protobuf(String type, byte[] object) {
    byte[] name = type.getBytes(StandardCharsets.UTF_8);
    int raw = 1 + varintSize(object.length) + object.length;
    int size = 1 + varintSize(name.length) + name.length + 1 + varintSize(raw) + raw;
    ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + size).putInt(size);
    putVarint(frame.put((byte) TYPE), name.length).put(name);
    putVarint(frame.put((byte) OBJECT), raw);
    putVarint(frame.put((byte) RAW), object.length).put(object);
    return frame.array();
  }

  private static int varintSize(int value) {
    int size = 1;
    for (int rest = value >>> 7; rest != 0; rest >>>= 7) {
      size++;
    }
    return size;
  }

  private static ByteBuffer putVarint(ByteBuffer out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    return out.put((byte) rest);
  }
}
