package dev.fairlead.apiserver.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests that have no whole answer yet, for a stop to wait for and to end. */
final class UnderWay {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();

  @GuardedBy("lock")
  private final Set<StreamedAnswer> streams = new HashSet<>();

  @GuardedBy("lock")
  private int requests;

  @GuardedBy("lock")
  private boolean ending;

  void began() {
    lock.lock();
    try {
      requests++;
    } finally {
      lock.unlock();
    }
  }

  void finished() {
    lock.lock();
    try {
      requests--;
      if (requests == 0) {
        none.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void streamOpened(StreamedAnswer stream) {
    lock.lock();
    try {
      streams.add(stream);
      if (ending) {
        stream.end();
      }
    } finally {
      lock.unlock();
    }
  }

  void streamClosed(StreamedAnswer stream) {
    lock.lock();
    try {
      streams.remove(stream);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the streams that are open, and from now on each at once. */
  void endStreams() {
    lock.lock();
    try {
      ending = true;
      streams.forEach(StreamedAnswer::end);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is no request, at most that long; whether there is none. */
  boolean awaitNone(Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (requests > 0 && left > 0) {
        left = none.awaitNanos(left);
      }
      return requests == 0;
    } finally {
      lock.unlock();
    }
  }
}
