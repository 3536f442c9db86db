package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.InputStream;
import java.io.OutputStream;

/** YAML. */
final class YamlCodec extends Codec {
  static final YamlCodec INSTANCE = new YamlCodec();

  @Override
  public String mediaType() {
    return "application/yaml";
  }

  @Override
  public <T> T decode(Type<T> t, InputStream i, Decoding d) {
    throw new IllegalStateException();
  }

  @Override
  public Object decodeAny(InputStream i, Decoding d) {
    throw new IllegalStateException();
  }

  @Override
  public JsonValue decodeTree(InputStream i, Decoding d) {
    throw new IllegalStateException();
  }

  @Override
  public void encode(Object o, OutputStream out) {
    throw new IllegalStateException();
  }
}
