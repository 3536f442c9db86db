package dev.fairlead.model.codec;

import java.io.ByteArrayInputStream;

/** Delivers its bytes a few at a time, as a network does. */
final class ChoppedInput extends ByteArrayInputStream {
  private final int most;

  ChoppedInput(byte[] bytes, int most) {
    super(bytes);
    this.most = most;
  }

  @Override
  public synchronized int read(byte[] into, int from, int length) {
    return super.read(into, from, Math.min(length, most));
  }
}
