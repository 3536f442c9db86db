package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Compact JSON. */
final class JsonCodec extends Codec {
  static final JsonCodec INSTANCE = new JsonCodec(false);
  private static final JsonCodec LIKE_SERVER = new JsonCodec(true);

  private final boolean likeServer;

  private JsonCodec(boolean likeServer) {
    this.likeServer = likeServer;
  }

  @Override
  public Codec likeServer() {
    return LIKE_SERVER;
  }

  @Override
  public String mediaType() {
    return "application/json";
  }

  @Override
  public <T> T decode(Type<T> type, InputStream in, Decoding how) throws IOException {
    return new ObjectReader(JsonTokens.of(in, how), how).readRoot(type);
  }

  /** Reads the bytes twice, the first time only as far as apiVersion and kind. */
  @Override
  public Object decodeAny(InputStream in, Decoding how) throws IOException {
    byte[] bytes = new BoundedInput(in, how.maxBytes()).readAllBytes();
    var kind = new RecordedTokens.Finder().find(JsonTokens.of(bytes, 0, bytes.length, how));
    Optional<Type<?>> type = how.registry().find(kind);
    ObjectReader reader = new ObjectReader(JsonTokens.of(bytes, 0, bytes.length, how), how);
    return type.isPresent() ? reader.readRoot(type.get()) : reader.readTree();
  }

  @Override
  public JsonValue decodeTree(InputStream in, Decoding how) throws IOException {
    return new ObjectReader(JsonTokens.of(in, how), how).readTree();
  }

  @Override
  public void encode(Object object, OutputStream out) throws IOException {
    JsonTokenWriter writer = new JsonTokenWriter(out);
    new ObjectWriter(writer, likeServer).writeRoot(object);
    writer.flush();
  }
}
