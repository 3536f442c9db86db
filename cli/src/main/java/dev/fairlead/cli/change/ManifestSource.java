package dev.fairlead.cli.change;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.Manifests;
import java.nio.file.Path;

/** The manifests that {@code -f} names. */
final class ManifestSource {
  static final Option OPTION = new Option("-f", "--filename", "FILE", true);

  private static final String STANDARD_INPUT = "-";

  private ManifestSource() {}

  /** Of all of them, in their order: files, folders, and standard input for a dash. */
  static Manifests read(Arguments arguments, StandardStreams streams) {
    Manifests all = Manifests.of();
    for (String value : arguments.values(OPTION)) {
      for (String name : value.split(",", -1)) {
        all =
            all.plus(
                name.equals(STANDARD_INPUT)
                    ? Manifests.read("standard input", streams.in())
                    : Manifests.read(Path.of(name)));
      }
    }
    return all;
  }
}
