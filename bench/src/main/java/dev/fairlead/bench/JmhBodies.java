package dev.fairlead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Saved answers, for benchmarks that run in JMH's own processes. */
final class JmhBodies {
  private JmhBodies() {}

  static byte[] read(String name) throws IOException {
    return Files.readAllBytes(Path.of(System.getProperty("bodies", "")).resolve(name));
  }
}
