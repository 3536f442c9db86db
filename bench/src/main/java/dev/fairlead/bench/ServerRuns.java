package dev.fairlead.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures API servers, with client-go as their client: how soon one is ready, what it takes in
 * memory, and how long many writes and one long list last. Each round has a fresh server of each.
 */
final class ServerRuns {
  static final String KUBE_APISERVER = "kube-apiserver with etcd";
  static final String FAIRLEAD_UP = "fairlead up";

  /** What is in a server when its memory is measured. */
  private static final int FEW_PODS = 1_000;

  private static final long READY_SECONDS = 60;
  private static final long POLL_MILLIS = 5;
  private static final int OK = 200;
  private static final double NANOS_PER_MILLI = 1e6;

  /** Linux says kB and means 1,024 bytes. */
  private static final double BYTES_PER_KILOBYTE = 1_024;

  private static final double BYTES_PER_MEGABYTE = 1e6;

  private final Places places;
  private final Options options;
  private final Results results;

  ServerRuns(Places places, Options options, String command) {
    this.places = places;
    this.options = options;
    this.results = new Results(Circumstances.of(Scenario.SERVER, options, command));
  }

  Results measure() {
    // builds what is missing, and an archive of its classes: that isn't what is measured
    Programs.run(places.log("fairlead"), places.launcher().toString(), "up", "--help");
    List<String> wanted = Stream.of(KUBE_APISERVER, FAIRLEAD_UP).filter(options::wants).toList();
    wanted.forEach(results::addParticipant);
    for (int round = 1; round <= options.rounds(); round++) {
      for (String name : wanted) {
        System.err.println("server " + round + "/" + options.rounds() + ": " + name);
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        withFewPods(name, figures);
        withAllPods(name, figures);
        results.add(name, new Run(round, options.pods(), figures));
      }
    }
    return results;
  }

  private void withFewPods(String name, Map<Metric, Double> figures) {
    int port = RealServer.freePorts();
    long start = System.nanoTime();
    try (RunningServer server = start(name, port)) {
      awaitReady(port);
      figures.put(Metric.READY, (System.nanoTime() - start) / NANOS_PER_MILLI);
      load(server, FEW_PODS);
      figures.put(Metric.RESIDENT, residentMegabytes(server));
    }
  }

  private void withAllPods(String name, Map<Metric, Double> figures) {
    int port = RealServer.freePorts();
    try (RunningServer server = start(name, port)) {
      awaitReady(port);
      long start = System.nanoTime();
      load(server, options.pods());
      figures.put(Metric.LOAD, (System.nanoTime() - start) / NANOS_PER_MILLI);
      List<String> lines =
          Programs.run(
              places.log("server-list"),
              places.goProgram().toString(),
              "list",
              "--kubeconfig=" + server.kubeconfig(),
              "--resource-version=" + options.resourceVersion(),
              "--warm=" + options.warmCompiled(),
              "--runs=" + options.runs());
      List<Double> walls =
          lines.stream()
              .filter(line -> line.startsWith("{"))
              .map(line -> wallOf(Run.parse(0, line)))
              .toList();
      figures.put(Metric.WALL, Results.Summary.of(walls).median());
    }
  }

  private double wallOf(Run run) {
    Double wall = run.figures().get(Metric.WALL);
    if (wall == null || run.pods() != options.pods()) {
      throw new BenchException("a list had " + run.pods() + " Pods, not " + options.pods());
    }
    return wall;
  }

  private RunningServer start(String name, int port) {
    return name.equals(FAIRLEAD_UP)
        ? EmbeddedServer.start(places, port)
        : RealServer.start(places, port);
  }

  private void load(RunningServer server, int pods) {
    RealServer.load(places, server.kubeconfig(), pods, options.templates());
  }

  private void awaitReady(int port) {
    long deadline = System.nanoTime() + READY_SECONDS * 1_000_000_000;
    while (!isReady(port)) {
      if (System.nanoTime() > deadline) {
        throw new BenchException("no server is ready on port " + port + " after a minute");
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchException("interrupted", e);
      }
    }
  }

  private static boolean isReady(int port) {
    try {
      Process curl =
          new ProcessBuilder(
                  "curl",
                  "--insecure",
                  "--silent",
                  "--output",
                  "/dev/null",
                  "--write-out",
                  "%{http_code}",
                  "https://127.0.0.1:" + port + "/readyz")
              .start();
      String code =
          new String(
              curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
      return code.equals(String.valueOf(OK));
    } catch (IOException e) {
      throw new BenchException("can't run curl: " + e.getMessage(), e);
    }
  }

  private static double residentMegabytes(RunningServer server) {
    double sum = 0;
    for (ProcessHandle process : server.processes()) {
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      try (Stream<String> lines = Files.lines(status)) {
        sum +=
            lines
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
                .sum();
      } catch (IOException | UncheckedIOException e) {
        throw new BenchException("can't read " + status + ", which Linux has", e);
      }
    }
    return sum * BYTES_PER_KILOBYTE / BYTES_PER_MEGABYTE;
  }
}
