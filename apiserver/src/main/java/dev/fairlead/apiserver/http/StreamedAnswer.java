package dev.fairlead.apiserver.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fairlead.apiserver.request.Response.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * One body that is made while it is sent. Its maker runs on the thread of the request, and is
 * interrupted when the client has gone or the server stops.
 */
final class StreamedAnswer extends OutputStream {
  /** What is kept before it is sent, in bytes: a few events of a watch. */
  private static final int BUFFER = 16 << 10;

  private final TimedWriter writer;
  private final Thread thread = Thread.currentThread();
  private byte[] buffer = new byte[0];
  private int size;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private boolean running;

  private volatile boolean gone;

  StreamedAnswer(TimedWriter writer) {
    this.writer = writer;
  }

  /** Runs the maker to its end, and sends what it wrote. */
  void send(Body body) throws IOException {
    writer.write(false, ByteBuffer.allocate(0));
    synchronized (lock) {
      running = true;
    }
    try {
      body.writeTo(this);
    } catch (InterruptedException e) {
      checkGone(e);
    } finally {
      synchronized (lock) {
        running = false;
      }
      // An interrupt that came after the maker's last look was for it alone.
      Thread.interrupted();
    }
    checkGone(null);
    writer.write(true, take());
  }

  private void checkGone(@org.jspecify.annotations.Nullable Throwable cause) throws IOException {
    if (gone) {
      throw new IOException("the client has gone", cause);
    }
  }

  /** Asks the maker to end the body. */
  void end() {
    synchronized (lock) {
      if (running) {
        thread.interrupt();
      }
    }
  }

  /** Tells the maker that nobody reads any more. */
  void clientGone() {
    gone = true;
    end();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checkGone(null);
    if (size + length > BUFFER) {
      flush();
    }
    if (length > BUFFER) {
      writer.write(false, ByteBuffer.wrap(bytes, offset, length));
      return;
    }
    if (size + length > buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, BUFFER);
    }
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
  }

  @Override
  public void flush() throws IOException {
    checkGone(null);
    if (size > 0) {
      writer.write(false, take());
    }
  }

  private ByteBuffer take() {
    ByteBuffer taken = ByteBuffer.wrap(buffer, 0, size);
    size = 0;
    // An idle watch keeps no buffer.
    buffer = new byte[0];
    return taken;
  }
}
