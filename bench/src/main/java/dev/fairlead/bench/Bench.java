package dev.fairlead.bench;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program behind {@code ./fairlead bench}: measures scenarios, prints and keeps what it found.
 */
public final class Bench {
  private static final String USAGE =
      """
      fairlead bench SCENARIO [--name=value ...]

        list       all Pods of a real API server: wall and CPU of a warm client
        heap       what such a list keeps on the heap
        informer   an informer from start to synced: wall, CPU and heap
        cold       a fresh process to its first answered list, of one Pod
        decode     the list decoded from memory: wall, CPU and heap
        encode     the list encoded to memory
        size       the jars that a client needs at run time
        all        these in turn
        jmh REGEX  the JMH benchmarks whose names match, with JMH's own options after it
        plot NAME  draws the results of scenario NAME again, with --plot

        --rounds=5             fresh processes of each participant, in turn
        --runs=5               measured runs in each
        --warm=10              runs before those (compiled programs get 2)
        --pods=10000           Pods in the server
        --templates=1          different Pod templates among them; 1 is kindest to shared decoding
        --resource-version=0   of every list request, or unset
        --only=fairlead,curl   participants whose names contain one of these
        --java-options=-Xmx1g  for the participants' JVMs
        --kubeconfig=FILE      a server started by realcluster and loaded before, instead of a new one
        --plot=docs/images     draws bench-SCENARIO.svg there

      Results: target/bench/results-SCENARIO.json
      """;

  private static final List<String> ALL =
      List.of("list", "heap", "informer", "cold", "decode", "encode", "size");

  private static final double BYTES_PER_GIB = 1L << 30;

  private final Places places;
  private final Options options;
  private final String command;

  private Bench(Places places, Options options, String command) {
    this.places = places;
    this.options = options;
    this.command = command;
  }

  public static void main(String[] words) {
    int status = 0;
    try {
      run(words);
    } catch (IllegalArgumentException | BenchException e) {
      System.err.println("fairlead bench: " + e.getMessage());
      status = 2;
    } catch (Exception e) {
      e.printStackTrace();
      status = 1;
    }
    System.exit(status);
  }

  private static void run(String[] words) throws Exception {
    if (words.length == 0 || words[0].equals("help") || words[0].equals("--help")) {
      System.out.print(USAGE);
      return;
    }
    Arguments arguments = Arguments.parse(words);
    String command = "./fairlead bench " + String.join(" ", words);
    Bench bench = new Bench(Places.find(), Options.of(arguments), command);
    bench.measureAll(arguments.verb().equals("all") ? ALL : List.of(arguments.verb()));
  }

  private void measureAll(List<String> names) throws IOException {
    if (!ALL.containsAll(names)) {
      throw new IllegalArgumentException("no scenario " + names.getFirst() + "\n\n" + USAGE);
    }
    Programs.run(
        places.log("go"),
        places.goSource(),
        java.util.Map.of(),
        List.of("go", "build", "-o", places.goProgram().toString(), "."));
    Bodies bodies = Bodies.of(places, options);
    boolean needsServer =
        names.stream().anyMatch(n -> List.of("list", "heap", "informer", "cold").contains(n))
            || !bodies.saved();
    if (!needsServer) {
      for (String name : names) {
        measure(withoutServer(name, bodies));
      }
      return;
    }
    Path kubeconfig = options.kubeconfig();
    try (RealServer server =
        kubeconfig != null
            ? RealServer.existing(places, kubeconfig)
            : RealServer.start(places, options.pods(), options.templates())) {
      bodies.save(places, server);
      for (String name : names) {
        measure(scenario(name, server, bodies));
      }
    }
  }

  private Scenario scenario(String name, RealServer server, Bodies bodies) {
    Participants participants = new Participants(places, options);
    return switch (name) {
      case "list" -> participants.list(server);
      case "heap" -> participants.heap(server);
      case "informer" -> participants.informer(server);
      default -> withoutServer(name, bodies);
    };
  }

  private Scenario withoutServer(String name, Bodies bodies) {
    Participants participants = new Participants(places, options);
    return switch (name) {
      case "decode" -> participants.decode(bodies);
      case "encode" -> participants.encode(bodies);
      default -> throw new IllegalArgumentException("no scenario " + name + "\n\n" + USAGE);
    };
  }

  private void measure(Scenario scenario) throws IOException {
    Results results = new Results(circumstances(scenario));
    List<Participant> wanted = scenario.participants().stream().filter(options::wants).toList();
    wanted.forEach(p -> results.addParticipant(p.name()));
    for (int round = 1; round <= options.rounds(); round++) {
      for (Participant participant : wanted) {
        if (!participant.command().isEmpty()) {
          System.err.println(
              scenario.name() + " " + round + "/" + options.rounds() + ": " + participant.name());
          run(participant, round, results);
        }
      }
    }
    Path file = places.results(scenario.name());
    Files.write(file, Codec.json().encode(results.toJson()));
    System.out.println();
    System.out.println(scenario.name() + ": " + scenario.about());
    System.out.println(command);
    System.out.println();
    System.out.print(Table.of(scenario, results));
    System.out.println(file);
  }

  private void run(Participant participant, int round, Results results) {
    List<String> lines;
    try {
      lines =
          Programs.run(
              places.log(participant.name()), participant.command().toArray(String[]::new));
    } catch (BenchException e) {
      System.err.println(e.getMessage()); // one that fails must not cost the others' figures
      return;
    }
    for (String line : lines) {
      if (line.startsWith("{")) {
        results.add(participant.name(), Run.parse(round, line));
      }
    }
  }

  /** What a figure depends on besides the code. */
  private JsonObject circumstances(Scenario scenario) {
    var machine =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return JsonObject.builder()
        .put("scenario", scenario.name())
        .put("about", scenario.about())
        .put("command", command)
        .put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("pods", options.pods())
        .put("templates", options.templates())
        .put("resourceVersion", options.resourceVersion())
        .put("rounds", options.rounds())
        .put("runs", options.runs())
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
