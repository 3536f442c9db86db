package dev.fairlead.model.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Any document and patch give a patched document or a {@link PatchException}. */
class PatchFuzzTest {
  @FuzzTest(maxDuration = "10m")
  void answersAnyPatchWithADocumentOrAnError(byte[] bytes) {
    JsonValue input = read(bytes);
    if (!(input instanceof JsonArray pair) || pair.size() != 2) {
      return;
    }
    check(() -> JsonPatch.parse(pair.get(1)).apply(pair.get(0)));
    check(() -> MergePatch.parse(pair.get(1)).apply(pair.get(0)));
    if (pair.get(0) instanceof JsonObject from && pair.get(1) instanceof JsonObject to) {
      check(() -> StrategicMergePatch.parse(to).apply(from, Pod.TYPE));
      check(() -> StrategicMergePatch.diff(from, to, Pod.TYPE).apply(from, Pod.TYPE));
      assertThat(JsonPatch.diff(from, to).apply(from)).isEqualTo(to);
    }
  }

  /** The bytes are the two, with a comma between; not at the start, where they might say UTF-32. */
  private static @Nullable JsonValue read(byte[] bytes) {
    try {
      return Codec.json().decodeTree("[   " + new String(bytes, StandardCharsets.UTF_8) + "]");
    } catch (DecodeException e) {
      return null;
    }
  }

  private static void check(Runnable patching) {
    try {
      patching.run();
    } catch (PatchException e) {
      assertThat(e.problem()).isNotEmpty();
    }
  }
}
