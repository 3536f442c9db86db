package dev.fairlead.cli.warmup;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.Option;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code fairlead warm-up}. Not in the program's overview: only the launcher has a use for it. */
public final class WarmUpCommand implements Command {
  private static final byte[] POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","labels":{"app":"web"}},"spec":\
      {"containers":[{"name":"web","image":"nginx","resources":{"requests":{"cpu":"1"}}}]}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final List<String> FORMATS = List.of("protobuf", "json", "yaml", "json");

  /** Runs a command line with an input. */
  public interface Program {
    /** What it printed; null if it failed. */
    byte @Nullable [] run(byte[] input, String... arguments);
  }

  private final Program program;

  public WarmUpCommand(Program program) {
    this.program = program;
  }

  @Override
  public String name() {
    return "warm-up";
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  /** A kubeconfig of a server to list Pods from, too. */
  @Override
  public int maxWords() {
    return 1;
  }

  @Override
  public String help() {
    return """
    Runs each command once, for the launcher's archive of classes.
    Usage: fairlead warm-up [KUBECONFIG]
    """;
  }

  @Override
  public void run(Arguments arguments) {
    List<String> failed = new ArrayList<>();
    for (String kubeconfig : arguments.words()) {
      run(failed, new byte[0], "pods", "-A", "--kubeconfig", kubeconfig);
    }
    run(failed, new byte[0], "version");
    byte[] document = POD;
    String from = "json";
    for (String to : FORMATS) {
      document = run(failed, document, "convert", "--from", from, "--to", to);
      from = to;
    }
    if (!failed.isEmpty()) {
      throw new CommandFailure("these commands failed: " + String.join("; ", failed));
    }
  }

  private byte[] run(List<String> failed, byte[] input, String... arguments) {
    byte[] output = program.run(input, arguments);
    if (output == null) {
      failed.add("fairlead " + String.join(" ", arguments));
    }
    return output == null ? new byte[0] : output;
  }
}
