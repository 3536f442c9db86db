package dev.fairlead.cluster;

import dev.fairlead.apiserver.request.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body that a thread of its own makes while another reads it: at most {@value #PARTS} parts are
 * ahead, then the maker waits. Closing the reader's end interrupts the maker.
 */
final class EventPipe {
  private static final int PARTS = 64;

  /** Stands for the end; told apart from empty parts by identity. */
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> parts = new ArrayBlockingQueue<>(PARTS);
  private final Reader in = new Reader();
  private volatile @Nullable Thread maker;
  private volatile @Nullable Exception failure;
  private volatile boolean closed;

  private EventPipe() {}

  static EventPipe start(Response.Body body, Consumer<EventPipe> whenDone) {
    EventPipe pipe = new EventPipe();
    pipe.maker =
        Thread.ofVirtual()
            .name("local-watch")
            .start(() -> {
              pipe.make(body);
              whenDone.accept(pipe);
            });
    return pipe;
  }

  InputStream in() {
    return in;
  }

  private void make(Response.Body body) {
    try {
      Writer out = new Writer();
      body.writeTo(out);
      out.flush();
    } catch (IOException | RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the reader has closed its end: nobody waits for more
      return;
    }
    try {
      parts.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    closed = true;
    Thread thread = maker;
    if (thread != null) {
      thread.interrupt();
    }
    parts.clear();
    parts.offer(END); // wakes a reader on another thread
  }

  private final class Writer extends OutputStream {
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

    @Override
    public void write(int b) {
      collected.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      collected.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      if (collected.size() == 0) {
        return;
      }
      try {
        parts.put(collected.toByteArray());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("the reader has gone", e);
      }
      collected.reset();
    }
  }

  private final class Reader extends InputStream {
    private byte[] part = new byte[0];
    private int at;
    private boolean ended;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (at == part.length && !ended) {
        take();
      }
      if (at == part.length) {
        return -1;
      }
      int count = Math.min(length, part.length - at);
      System.arraycopy(part, at, into, from, count);
      at += count;
      return count;
    }

    @SuppressWarnings("ReferenceEquality") // the end is that very array
    private void take() throws IOException {
      if (closed) {
        throw new IOException("the answer is closed");
      }
      byte[] next;
      try {
        next = parts.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new java.io.InterruptedIOException("interrupted while waiting for the server");
      }
      if (next == END) {
        ended = true;
        Exception why = failure;
        if (why != null) {
          throw new IOException("the server failed while it answered", why);
        }
      } else {
        part = next;
        at = 0;
      }
    }

    @Override
    public void close() {
      EventPipe.this.close();
    }
  }
}
