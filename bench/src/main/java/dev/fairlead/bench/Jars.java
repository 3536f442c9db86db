package dev.fairlead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts the jars that a client needs at run time, as Maven resolves them. */
final class Jars {
  private static final double BYTES_PER_MEGABYTE = 1e6;

  private Jars() {}

  static Run count(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(f -> f.toString().endsWith(".jar")).toList();
      double bytes = 0;
      for (Path jar : jars) {
        bytes += Files.size(jar);
      }
      return new Run(
          1, 0, Map.of(Metric.JARS, (double) jars.size(), Metric.SIZE, bytes / BYTES_PER_MEGABYTE));
    } catch (IOException e) {
      throw new BenchException("can't read " + folder + ": build with ./fairlead bench", e);
    }
  }
}
