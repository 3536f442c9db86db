package dev.fairlead.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A clock that only moves when somebody sleeps or moves it. */
final class HandTicker implements Ticker {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private long nanos;

  /** How long anybody slept, in milliseconds. */
  final List<Long> slept = new ArrayList<>();

  /** What happens in the next sleep. */
  Runnable whileAsleep = () -> {};

  void move(long millis) {
    nanos += millis * NANOS_PER_MILLI;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void sleep(long time, CountDownLatch end) throws InterruptedException {
    slept.add(time / NANOS_PER_MILLI);
    whileAsleep.run();
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (end.getCount() > 0) {
      nanos += time;
    }
  }
}
