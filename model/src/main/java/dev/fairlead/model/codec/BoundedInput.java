package dev.fairlead.model.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails once it has given more than its bound, so that no peer fills our memory. */
final class BoundedInput extends FilterInputStream {
  private final long bound;
  private long given;

  BoundedInput(InputStream in, long bound) {
    super(in);
    this.bound = bound;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int got = in.read(into, from, length);
    if (got > 0) {
      count(got);
    }
    return got;
  }

  private void count(int got) {
    given += got;
    if (given > bound) {
      throw new DecodeException(
          "the document is larger than "
              + bound
              + " bytes: read it in pages, or raise Decoding.maxBytes");
    }
  }

  /** The stream below belongs to the caller. */
  @Override
  public void close() {}
}
