package dev.fairlead.cli.command;

import org.jspecify.annotations.Nullable;

/**
 * An option that a command takes.
 *
 * @param letter a dash and a letter; null if it has only its long name
 * @param name two dashes and a name
 * @param label what its value is called, such as FILE; null for a flag
 * @param repeatable whether it may be given several times, for a value each
 */
public record Option(
    @Nullable String letter, String name, @Nullable String label, boolean repeatable) {
  public static final Option HELP = new Option("-h", "--help", null);
  public static final Option DEBUG = new Option(null, "--debug", null);

  /** One that is given once. */
  public Option(@Nullable String letter, String name, @Nullable String label) {
    this(letter, name, label, false);
  }

  boolean isFlag() {
    return label == null;
  }
}
