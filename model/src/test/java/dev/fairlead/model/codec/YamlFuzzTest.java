package dev.fairlead.model.codec;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.List;

/** Any bytes give objects or a {@link DecodeException}; what was read can be written and read. */
class YamlFuzzTest {
  private static final Decoding SMALL = Decoding.DEFAULT.withMaxBytes(1 << 20).withMaxDepth(100);

  @FuzzTest(maxDuration = "10m")
  void answersAnyBytesWithObjectsOrAnError(byte[] bytes) {
    FuzzedCodec.check(Codec.yaml(), bytes, SMALL);
    List<Object> objects =
        FuzzedCodec.readOrRefuse(
            () -> Codec.yaml().decodeAll(new ByteArrayInputStream(bytes), SMALL));
    if (objects != null) {
      objects.forEach(FuzzedCodec::checkSurvives);
    }
  }
}
