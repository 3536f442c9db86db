package dev.fairlead.cli.streams;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies what comes when it comes. */
final class Bytes {
  /** A pipe's capacity on Linux. */
  private static final int BUFFER = 64 << 10;

  private Bytes() {}

  static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      to.flush();
    }
  }
}
