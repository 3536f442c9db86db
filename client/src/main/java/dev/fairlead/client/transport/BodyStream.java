package dev.fairlead.client.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer between the thread that receives it and the one that reads it. The JDK's
 * own such stream waits for ever and takes its parts one by one; this one has limits and takes up
 * to {@value #PARTS_AHEAD} parts ahead of its reader.
 *
 * <p>One lock, held for the hand-over of parts alone. The network is never called under it.
 */
final class BodyStream extends InputStream implements BodySubscriber<InputStream> {
  /** Parts asked for ahead of the reader. Each is at most 16 KiB (one TLS record or frame). */
  static final int PARTS_AHEAD = 64;

  private final TimeLimits limits;
  private final long start;
  private final ClientPool.Use use;
  private final CompletableFuture<InputStream> self = CompletableFuture.completedFuture(this);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<List<ByteBuffer>> parts = new ArrayDeque<>();

  @GuardedBy("lock")
  private Flow.@Nullable Subscription subscription;

  @GuardedBy("lock")
  private boolean ended;

  @GuardedBy("lock")
  private @Nullable Throwable failure;

  @GuardedBy("lock")
  private boolean closed;

  // Only the reader's.
  private List<ByteBuffer> part = List.of();
  private int next;
  private int taken;

  /**
   * A body that hasn't begun.
   *
   * @param start when the request was sent, by System.nanoTime
   * @param use told when the body has ended, and when a limit has passed
   */
  BodyStream(TimeLimits limits, long start, ClientPool.Use use) {
    this.limits = limits;
    this.start = start;
    this.use = use;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return self;
  }

  @Override
  public void onSubscribe(Flow.Subscription to) {
    boolean unwanted;
    lock.lock();
    try {
      subscription = to;
      unwanted = closed;
    } finally {
      lock.unlock();
    }
    if (unwanted) {
      to.cancel();
    } else {
      to.request(PARTS_AHEAD);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> received) {
    lock.lock();
    try {
      if (!closed) {
        parts.add(received);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onError(Throwable cause) {
    finish(cause);
  }

  @Override
  public void onComplete() {
    finish(null);
  }

  private void finish(@Nullable Throwable cause) {
    lock.lock();
    try {
      failure = ended ? failure : cause;
      ended = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    use.ended();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Gives what has arrived, as much as fits; waits only if that is nothing. */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    int given = 0;
    while (given < length) {
      ByteBuffer buffer = current();
      if (buffer == null) {
        if (!(given == 0 ? await() : takeWithoutWaiting())) {
          return given == 0 ? -1 : given;
        }
        continue;
      }
      int count = Math.min(length - given, buffer.remaining());
      buffer.get(into, from + given, count);
      given += count;
    }
    return given;
  }

  private @Nullable ByteBuffer current() {
    for (; next < part.size(); next++) {
      if (part.get(next).hasRemaining()) {
        return part.get(next);
      }
    }
    return null;
  }

  private boolean takeWithoutWaiting() {
    lock.lock();
    try {
      return take(parts.poll());
    } finally {
      lock.unlock();
    }
  }

  private boolean take(@Nullable List<ByteBuffer> polled) {
    part = polled == null ? List.of() : polled;
    next = 0;
    taken += polled == null ? 0 : 1;
    return polled != null;
  }

  /** Waits for the next part; false at the end. */
  private boolean await() throws IOException {
    askForMore();
    long begun = System.nanoTime();
    boolean silent = false;
    lock.lock();
    try {
      while (parts.isEmpty()) {
        if (closed) {
          throw new InterruptedIOException("the answer was closed");
        }
        if (ended) {
          if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
          }
          return false;
        }
        long now = System.nanoTime();
        long left = limits.nanosLeft(now - start, now - begun);
        if (left <= 0) {
          silent = true;
          throw new SocketTimeoutException(limits.passed(now - start));
        }
        long unused = changed.awaitNanos(left);
      }
      return take(parts.poll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      lock.unlock();
      if (silent) {
        use.silent();
      }
    }
  }

  /** Half the window at a time, since asking costs a task on the receiving side. */
  private void askForMore() {
    if (taken >= PARTS_AHEAD / 2) {
      Flow.Subscription from = subscription();
      if (from != null) {
        from.request(taken);
        taken = 0;
      }
    }
  }

  private Flow.@Nullable Subscription subscription() {
    lock.lock();
    try {
      return subscription;
    } finally {
      lock.unlock();
    }
  }

  /** May be called while another thread reads, which then fails. */
  @Override
  public void close() {
    Flow.Subscription from;
    lock.lock();
    try {
      from = ended ? null : subscription;
      closed = true;
      parts.clear();
      changed.signal();
    } finally {
      lock.unlock();
    }
    if (from != null) {
      from.cancel();
    }
    use.ended();
  }
}
