package dev.fairlead.bench;

import dev.fairlead.model.codec.Codec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The program behind {@code ./fairlead bench}: measures scenarios, prints and keeps what it found.
 */
public final class Bench {
  private static final String USAGE =
      """
      fairlead bench SCENARIO [--name=value ...]

        list       all Pods of a real API server: wall and CPU of a warm client
        heap       what such a list keeps on the heap
        informer   an informer from start to synced: wall, CPU and heap; without Fairlead,
                   which has no informer yet
        gets       3,200 gets of one Pod by 64 threads over one client: wall and CPU
        cold       a fresh process to its first answered list, of one Pod
        decode     the list decoded from memory: wall, CPU and heap
        encode     the list encoded to memory
        size       the jars that a client needs at run time
        server     API servers: until ready, memory, client-go's writes and its list
        all        these in turn
        jmh REGEX  the JMH benchmarks whose names match, such as decodePod, with JMH's own
                   options after it; they read the answers that list or decode saved
        plot       draws docs/images/bench-*.svg and fills in the tables of
                   docs/benchmarks.md from the results that are there

        --rounds=3             fresh processes of each participant, in turn
        --runs=5               measured runs in each
        --warm=5               runs before those, at least (compiled programs get 2),
        --warm-seconds=10      and at least so many seconds of CPU, for JVMs to compile
        --pods=10000           Pods in the server
        --templates=1          different Pod templates among them; 1 is kindest to shared decoding
        --resource-version=0   of every list request, or unset
        --only=fairlead,curl   participants whose names contain one of these
        --java-options=-Xmx1g  for the participants' JVMs
        --kubeconfig=FILE      a server started by realcluster and loaded before, instead of a new one

      Results: target/bench/results-SCENARIO.json
      """;

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
    Places places = Places.find();
    if (words[0].equals("jmh")) {
      Jmh.run(places, Arrays.asList(words).subList(1, words.length));
      return;
    }
    Arguments arguments = Arguments.parse(words);
    Options options = Options.of(arguments);
    if (arguments.verb().equals("plot")) {
      Publication.write(places);
      return;
    }
    String command = "./fairlead bench " + String.join(" ", words);
    List<Scenario> scenarios =
        arguments.verb().equals("all")
            ? List.of(Scenario.values())
            : List.of(Scenario.of(arguments.verb()));
    new Bench(places, options, command).measureAll(scenarios);
  }

  private void measureAll(List<Scenario> scenarios) throws IOException {
    Programs.run(
        places.log("go"),
        places.goSource(),
        Map.of(),
        List.of("go", "build", "-o", places.goProgram().toString(), "."));
    Bodies bodies = Bodies.of(places, options);
    boolean needsServer =
        scenarios.stream().anyMatch(s -> s.needsServer() || (s.needsBodies() && !bodies.saved()));
    if (!needsServer) {
      for (Scenario scenario : scenarios) {
        measureAlone(scenario, bodies);
      }
      return;
    }
    try (RealServer server = server()) {
      if (scenarios.stream().anyMatch(Scenario::needsBodies) || !bodies.saved()) {
        bodies.save(places, server);
      }
      for (Scenario scenario : scenarios) {
        if (scenario.needsServer()) {
          measureWith(scenario, server);
        } else {
          measureAlone(scenario, bodies);
        }
      }
    }
  }

  private RealServer server() {
    Path kubeconfig = options.kubeconfig();
    return kubeconfig != null
        ? RealServer.existing(places, kubeconfig)
        : RealServer.loaded(places, options.pods(), options.templates());
  }

  private void measureWith(Scenario scenario, RealServer server) throws IOException {
    Participants participants = new Participants(places, options);
    List<Participant> all =
        switch (scenario) {
          case LIST -> participants.list(server);
          case HEAP -> participants.heap(server);
          case INFORMER -> participants.informer(server);
          case GETS -> participants.gets(server);
          case COLD -> participants.cold(server);
          case DECODE, ENCODE, SIZE, SERVER ->
              throw new IllegalArgumentException(scenario + " needs no server");
        };
    report(scenario, measurement(scenario).of(all));
  }

  private void measureAlone(Scenario scenario, Bodies bodies) throws IOException {
    Participants participants = new Participants(places, options);
    Results results =
        switch (scenario) {
          case DECODE -> measurement(scenario).of(participants.decode(bodies));
          case ENCODE -> measurement(scenario).of(participants.encode(bodies));
          case SIZE -> measurement(scenario).ofJars();
          case SERVER -> new ServerRuns(places, options, command).measure();
          case LIST, HEAP, INFORMER, GETS, COLD ->
              throw new IllegalArgumentException(scenario + " needs a server");
        };
    report(scenario, results);
  }

  private Measurement measurement(Scenario scenario) {
    return new Measurement(places, options, scenario, command);
  }

  private void report(Scenario scenario, Results results) throws IOException {
    Path file = places.results(scenario.label());
    Files.write(file, Codec.json().encode(results.toJson()));
    System.out.println();
    System.out.println(scenario.label() + ": " + scenario.about());
    System.out.println(command);
    System.out.println();
    System.out.print(new Table(scenario, results).text());
    System.out.println(file);
  }
}
