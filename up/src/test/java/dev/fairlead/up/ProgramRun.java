package dev.fairlead.up;

import dev.fairlead.cli.command.Program;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.config.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A run of the program in this JVM: what it printed, and its exit code. */
record ProgramRun(int code, String out, String err) {

  /** With a home of its own, told to stop by {@code stop}. */
  static ProgramRun of(Path home, Map<String, String> variables, Stop stop, String... line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StandardStreams streams =
        new StandardStreams(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    Environment environment = new Environment(variables, home);
    int code =
        new Program(
                streams,
                environment,
                "",
                List.of(
                    new UpCommand(streams, environment, stop),
                    new DemoCommand(streams, environment),
                    new WarmUpCommand(environment)))
            .run(line);
    return new ProgramRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
