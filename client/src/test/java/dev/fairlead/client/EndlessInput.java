package dev.fairlead.client;

import java.io.InputStream;
import java.util.Arrays;

/** The letter x, without end. */
final class EndlessInput extends InputStream {
  @Override
  public int read() {
    return 'x';
  }

  @Override
  public int read(byte[] into, int from, int length) {
    Arrays.fill(into, from, from + length, (byte) 'x');
    return length;
  }
}
