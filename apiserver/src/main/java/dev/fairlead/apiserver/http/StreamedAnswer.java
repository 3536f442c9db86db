package dev.fairlead.apiserver.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fairlead.apiserver.request.Response.Body;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One body that is made while it is sent. Its maker runs on the thread of the request, and is
 * interrupted when the client has gone or the server stops.
 */
final class StreamedAnswer extends OutputStream {
  /** What is kept until it is flushed, in bytes: some events of a watch. */
  private static final int BUFFER = 16 << 10;

  private static final byte[] NO_BUFFER = {};

  // Only for the thread of the request.
  private final TimedWriter writer;
  private byte[] buffer = NO_BUFFER;
  private int size;

  // For those who end it, too.
  private final Thread maker = Thread.currentThread();
  private volatile boolean gone;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private boolean making;

  @GuardedBy("lock")
  private boolean ended;

  StreamedAnswer(TimedWriter writer) {
    this.writer = writer;
  }

  /** Sends the head, runs the maker to its end, and sends what it wrote. */
  void send(Body body) throws IOException {
    writer.write(false, ByteBuffer.wrap(NO_BUFFER));
    makingBegins();
    try {
      body.writeTo(this);
    } catch (InterruptedException e) {
      checkThere(e);
    } finally {
      makingIsOver();
    }
    checkThere(null);
    writer.write(true, take());
  }

  private void makingBegins() {
    synchronized (lock) {
      making = true;
      if (ended) {
        maker.interrupt();
      }
    }
  }

  private void makingIsOver() {
    synchronized (lock) {
      making = false;
      // An interrupt that the maker did not see, since it had ended by itself, was for it alone.
      boolean unused = Thread.interrupted();
    }
  }

  /** Asks the maker to end the body. */
  void end() {
    synchronized (lock) {
      ended = true;
      if (making) {
        maker.interrupt();
      }
    }
  }

  /** Tells the maker that nobody reads any more. */
  void clientGone() {
    gone = true;
    end();
  }

  private void checkThere(@Nullable Throwable cause) throws IOException {
    if (gone) {
      throw new IOException("the client has gone", cause);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checkThere(null);
    if (size + length > BUFFER) {
      flush();
    }
    if (length > BUFFER) {
      writer.write(false, ByteBuffer.wrap(bytes, offset, length));
      return;
    }
    if (buffer.length == 0) {
      buffer = new byte[BUFFER];
    }
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
  }

  @Override
  public void flush() throws IOException {
    checkThere(null);
    if (size > 0) {
      writer.write(false, take());
    }
  }

  /** What is not sent yet. An idle watch keeps no buffer. */
  private ByteBuffer take() {
    ByteBuffer taken = ByteBuffer.wrap(buffer, 0, size);
    buffer = NO_BUFFER;
    size = 0;
    return taken;
  }
}
