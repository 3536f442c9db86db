package dev.fairlead.bench;

import java.util.ArrayList;
import java.util.List;

/** The command lines of participants. */
final class Commands {
  /** Calls in one timed run of what takes less than a second. */
  private static final int REPEAT = 3;

  private final Places places;
  private final Options options;

  Commands(Places places, Options options) {
    this.places = places;
    this.options = options;
  }

  List<String> curl(RealServer server) {
    String path = "/api/v1/pods";
    if (!options.resourceVersion().equals("unset")) {
      path += "?resourceVersion=" + options.resourceVersion();
    }
    return process(
        "exit",
        server.curl(
            Bodies.mediaType("protobuf"), path, List.of("--compressed", "--output", "/dev/null")));
  }

  /** The stopwatch for programs that are started anew for every run, around one of them. */
  List<String> process(String until, List<String> program) {
    List<String> command =
        new ArrayList<>(
            List.of(
                places.goProgram().toString(),
                "process",
                "--until=" + until,
                "--pods=" + (until.equals("line") ? 1 : options.pods()),
                "--warm=" + options.warmCompiled(),
                "--runs=" + options.runs(),
                "--"));
    command.addAll(program);
    return command;
  }

  List<String> goCold(RealServer server) {
    return List.of(places.goProgram().toString(), "cold", "--kubeconfig=" + server.kubeconfig());
  }

  List<String> go(RealServer server, String verb, String format) {
    return List.of(
        places.goProgram().toString(),
        verb,
        "--kubeconfig=" + server.kubeconfig(),
        "--format=" + format,
        "--resource-version=" + options.resourceVersion(),
        "--warm=" + options.warmCompiled(),
        "--runs=" + runs(verb));
  }

  List<String> go(Bodies bodies, String verb, String format) {
    return List.of(
        places.goProgram().toString(),
        verb,
        "--format=" + format,
        "--body=" + bodies.list(format),
        "--warm=" + options.warmCompiled(),
        "--runs=" + runs(verb),
        "--repeat=" + repeat(null));
  }

  List<String> java(RealServer server, Client client, String verb, String format, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--kubeconfig=" + server.kubeconfig(),
                "--format=" + format,
                "--resource-version=" + options.resourceVersion(),
                "--warm=" + options.warm(),
                "--warm-seconds=" + options.warmSeconds(),
                "--runs=" + runs(verb)));
    arguments.addAll(List.of(more));
    return java(client, verb, arguments);
  }

  List<String> java(Bodies bodies, Client client, String verb, String format, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--format=" + format,
                "--body=" + bodies.list(format),
                "--warm=" + options.warm(),
                "--warm-seconds=" + options.warmSeconds(),
                "--runs=" + runs(verb),
                "--repeat=" + repeat(client)));
    arguments.addAll(List.of(more));
    return java(client, verb, arguments);
  }

  List<String> cold(RealServer server, Client client) {
    return java(
        client, "cold", List.of("--kubeconfig=" + server.kubeconfig(), "--format=protobuf"));
  }

  private List<String> java(Client client, String verb, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(places.java().toString()));
    command.addAll(options.javaOptions());
    command.addAll(List.of("-cp", places.classPath(client), client.mainClass(), verb));
    command.addAll(arguments);
    return command;
  }

  /** What is measured once in a process gets no second run in it. */
  private int runs(String verb) {
    return verb.equals("informer") ? 1 : options.runs();
  }

  /** The official client takes seconds for one call, of which 10 ms are no error. */
  private static int repeat(@org.jspecify.annotations.Nullable Client client) {
    return client == Client.OFFICIAL ? 1 : REPEAT;
  }
}
