package dev.fairlead.cli.command;

/** A command line that can't be understood. Ends the program with exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
