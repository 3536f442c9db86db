package dev.fairlead.cli.convert;

import dev.fairlead.cli.command.StandardStreams;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fairlead convert}. */
@Command(
    name = "convert",
    header = "Converts Kubernetes objects between JSON, YAML and protobuf.",
    description = {
      "",
      "Reads objects of any kind from standard input and writes them to standard output, in the"
          + " same order. Their kinds are taken from the input. Kinds that Fairlead doesn't know"
          + " pass between JSON and YAML as they are; protobuf needs to know the kind.",
      "",
      "JSON is written one object a line and may be read that way; YAML may hold several"
          + " documents; protobuf holds one object.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  kubectl get deployment web -o yaml | fairlead convert --from yaml --to json",
      "  fairlead convert --from yaml --to json --strict <web.yaml >/dev/null   # checks field"
          + " names"
    })
public final class ConvertCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FORMAT",
      description = "the input's format: ${COMPLETION-CANDIDATES}")
  private Format from = Format.yaml;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = "the output's format: ${COMPLETION-CANDIDATES}")
  private Format to = Format.json;

  @Option(
      names = "--strict",
      description = "fail on unknown and duplicate fields, and say where all of them are")
  private boolean strict;

  public ConvertCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    new Conversion(from, to, strict).run(streams.in(), streams.out());
    return 0;
  }
}
