package dev.fairlead.up;

import dev.fairlead.cli.command.StandardStreams;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells what happens, at once: numbered steps, and what came of them below each. */
final class Narrator {
  private final StandardStreams streams;
  private int step;

  Narrator(StandardStreams streams) {
    this.streams = streams;
  }

  /** What is to happen, and why. */
  void step(String explanation) {
    step++;
    print("\n" + step + ". " + explanation + "\n");
  }

  /** What came of it. */
  void result(Object line) {
    print("     " + line + "\n");
  }

  private void print(String text) {
    try {
      streams.print(text);
      streams.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
