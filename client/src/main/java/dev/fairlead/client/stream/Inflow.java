package dev.fairlead.client.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One of the streams that come over a connection, between the thread that reads it and its own. */
final class Inflow extends InputStream {
  /** What may wait for its reader, in bytes. A Process of the JDK has 64 KiB, of the kernel's. */
  static final int CAPACITY = 1 << 20;

  /** How long a stream that nobody reads may hold up those that are waited for. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String name;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<byte[]> parts = new ArrayDeque<>();

  @GuardedBy("lock")
  private long held;

  @GuardedBy("lock")
  private boolean begun;

  @GuardedBy("lock")
  private boolean unwanted;

  @GuardedBy("lock")
  private boolean waiting;

  @GuardedBy("lock")
  private boolean ended;

  @GuardedBy("lock")
  private @Nullable RuntimeException failure;

  // Only the reader's.
  private byte[] part = new byte[0];
  private int next;

  Inflow(String name) {
    this.name = name;
  }

  // --- the connection's side ---

  /**
   * Adds what has come, and waits for room first.
   *
   * @param nanos how long to wait
   * @return whether there was room in time
   */
  boolean add(byte[] content, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (held >= CAPACITY && !unwanted) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      if (!unwanted && !ended) {
        parts.add(content);
        held += content.length;
        changed.signalAll();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes. */
  void end() {
    end(null);
  }

  /**
   * Nothing more comes, though something should.
   *
   * @param why thrown to the reader as the cause, after what has come; null if it is well so
   */
  void end(@Nullable RuntimeException why) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        failure = why;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a thread waits for more. */
  boolean isAwaited() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody has asked for this stream, and so is to read it. */
  boolean isBegun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go what comes, unless somebody has asked for this stream. */
  void dropIfUnread() {
    if (!isBegun()) {
      close();
    }
  }

  /** The stream, for who is to read it. */
  Inflow begin() {
    lock.lock();
    try {
      begun = true;
    } finally {
      lock.unlock();
    }
    return this;
  }

  String name() {
    return name;
  }

  // --- the reader's side ---

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Gives what has come, as much as fits; waits only if that is nothing. */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    while (next == part.length) {
      byte[] more = take();
      if (more == null) {
        return -1;
      }
      part = more;
      next = 0;
    }
    int count = Math.min(length, part.length - next);
    System.arraycopy(part, next, into, from, count);
    next += count;
    return count;
  }

  @Override
  public int available() {
    return part.length - next;
  }

  private byte @Nullable [] take() throws IOException {
    lock.lock();
    try {
      while (parts.isEmpty()) {
        if (unwanted) {
          throw new InterruptedIOException(name + " was closed");
        }
        if (ended) {
          if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
          }
          return null;
        }
        waiting = true;
        changed.await();
        waiting = false;
      }
      byte[] taken = parts.remove();
      held -= taken.length;
      changed.signalAll();
      return taken;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + name);
    } finally {
      lock.unlock();
    }
  }

  /** What comes from now on is let go, so that it holds nobody up. */
  @Override
  public void close() {
    lock.lock();
    try {
      unwanted = true;
      parts.clear();
      held = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
