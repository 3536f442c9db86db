package dev.fairlead.cluster.faults;

import java.util.random.RandomGenerator;

/** What can happen to a request on its way. */
enum Fault {
  NONE,
  /** Everything goes well, but late. */
  DELAY,
  /** The connection is reset before the server has got the request. */
  RESET_BEFORE,
  /** The connection is reset after the server has done what was asked. */
  RESET_AFTER,
  /** The answer ends in its middle. */
  TRUNCATE,
  /** Nobody answers, though the server has done what was asked. */
  SWALLOW,
  /** The proxy itself is too busy, and says when to come again. */
  BUSY,
  /** The proxy fails, with a Status, and nobody knows what it has done: here it has done it. */
  INTERNAL_ERROR,
  /** The proxy fails, in HTML. */
  BAD_GATEWAY;

  /** How many of ten requests go well. */
  private static final int WELL = 6;

  private static final Fault[] ALL = values();

  static Fault next(RandomGenerator chance) {
    return chance.nextInt(10) < WELL ? NONE : any(chance);
  }

  /** None goes well, and every other is cut in the middle, since one watch is many events. */
  static Fault ofWatch(RandomGenerator chance) {
    Fault fault = chance.nextBoolean() ? TRUNCATE : any(chance);
    // A client waits for minutes before it takes a silent server for dead: WatchTest has that.
    return fault == SWALLOW ? TRUNCATE : fault;
  }

  private static Fault any(RandomGenerator chance) {
    return ALL[1 + chance.nextInt(ALL.length - 1)];
  }

  /** Whether the client is told that nothing was done. */
  boolean deniesAll() {
    return this == BUSY;
  }
}
