package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fairlead.model.core.v1.Pod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Any bytes are events or a {@link DecodeException}, however the network cuts them. */
class WatchEventsFuzzTest {
  private static final Decoding SMALL = Decoding.DEFAULT.withMaxDepth(100);

  /** Bytes that the network delivers at a time; no divisor of anything. */
  private static final int CHUNK = 7;

  @FuzzTest(maxDuration = "10m")
  void readsJsonOrSaysWhatIsWrong(byte[] bytes) throws IOException {
    check(
        WatchEvents.json(new ByteArrayInputStream(bytes), Pod.TYPE, SMALL),
        WatchEvents.json(new ChoppedInput(bytes, CHUNK), Pod.TYPE, SMALL));
  }

  @FuzzTest(maxDuration = "10m")
  void readsProtobufOrSaysWhatIsWrong(byte[] bytes) throws IOException {
    check(
        WatchEvents.protobuf(new ByteArrayInputStream(bytes), Pod.TYPE, SMALL),
        WatchEvents.protobuf(new ChoppedInput(bytes, CHUNK), Pod.TYPE, SMALL));
  }

  private static void check(WatchEvents<Pod> whole, WatchEvents<Pod> chopped) throws IOException {
    List<Object> read = readAll(whole);
    assertThat(readAll(chopped)).isEqualTo(read);
    for (Object event : read) {
      if (event instanceof WatchEvents.Event<?>(var type, var object, var error)) {
        FuzzedCodec.checkSurvives(
            object != null ? object : java.util.Objects.requireNonNull(error));
        assertThat(error != null).isEqualTo(type.equals("ERROR"));
      }
    }
  }

  /** The events, and the message with which the stream ended, if it did. */
  private static List<Object> readAll(WatchEvents<Pod> events) throws IOException {
    List<Object> read = new ArrayList<>();
    try {
      for (Object event; (event = events.next()) != null; ) {
        read.add(event);
      }
    } catch (DecodeException e) {
      FuzzedCodec.checkMessage(e);
      read.add(String.valueOf(e.getMessage()));
    }
    return read;
  }
}
