package dev.fairlead.bench;

import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/** What a figure depends on besides the code. */
final class Circumstances {
  private static final double BYTES_PER_GIB = 1L << 30;

  private Circumstances() {}

  static JsonObject of(Scenario scenario, Options options, String command) {
    var machine =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return JsonObject.builder()
        .put("scenario", scenario.label())
        .put("about", scenario.about())
        .put("command", command)
        .put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("pods", options.pods())
        .put("templates", options.templates())
        .put("resourceVersion", options.resourceVersion())
        .put("rounds", options.rounds())
        .put("runs", options.runs())
        .put("warm", options.warm())
        .put("warmSeconds", options.warmSeconds())
        .put("javaOptions", String.join(" ", options.javaOptions()))
        .put("cores", machine.getAvailableProcessors())
        .put("cpu", cpuName())
        .put("memoryGiB", JsonNumber.of(machine.getTotalMemorySize() / BYTES_PER_GIB))
        .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("java", Runtime.version().toString())
        .put("loadAverageAtStart", JsonNumber.of(machine.getSystemLoadAverage()))
        .build();
  }

  private static String cpuName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown"; // not Linux
    }
  }
}
