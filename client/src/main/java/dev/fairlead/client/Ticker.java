package dev.fairlead.client;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Time, so that tests can move it by hand. */
interface Ticker {
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos, CountDownLatch end) throws InterruptedException {
          boolean unused = end.await(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** As {@link System#nanoTime}. */
  long nanos();

  /** The time of day. */
  default Instant now() {
    return Instant.now();
  }

  /** Waits so long, or until the end comes before that. */
  void sleep(long nanos, CountDownLatch end) throws InterruptedException;
}
