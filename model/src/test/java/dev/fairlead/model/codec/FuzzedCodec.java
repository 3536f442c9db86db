package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What holds for every codec and every input. */
final class FuzzedCodec {
  private FuzzedCodec() {}

  static void check(Codec codec, byte[] bytes, Decoding how) throws IOException {
    try {
      checkSurvives(codec.decodeAny(new ByteArrayInputStream(bytes), how));
    } catch (DecodeException e) {
      checkMessage(e);
    }
    try {
      JsonValue tree = codec.decodeTree(new ByteArrayInputStream(bytes), how);
      assertThat(Codec.json().decodeTree(Codec.json().encodeToString(tree))).isEqualTo(tree);
    } catch (DecodeException e) {
      checkMessage(e);
    }
  }

  /** An object that was read is the same after it was written and read. */
  static void checkSurvives(Object object) {
    try {
      byte[] json = Codec.json().encode(object);
      Object read =
          object instanceof JsonValue
              ? Codec.json().decodeTree(new ByteArrayInputStream(json), Decoding.DEFAULT)
              : Codec.json().decode(Type.of(object.getClass()), json);
      assertThat(read).isEqualTo(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void checkMessage(DecodeException e) {
    assertThat(e.getMessage()).isNotBlank();
  }
}
