package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.WatchEvents;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads the head of a watch's answer; the events are read by whoever iterates. */
record WatchReader<T extends KubernetesObject>(Calls calls, Type<T> type, Duration serverTimeout)
    implements Call.Reader<Watch<T>> {
  /** After the server should have ended the watch: for its clock, and the way. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Override
  public Watch<T> read(Answers answers) throws IOException {
    Codec codec = answers.codec();
    InputStream body = answers.body();
    WatchEvents<T> events =
        codec == Codec.protobuf()
            ? WatchEvents.protobuf(body, type, answers.decoding())
            : WatchEvents.json(body, type, answers.decoding());
    return new Watch<>(calls, answers, events);
  }

  @Override
  public String accept(boolean protobuf) {
    return MetadataForm.accept(type, protobuf);
  }

  @Override
  public boolean isEndless() {
    return true;
  }

  @Override
  public Duration silence() {
    return serverTimeout.plus(GRACE);
  }
}
