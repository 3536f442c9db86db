package dev.fairlead.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * A rate of requests: {@code qps} on average, {@code burst} at once. Counts as client-go's
 * flowcontrol does (golang.org/x/time/rate): a request takes its token at once, even one that is
 * still to come, and waits until it has come; so requests go in the order in which they ask.
 */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double qps;
  private final int burst;

  @GuardedBy("this")
  private double tokens;

  @GuardedBy("this")
  private long last;

  /** When the youngest token that was taken comes. */
  @GuardedBy("this")
  private long youngest;

  TokenBucket(double qps, int burst, long now) {
    this.qps = qps;
    this.burst = burst;
    this.tokens = burst;
    this.last = now;
    this.youngest = now;
  }

  /** Takes a token, and tells for how many nanoseconds to wait for it. */
  synchronized long take(long now) {
    double come = Math.max(0, now - last) / NANOS * qps;
    tokens = Math.min(burst, tokens + come) - 1;
    last = Math.max(last, now);
    long wait = tokens >= 0 ? 0 : (long) (-tokens / qps * NANOS);
    youngest = last + wait;
    return wait;
  }

  /** Gives back a token that was to come then, and that nobody waits for any more. */
  synchronized void giveBack(long then) {
    double takenAfter = Math.max(0, youngest - then) / NANOS * qps; // they count on this one
    tokens = Math.min(burst, tokens + Math.max(0, 1 - takenAfter));
  }
}
