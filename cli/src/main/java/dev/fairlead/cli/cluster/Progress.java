package dev.fairlead.cli.cluster;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** A line on a terminal that says what takes so long; it is wiped away at the end. */
final class Progress {
  /** Between two times that it is written; nothing that ends sooner is told of. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Of ANSI terminals: to the line's start, and to its end nothing. */
  private static final String WIPE = "\r\033[K";

  private final PrintStream terminal;
  private final Thread thread;

  private Progress(String what, PrintStream terminal) {
    this.terminal = terminal;
    this.thread = Thread.ofVirtual().unstarted(() -> tell(what));
  }

  static Progress shown(String what, PrintStream terminal) {
    Progress progress = new Progress(what, terminal);
    progress.thread.start();
    return progress;
  }

  private void tell(String what) {
    Instant start = Instant.now();
    while (true) {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        return; // the end
      }
      long seconds = Duration.between(start, Instant.now()).toSeconds();
      terminal.print(WIPE + what + ": " + seconds + " s");
      terminal.flush();
    }
  }

  void end() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    terminal.print(WIPE);
    terminal.flush();
  }
}
