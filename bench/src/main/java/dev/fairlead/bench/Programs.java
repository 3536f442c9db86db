package dev.fairlead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs other programs, one at a time, and ends those still running when this one is interrupted.
 */
final class Programs {
  /** Lines of a failed program's log that are shown. */
  private static final int LINES_SHOWN = 12;

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private Programs() {}

  /** For the one shutdown hook, which must end the programs before their server. */
  static void stopAll() {
    RUNNING.forEach(Process::destroyForcibly);
  }

  static List<String> run(Path log, String... command) {
    return run(log, Path.of("").toAbsolutePath(), Map.of(), List.of(command));
  }

  /**
   * @param log takes what it prints on standard error
   * @return the lines that it printed on standard output
   * @throws BenchException if it ends with an error
   */
  static List<String> run(
      Path log, Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(new java.io.File("/dev/null")).redirectError(log.toFile());
    try {
      Process process = builder.start();
      RUNNING.add(process);
      try {
        List<String> lines;
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
          lines = reader.lines().toList();
        }
        int status = process.waitFor();
        if (status != 0) {
          throw new BenchException(
              String.join(" ", command) + "\nended with status " + status + ":\n" + tail(log));
        }
        return lines;
      } finally {
        RUNNING.remove(process);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new BenchException("can't run " + command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private static String tail(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }
}
