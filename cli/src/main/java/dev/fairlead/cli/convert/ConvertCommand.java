package dev.fairlead.cli.convert;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import java.io.IOException;
import java.util.List;

/** {@code fairlead convert}. */
public final class ConvertCommand implements Command {
  private static final Option FROM = new Option(null, "--from", "FORMAT");
  private static final Option TO = new Option(null, "--to", "FORMAT");
  private static final Option STRICT = new Option(null, "--strict", null);

  private final StandardStreams streams;

  public ConvertCommand(StandardStreams streams) {
    this.streams = streams;
  }

  @Override
  public String name() {
    return "convert";
  }

  @Override
  public List<Option> options() {
    return List.of(FROM, TO, STRICT);
  }

  @Override
  public String adviceOnWords() {
    return ": it reads standard input, so put a < before a file's name";
  }

  @Override
  public String help() {
    return """
    Converts Kubernetes objects between JSON, YAML and protobuf.
    Usage: fairlead convert --from FORMAT --to FORMAT [--strict] <INPUT >OUTPUT

    Reads objects of any kind from standard input and writes them to standard output, in the same
    order. Their kinds are taken from the input. Kinds that Fairlead doesn't know pass between JSON and
    YAML as they are; protobuf needs to know the kind.

    JSON is written one object a line and may be read that way; YAML may hold several documents;
    protobuf holds one object.

          --from FORMAT   the input's format: json, yaml or protobuf
          --to FORMAT     the output's format: json, yaml or protobuf
          --strict        fail on unknown and duplicate fields, and say where all of them are
          --debug         add the stack trace to a failure
      -h, --help          this text

    Examples:
      kubectl get deployment web -o yaml | fairlead convert --from yaml --to json
      fairlead convert --from yaml --to json --strict <web.yaml >/dev/null   # checks field names
    """;
  }

  @Override
  public void run(Arguments arguments) throws IOException {
    Format from = format(FROM, arguments);
    Format to = format(TO, arguments);
    new Conversion(from, to, arguments.has(STRICT)).run(streams.in(), streams.out());
  }

  private static Format format(Option option, Arguments arguments) {
    String name = arguments.required(option);
    for (Format format : Format.values()) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new UsageException(option.name() + " is json, yaml or protobuf, not '" + name + "'");
  }
}
