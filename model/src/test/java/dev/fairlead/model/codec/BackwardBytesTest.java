package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackwardBytesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 300, 5_000, 100_000, 3 << 20})
  void piecesComeOutInTheOtherOrder(int most) throws IOException {
    Random random = new Random(most);
    BackwardBytes out = new BackwardBytes();
    List<byte[]> pieces = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] piece = new byte[random.nextInt(most + 1)];
      random.nextBytes(piece);
      out.prepend(piece);
      out.prepend((byte) i);
      pieces.add(piece);
      pieces.add(new byte[] {(byte) i});
    }
    Collections.reverse(pieces);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    pieces.forEach(expected::writeBytes);
    assertThat(out.written()).isEqualTo(expected.size());
    assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
    ByteArrayOutputStream streamed = new ByteArrayOutputStream();
    out.writeTo(streamed);
    assertThat(streamed.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 3_000, 10_000, 3 << 20})
  void whatWasWrittenIsWrittenOnceMore(int most) {
    Random random = new Random(most);
    BackwardBytes out = new BackwardBytes();
    BackwardBytes plain = new BackwardBytes();
    for (int i = 0; i < 20; i++) {
      byte[] piece = new byte[random.nextInt(most + 1)];
      random.nextBytes(piece);
      byte[] between = new byte[random.nextInt(most + 1)];
      random.nextBytes(between);
      long from = out.written();
      out.prepend(piece);
      long to = out.written();
      out.prepend(between);
      out.repeat(from, to);
      plain.prepend(piece);
      plain.prepend(between);
      plain.prepend(piece);
    }
    assertThat(out.written()).isEqualTo(plain.written());
    assertThat(out.toByteArray()).isEqualTo(plain.toByteArray());
  }

  @Test
  void numbersMayLieAcrossChunks() {
    BackwardBytes out = new BackwardBytes();
    List<Long> numbers = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong() >>> random.nextInt(64);
      numbers.addFirst(number);
      out.varint(number);
    }
    byte[] bytes = out.toByteArray();
    ProtobufInput in = new ProtobufInput(bytes, 0);
    for (long number : numbers) {
      assertThat(in.varint(bytes.length)).isEqualTo(number);
    }
    assertThat(in.at).isEqualTo(bytes.length);
  }
}
