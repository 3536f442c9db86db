package dev.fairlead.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that knows how much it has given. */
final class CountedInput extends FilterInputStream {
  private long given;

  CountedInput(InputStream in) {
    super(in);
  }

  /** In bytes. */
  long given() {
    return given;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    given += b < 0 ? 0 : 1;
    return b;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int got = in.read(into, from, length);
    given += Math.max(0, got);
    return got;
  }
}
