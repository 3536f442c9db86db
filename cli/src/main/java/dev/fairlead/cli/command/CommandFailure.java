package dev.fairlead.cli.command;

import org.jspecify.annotations.Nullable;

/** Ends a command with an exit code, 1 unless another is given. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean complete;
  private final int exitCode;

  /** The message is all that the user reads, after the program's name. */
  public CommandFailure(String message) {
    this(message, null);
  }

  /** As {@link #CommandFailure(String)}. */
  public CommandFailure(String message, @Nullable Throwable cause) {
    this(message, cause, false, Program.FAILURE);
  }

  private CommandFailure(
      String message, @Nullable Throwable cause, boolean complete, int exitCode) {
    super(message, cause);
    this.complete = complete;
    this.exitCode = exitCode;
  }

  /** With a message that stands alone, since programs and people know it as it is. */
  public static CommandFailure inFull(String message, @Nullable Throwable cause) {
    return new CommandFailure(message, cause, true, Program.FAILURE);
  }

  /** With nothing to say, as all has been said. */
  public static CommandFailure silent(int exitCode) {
    return new CommandFailure("", null, true, exitCode);
  }

  /** What to print; empty for nothing. */
  String words() {
    String message = String.valueOf(getMessage());
    return complete ? message : "fairlead: " + message;
  }

  int exitCode() {
    return exitCode;
  }
}
