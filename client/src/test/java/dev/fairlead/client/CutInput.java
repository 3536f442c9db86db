package dev.fairlead.client;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** The first bytes of a body, and then an error in place of its end. */
final class CutInput extends FilterInputStream {
  private final IOException error;

  CutInput(byte[] body, int length, IOException error) {
    super(new ByteArrayInputStream(body, 0, length));
    this.error = error;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw error;
    }
    return b;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int got = in.read(into, from, length);
    if (got < 0) {
      throw error;
    }
    return got;
  }
}
