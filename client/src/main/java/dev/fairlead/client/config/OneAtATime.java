package dev.fairlead.client.config;

import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/** A lock for what takes long: an interrupt ends the wait for it, and the work under it. */
final class OneAtATime {
  private final ReentrantLock lock = new ReentrantLock();

  /** Work that gives a result. */
  interface Work<T> {
    T result() throws InterruptedException;
  }

  /**
   * Does it when nobody else does any.
   *
   * @param what for the message
   * @throws CancellationException if this thread is interrupted, which stays marked so
   */
  <T> T of(Object what, Work<T> work) {
    try {
      lock.lockInterruptibly();
      try {
        return work.result();
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  static CancellationException interrupted(Object what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException(what + ": interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }
}
