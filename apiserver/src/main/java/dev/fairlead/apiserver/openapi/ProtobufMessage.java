package dev.fairlead.apiserver.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A protobuf message that grows field by field; the empty value of a field is left out. */
final class ProtobufMessage {
  private static final int VARINT = 0;
  private static final int BYTES = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtobufMessage text(int field, @Nullable String text) {
    return text == null || text.isEmpty()
        ? this
        : bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufMessage flag(int field, boolean value) {
    if (value) {
      varint((field << 3) | VARINT);
      out.write(1);
    }
    return this;
  }

  ProtobufMessage message(int field, ProtobufMessage message) {
    return bytes(field, message.bytes());
  }

  private ProtobufMessage bytes(int field, byte[] bytes) {
    varint((field << 3) | BYTES);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  private void varint(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
