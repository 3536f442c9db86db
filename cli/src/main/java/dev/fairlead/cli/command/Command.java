package dev.fairlead.cli.command;

import java.io.IOException;
import java.util.List;

/** A command of the program. */
public interface Command {
  String name();

  /** What it takes besides {@code --help} and {@code --debug}. */
  List<Option> options();

  /** How many words it takes that are no options. */
  default int maxWords() {
    return 0;
  }

  /** What to do about a word that has no place, beginning with a colon; or nothing. */
  default String adviceOnWords() {
    return "";
  }

  /** All that {@code --help} prints: what it does, its options, examples. */
  String help();

  /**
   * Does it.
   *
   * @throws UsageException if the arguments make no sense together
   * @throws CommandFailure or another exception if it can't be done
   */
  void run(Arguments arguments) throws IOException;
}
