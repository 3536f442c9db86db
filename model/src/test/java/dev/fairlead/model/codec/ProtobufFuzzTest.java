package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.model.core.v1.PodList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Any bytes give an object or a {@link DecodeException}, the same with a dictionary as without. */
class ProtobufFuzzTest {
  private static final Decoding SMALL = Decoding.DEFAULT.withMaxBytes(1 << 20).withMaxDepth(100);

  @FuzzTest(maxDuration = "10m")
  void answersAnyBytesWithAnObjectOrAnError(byte[] bytes) throws IOException {
    FuzzedCodec.check(Codec.protobuf(), bytes, SMALL);
    byte[] enveloped = envelope(bytes);
    try {
      PodList plain =
          Codec.protobuf().decode(PodList.TYPE, new ByteArrayInputStream(enveloped), SMALL);
      Decoding sharing = SMALL.withDictionary(new Dictionary());
      for (int i = 0; i < 2; i++) {
        assertThat(
                Codec.protobuf().decode(PodList.TYPE, new ByteArrayInputStream(enveloped), sharing))
            .isEqualTo(plain);
      }
      FuzzedCodec.checkSurvives(plain);
    } catch (DecodeException e) {
      FuzzedCodec.checkMessage(e);
    }
  }

  /**
   * The bytes as the object of an envelope, so that the fuzzer needn't find out how to make one.
   */
  private static byte[] envelope(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ProtobufEnvelope.MAGIC);
    out.write(ProtobufEnvelope.TYPE_META);
    byte[] kind = "PodList".getBytes(StandardCharsets.UTF_8);
    out.write(4 + kind.length + 2);
    out.writeBytes(new byte[] {0x0a, 2, 'v', '1', 0x12, (byte) kind.length});
    out.writeBytes(kind);
    out.write(ProtobufEnvelope.RAW);
    for (int rest = raw.length; ; rest >>>= 7) {
      out.write(rest < 0x80 ? rest : (rest & 0x7f) | 0x80);
      if (rest < 0x80) {
        break;
      }
    }
    out.writeBytes(raw);
    return out.toByteArray();
  }
}
