package dev.fairlead.model.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Any bytes give objects or a {@link DecodeException}; what was read can be written and read. */
class YamlFuzzTest {
  private static final Decoding SMALL = Decoding.DEFAULT.withMaxBytes(1 << 20).withMaxDepth(100);

  @FuzzTest(maxDuration = "10m")
  void answersAnyBytesWithObjectsOrAnError(byte[] bytes) throws IOException {
    FuzzedCodec.check(Codec.yaml(), bytes, SMALL);
    try {
      Codec.yaml()
          .decodeAll(new ByteArrayInputStream(bytes), SMALL)
          .forEach(FuzzedCodec::checkSurvives);
    } catch (DecodeException e) {
      FuzzedCodec.checkMessage(e);
    }
  }
}
