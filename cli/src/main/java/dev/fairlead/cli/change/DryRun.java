package dev.fairlead.cli.change;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.UsageException;

/** Whether the server is to do all but store. */
final class DryRun {
  static final Option OPTION = new Option(null, "--dry-run", "server");

  private DryRun() {}

  static boolean wanted(Arguments arguments) {
    String value = arguments.value(OPTION);
    if (value == null || value.equals("none")) {
      return false;
    }
    if (!value.equals("server")) {
      throw new UsageException("--dry-run is server or none, not '" + value + "'");
    }
    return true;
  }

  /** What follows the lines of output. */
  static String suffix(boolean dryRun) {
    return dryRun ? " (server dry run)" : "";
  }
}
