package dev.fairlead.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** The body of a watch: bytes come when a test puts them there, and reading waits for them. */
final class EventInput extends InputStream {
  private enum End {
    NONE,
    PROPER,
    CLOSED,
    CUT
  }

  private record Part(ByteArrayInputStream bytes, End end) {
    static Part last(End end) {
      return new Part(new ByteArrayInputStream(new byte[0]), end);
    }
  }

  private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
  private Part part = Part.last(End.NONE);

  /** Counted down when somebody waits for bytes that aren't there. */
  final CountDownLatch waiting = new CountDownLatch(1);

  void put(byte[] bytes) {
    parts.add(new Part(new ByteArrayInputStream(bytes), End.NONE));
  }

  void end() {
    parts.add(Part.last(End.PROPER));
  }

  void cut() {
    parts.add(Part.last(End.CUT));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    while (part.bytes().available() == 0) {
      next();
      switch (part.end()) {
        case NONE -> {}
        case PROPER -> {
          return -1;
        }
        case CLOSED -> throw new InterruptedIOException("closed");
        case CUT -> throw new IOException("reset by peer");
      }
    }
    return part.bytes().read(into, from, length);
  }

  private void next() throws IOException {
    if (part.end() != End.NONE) {
      return;
    }
    if (parts.isEmpty()) {
      waiting.countDown();
    }
    try {
      part = parts.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public void close() {
    parts.add(Part.last(End.CLOSED));
  }
}
