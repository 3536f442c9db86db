package dev.fairlead.cli.cluster;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** A line on a terminal that says what takes so long; it is wiped away at the end. */
public interface Progress extends AutoCloseable {
  /** Says nothing. */
  Progress NONE = () -> {};

  @Override
  void close();

  /** On that terminal. */
  static Progress shown(String what, PrintStream terminal) {
    Duration pause = Duration.ofSeconds(1);
    Instant start = Instant.now();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              while (true) {
                try {
                  Thread.sleep(pause);
                } catch (InterruptedException e) {
                  return; // closed
                }
                long seconds = Duration.between(start, Instant.now()).toSeconds();
                terminal.print("\r\033[K" + what + ": " + seconds + " s");
                terminal.flush();
              }
            });
    return () -> {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      terminal.print("\r\033[K");
      terminal.flush();
    };
  }
}
