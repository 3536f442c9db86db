package dev.fairlead.bench.check;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs checks one after the other and counts those that fail. */
final class Checks {
  /** How long one may wait for an event. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private int failed;

  /** A check; it fails by throwing. */
  @FunctionalInterface
  interface Check {
    void run() throws Exception;
  }

  /** Something that becomes true. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  void check(String name, Check check) {
    try {
      check.run();
      System.out.println("ok " + name);
    } catch (Exception | AssertionError e) {
      failed++;
      System.out.println("FAILED " + name + ": " + e);
    }
  }

  /** The exit code of the program. */
  int result() {
    return failed == 0 ? 0 : 1;
  }

  static void equal(String what, @Nullable Object actual, @Nullable Object expected) {
    if (!Objects.equals(actual, expected)) {
      throw new AssertionError(what + " is " + actual + ", not " + expected);
    }
  }

  static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      Thread.sleep(5);
    }
  }
}
