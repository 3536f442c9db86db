package dev.fairlead.model.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.model.core.v1.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any bytes give an object or a {@link DecodeException}; what was read can be written and read. */
class JsonFuzzTest {
  private static final Decoding SMALL = Decoding.DEFAULT.withMaxBytes(1 << 20).withMaxDepth(100);

  @FuzzTest(maxDuration = "10m")
  void answersAnyBytesWithAnObjectOrAnError(byte[] bytes) throws IOException {
    FuzzedCodec.check(Codec.json(), bytes, SMALL);
    try {
      Pod pod =
          Codec.json().decode(Pod.TYPE, new ByteArrayInputStream(bytes), SMALL.withStrict(true));
      FuzzedCodec.checkSurvives(pod);
    } catch (DecodeException e) {
      FuzzedCodec.checkMessage(e);
    }
  }
}
