package dev.fairlead.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who takes part in which scenario. A participant is a program of its own: {@code VERB --name=value
 * ...}, verbs as in {@code bench/go/main.go}, one JSON line a measured run.
 */
final class Participants {
  private static final String CLIENT_GO = "client-go protobuf";
  private static final String CLIENT_GO_JSON = "client-go JSON";
  private static final String CURL = "curl --compressed";
  private static final String FAIRLEAD = "Fairlead protobuf";
  private static final String FAIRLEAD_JSON = "Fairlead JSON";
  private static final String FABRIC8 = "fabric8";
  private static final String OFFICIAL = "official";

  /** Calls in one timed run of what takes less than a second. */
  private static final int REPEAT = 5;

  private final Places places;
  private final Options options;

  Participants(Places places, Options options) {
    this.places = places;
    this.options = options;
  }

  Scenario list(RealServer server) {
    List<Participant> all = new ArrayList<>();
    String unset = "--resource-version=unset";
    all.add(new Participant(CURL, curl(server)));
    all.add(new Participant(CLIENT_GO, go(server, "list", "protobuf")));
    if (!options.resourceVersion().equals("unset")) {
      List<String> command = new ArrayList<>(go(server, "list", "protobuf"));
      command.add(unset); // the last of two counts
      all.add(new Participant(CLIENT_GO + ", no resourceVersion", command));
    }
    all.add(new Participant(CLIENT_GO_JSON, go(server, "list", "json")));
    all.add(new Participant(FABRIC8, java(server, FABRIC8, "list", "json")));
    all.add(new Participant(OFFICIAL, java(server, OFFICIAL, "list", "json")));
    return new Scenario(
        "list",
        "every Pod of the server, decoded",
        List.of(Metric.WALL, Metric.CPU),
        all,
        CLIENT_GO,
        CURL,
        List.of(
            Bar.ratio(Metric.WALL, FAIRLEAD, 0.7, CLIENT_GO),
            Bar.ratio(Metric.WALL, FAIRLEAD, 1.3, CURL),
            Bar.ratio(Metric.CPU, FAIRLEAD, 0.6, CLIENT_GO)));
  }

  Scenario heap(RealServer server) {
    return new Scenario(
        "heap",
        "what a list keeps on the heap, with its client",
        List.of(Metric.HEAP),
        List.of(
            new Participant(CLIENT_GO, go(server, "heap", "protobuf")),
            new Participant(FABRIC8, java(server, FABRIC8, "heap", "json")),
            new Participant(OFFICIAL, java(server, OFFICIAL, "heap", "json"))),
        CLIENT_GO,
        null,
        List.of(Bar.atMost(Metric.HEAP, FAIRLEAD, 2_500)));
  }

  Scenario informer(RealServer server) {
    return new Scenario(
        "informer",
        "an informer from start to synced, in a process that did nothing before",
        List.of(Metric.WALL, Metric.CPU, Metric.HEAP),
        List.of(
            new Participant(CLIENT_GO, go(server, "informer", "protobuf")),
            new Participant(CLIENT_GO_JSON, go(server, "informer", "json")),
            new Participant(FABRIC8, java(server, FABRIC8, "informer", "json")),
            new Participant(OFFICIAL, java(server, OFFICIAL, "informer", "json")),
            Participant.missing(FAIRLEAD)),
        CLIENT_GO,
        null,
        List.of(
            Bar.ratio(Metric.WALL, FAIRLEAD, 1, CLIENT_GO),
            Bar.atMost(Metric.HEAP, FAIRLEAD, 2_500)));
  }

  Scenario decode(Bodies bodies) {
    String kept = FAIRLEAD + ", dictionary kept";
    return new Scenario(
        "decode",
        "the saved list decoded from memory, no server",
        List.of(Metric.WALL, Metric.CPU, Metric.HEAP),
        List.of(
            new Participant(CLIENT_GO, go(bodies, "decode", "protobuf")),
            new Participant(CLIENT_GO_JSON, go(bodies, "decode", "json")),
            new Participant(FABRIC8, java(bodies, FABRIC8, "decode", "json")),
            new Participant(OFFICIAL, java(bodies, OFFICIAL, "decode", "json")),
            new Participant(
                FAIRLEAD, java(bodies, "fairlead", "decode", "protobuf", "--dictionary=new")),
            new Participant(
                kept, java(bodies, "fairlead", "decode", "protobuf", "--dictionary=kept")),
            new Participant(
                FAIRLEAD + ", no dictionary",
                java(bodies, "fairlead", "decode", "protobuf", "--dictionary=none")),
            new Participant(FAIRLEAD_JSON, java(bodies, "fairlead", "decode", "json"))),
        CLIENT_GO,
        null,
        List.of(
            Bar.atMost(Metric.CPU, FAIRLEAD, 150),
            Bar.atMost(Metric.HEAP, FAIRLEAD, 2_500),
            Bar.ratio(Metric.CPU, FAIRLEAD_JSON, 0.5, CLIENT_GO_JSON)));
  }

