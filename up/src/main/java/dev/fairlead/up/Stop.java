package dev.fairlead.up;

import java.util.concurrent.CountDownLatch;

/** The end that somebody else decides on: Ctrl-C, SIGTERM, or a test. */
interface Stop {
  /**
   * Waits to be told to stop, and then lets {@code last} run to its end.
   *
   * @param last what there is to do before the process may end
   */
  void await(Runnable last) throws InterruptedException;

  /** This process's: what interrupts or terminates it. It ends with exit code 0. */
  static Stop ofProcess() {
    return last -> {
      CountDownLatch never = new CountDownLatch(1);
      Thread ending =
          new Thread(
              () -> {
                last.run();
                Runtime.getRuntime().halt(0); // or else the signal's number would be the exit code
              },
              "stop");
      Runtime.getRuntime().addShutdownHook(ending);
      never.await();
    };
  }
}
