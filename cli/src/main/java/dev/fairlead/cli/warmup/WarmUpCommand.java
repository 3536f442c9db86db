package dev.fairlead.cli.warmup;

import dev.fairlead.cli.command.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fairlead warm-up}. Not in the program's overview: only the launcher has a use for it. */
@Command(
    name = "warm-up",
    hidden = true,
    header = "Runs each command once, for the launcher's archive of classes.")
public final class WarmUpCommand implements Callable<Integer> {
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

  @Parameters(
      arity = "0..1",
      paramLabel = "KUBECONFIG",
      description = "of a server to list Pods from, too")
  private @Nullable String kubeconfig;

  public WarmUpCommand(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    List<String> failed = new ArrayList<>();
    if (kubeconfig != null) {
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
    return 0;
  }

  private byte[] run(List<String> failed, byte[] input, String... arguments) {
    byte[] output = program.run(input, arguments);
    if (output == null) {
      failed.add("fairlead " + String.join(" ", arguments));
    }
    return output == null ? new byte[0] : output;
  }
}
