package dev.fairlead.client;

/** Time, so that tests can move it by hand. */
interface Ticker {
  Ticker SYSTEM =
      new Ticker() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        }
      };

  /** As {@link System#nanoTime}. */
  long nanos();

  void sleep(long nanos) throws InterruptedException;
}
