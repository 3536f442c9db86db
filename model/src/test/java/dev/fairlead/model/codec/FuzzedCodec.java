package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What holds for every codec and every input. */
final class FuzzedCodec {
  private FuzzedCodec() {}

  interface Reading<T> {
    T read() throws IOException;
  }

  /** What was read, or null if it is refused; a refusal says why. */
  static <T> @Nullable T readOrRefuse(Reading<T> reading) {
    try {
      return reading.read();
    } catch (DecodeException e) {
      checkMessage(e);
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
  }

  static void check(Codec codec, byte[] bytes, Decoding how) {
    Object any = readOrRefuse(() -> codec.decodeAny(new ByteArrayInputStream(bytes), how));
    if (any != null) {
      checkSurvives(any);
    }
    JsonValue tree = readOrRefuse(() -> codec.decodeTree(new ByteArrayInputStream(bytes), how));
    if (tree != null) {
      checkSurvives(tree);
    }
  }

  /** An object that was read is the same after it was written and read, as JSON and as YAML. */
  static void checkSurvives(Object object) {
    checkSurvives(Codec.json(), object);
    checkSurvives(Codec.yaml(), object);
  }

  private static void checkSurvives(Codec codec, Object object) {
    String text = codec.encodeToString(object);
    Object read =
        object instanceof JsonValue
            ? codec.decodeTree(text)
            : codec.decode(Type.of(object.getClass()), text);
    assertThat(read).isEqualTo(object);
  }

  static void checkMessage(DecodeException e) {
    assertThat(e.getMessage()).isNotBlank();
  }
}
