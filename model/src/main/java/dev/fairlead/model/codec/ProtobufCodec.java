package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Protobuf in the envelope of Kubernetes. */
final class ProtobufCodec extends Codec {
  static final ProtobufCodec INSTANCE = new ProtobufCodec();

  private ProtobufCodec() {}

  @Override
  public String mediaType() {
    return "application/vnd.kubernetes.protobuf";
  }

  @Override
  public <T> T decode(Type<T> type, InputStream in, Decoding how) throws IOException {
    return new ProtobufDocument(in, how).read(type);
  }

  @Override
  public Object decodeAny(InputStream in, Decoding how) throws IOException {
    return new ProtobufDocument(in, how).readAny();
  }

  @Override
  public JsonValue decodeTree(InputStream in, Decoding how) throws IOException {
    return toTree(decodeAny(in, how));
  }

  @Override
  public void encode(Object object, OutputStream out) throws IOException {
    written(object).writeTo(out);
    out.flush();
  }

  @Override
  public byte[] encode(Object object) {
    return written(object).toByteArray();
  }

  private static BackwardBytes written(Object object) {
    if (object instanceof JsonValue) {
      throw new IllegalArgumentException(
          "a tree has no protobuf form: its type is what gives fields their numbers");
    }
    return new ProtobufWriter().write(object);
  }
}