  Scenario encode(Bodies bodies) {
    return new Scenario(
        "encode",
        "the decoded list encoded to memory, no server",
        List.of(Metric.WALL, Metric.CPU),
        List.of(
            new Participant(CLIENT_GO, go(bodies, "encode", "protobuf")),
            new Participant(CLIENT_GO_JSON, go(bodies, "encode", "json")),
            new Participant(FABRIC8, java(bodies, FABRIC8, "encode", "json")),
            new Participant(OFFICIAL, java(bodies, OFFICIAL, "encode", "json")),
            new Participant(FAIRLEAD, java(bodies, "fairlead", "encode", "protobuf")),
            new Participant(FAIRLEAD_JSON, java(bodies, "fairlead", "encode", "json"))),
        CLIENT_GO,
        null,
        List.of());
  }

  // --- commands ---

  private List<String> curl(RealServer server) {
    String path = "/api/v1/pods";
    if (!options.resourceVersion().equals("unset")) {
      path += "?resourceVersion=" + options.resourceVersion();
    }
    List<String> command = new ArrayList<>(process("exit", options.warmCompiled()));
    command.addAll(
        server.curl(
            Bodies.mediaType("protobuf"), path, List.of("--compressed", "--output", "/dev/null")));
    return command;
  }

  /** The stopwatch for programs; what follows it is the command to measure. */
  private List<String> process(String until, int warm) {
    return List.of(
        places.goProgram().toString(),
        "process",
        "--until=" + until,
        "--pods=" + options.pods(),
        "--warm=" + warm,
        "--runs=" + options.runs(),
        "--");
  }

  private List<String> go(RealServer server, String verb, String format) {
    return List.of(
        places.goProgram().toString(),
        verb,
        "--kubeconfig=" + server.kubeconfig(),
        "--format=" + format,
        "--resource-version=" + options.resourceVersion(),
        "--warm=" + options.warmCompiled(),
        "--runs=" + runs(verb));
  }

  private List<String> go(Bodies bodies, String verb, String format) {
    return List.of(
        places.goProgram().toString(),
        verb,
        "--format=" + format,
        "--body=" + bodies.list(format),
        "--warm=" + options.warmCompiled(),
        "--runs=" + runs(verb),
        "--repeat=" + REPEAT);
  }

  private List<String> java(RealServer server, String client, String verb, String format) {
    return java(
        client,
        verb,
        List.of(
            "--kubeconfig=" + server.kubeconfig(),
            "--format=" + format,
            "--resource-version=" + options.resourceVersion(),
            "--warm=" + options.warm(),
            "--runs=" + runs(verb)));
  }

  private List<String> java(
      Bodies bodies, String client, String verb, String format, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--format=" + format,
                "--body=" + bodies.list(format),
                "--warm=" + options.warm(),
                "--runs=" + runs(verb),
                "--repeat=" + (client.equals(OFFICIAL) ? 1 : REPEAT)));
    arguments.addAll(List.of(more));
    return java(client, verb, arguments);
  }

  private List<String> java(String client, String verb, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(places.java().toString()));
    command.addAll(options.javaOptions());
    command.addAll(List.of("-cp", places.classPath(client), main(client), verb));
    command.addAll(arguments);
    return command;
  }

  private static String main(String client) {
    return switch (client) {
      case FABRIC8 -> "dev.fairlead.bench.Fabric8Runs";
      case OFFICIAL -> "dev.fairlead.bench.OfficialRuns";
      default -> "dev.fairlead.bench.FairleadRuns";
    };
  }

  /** What is measured once in a process gets no second run in it. */
  private int runs(String verb) {
    return verb.equals("informer") ? 1 : options.runs();
  }

  Path aotCache(String client) {
    return places.work().resolve(client + ".aot");
  }
}
