package dev.fairlead.model.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.model.core.v1.Pod;
import java.io.ByteArrayInputStream;

/** Any bytes give an object or a {@link DecodeException}; what was read can be written and read. */
class JsonFuzzTest {
  private static final Decoding SMALL = Decoding.DEFAULT.withMaxBytes(1 << 20).withMaxDepth(100);

  @FuzzTest(maxDuration = "10m")
  void answersAnyBytesWithAnObjectOrAnError(byte[] bytes) {
    FuzzedCodec.check(Codec.json(), bytes, SMALL);
    Decoding strict = SMALL.withStrict(true);
    Pod pod =
        FuzzedCodec.readOrRefuse(
            () -> Codec.json().decode(Pod.TYPE, new ByteArrayInputStream(bytes), strict));
    if (pod != null) {
      FuzzedCodec.checkSurvives(pod);
    }
  }
}
