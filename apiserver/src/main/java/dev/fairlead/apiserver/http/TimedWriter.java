package dev.fairlead.apiserver.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Writes to one client and waits until it took that, but not longer than a limit. */
final class TimedWriter {
  /** Bytes that the client is to take within the limit: a large answer is sent in such parts. */
  private static final int PART = 256 << 10;

  private final Response response;
  private final Duration limit;

  TimedWriter(Response response, Duration limit) {
    this.response = response;
    this.limit = limit;
  }

  /** Sends these bytes as the rest of the answer, part by part. */
  void writeRest(ByteBuffer bytes) throws IOException {
    while (bytes.remaining() > PART) {
      write(false, bytes.slice(bytes.position(), PART));
      bytes.position(bytes.position() + PART);
    }
    write(true, bytes);
  }

  /**
   * Sends these bytes.
   *
   * @param last whether the answer ends with them
   * @throws IOException if the client has gone, or did not take them in time
   */
  void write(boolean last, ByteBuffer bytes) throws IOException {
    Outcome outcome = new Outcome();
    response.write(last, bytes, outcome);
    if (!outcome.await(limit)) {
      throw new SlowClientException(limit);
    }
    Throwable failure = outcome.failure;
    if (failure != null) {
      throw new IOException("the client has gone", failure);
    }
  }

  /** What became of one write. */
  private static final class Outcome implements Callback {
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }

    @Override
    public void succeeded() {
      done.countDown();
    }

    @Override
    public void failed(Throwable x) {
      failure = x;
      done.countDown();
    }

    /** An interrupt asks the maker of a body to end it; what it wrote till then still goes out. */
    boolean await(Duration limit) {
      long deadline = System.nanoTime() + limit.toNanos();
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** The client does not read. */
  static final class SlowClientException extends IOException {
    private static final long serialVersionUID = 1;

    SlowClientException(Duration limit) {
      super("the client took nothing for " + limit.toMillis() + " ms");
    }
  }
}
