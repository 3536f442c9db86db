package dev.fairlead.model.codec;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose every read fails, as one does whose connection is gone. */
final class BrokenInput extends InputStream {
  private final IOException failure;

  BrokenInput(IOException failure) {
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    throw failure;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    throw failure;
  }
}
