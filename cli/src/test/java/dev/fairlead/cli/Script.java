package dev.fairlead.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A file of commands with what they read, print and return. Each line says by its first character
 * what it is:
 *
 * <pre>
 * $ fairlead convert --from json --to protobuf | hex     the command
 * &lt; {"apiVersion":"v1","kind":"Pod"}                     a line of its standard input
 * &gt; 6b 38 73 00                                          a line of its standard output
 * ! fairlead: ...                                        a line of its standard error
 * = 1                                                    its exit code, unless 0
 * </pre>
 *
 * <p>{@code hex} and {@code unhex} print and read bytes. Output that doesn't end with a line end
 * has {@code >|} before its last line. All other lines are comments. A script is run by writing it
 * down again with what happened; if nothing changed, it passes.
 */
final class Script {
  private static final int HEX_BYTES_PER_LINE = 16;

  private final StringBuilder result = new StringBuilder();
  private String command = "";
  private final List<String> input = new ArrayList<>();

  private Script() {}

  /** The script with the outputs that its commands have now. */
  static String run(String text) {
    Script script = new Script();
    text.lines().forEach(script::line);
    script.finishCommand();
    return script.result.toString();
  }

  private void line(String line) {
    if (line.startsWith("< ") || line.equals("<")) {
      input.add(line.equals("<") ? "" : line.substring(2));
    } else if (!line.matches("[>!=].*")) {
      finishCommand();
      if (line.startsWith("$ ")) {
        command = line.substring(2);
      }
    } else {
      return; // written anew
    }
    result.append(line).append('\n');
  }

  private void finishCommand() {
    if (command.isEmpty()) {
      return;
    }
    String text = input.isEmpty() ? "" : String.join("\n", input) + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder errors = new StringBuilder();
    int exitCode = 0;
    for (String stage : List.of(command.split(" \\| ", -1))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      exitCode = stage(stage.strip().split(" +", -1), bytes, out, err);
      bytes = out.toByteArray();
      errors.append(err.toString(StandardCharsets.UTF_8));
    }
    append("> ", new String(bytes, StandardCharsets.UTF_8));
    append("! ", errors.toString());
    if (exitCode != 0) {
      result.append("= ").append(exitCode).append('\n');
    }
    command = "";
    input.clear();
  }

  private static int stage(
      String[] words, byte[] in, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    switch (words[0]) {
      case "fairlead" -> {
        ProgramRun run = ProgramRun.of(Arrays.copyOfRange(words, 1, words.length)).run(in);
        out.writeBytes(run.bytes());
        err.writeBytes(run.errors().getBytes(StandardCharsets.UTF_8));
        return run.exitCode();
      }
      case "hex" -> {
        for (int i = 0; i < in.length; i += HEX_BYTES_PER_LINE) {
          int end = Math.min(in.length, i + HEX_BYTES_PER_LINE);
          String line = HexFormat.ofDelimiter(" ").formatHex(in, i, end) + "\n";
          out.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
        }
      }
      case "unhex" -> {
        String digits = new String(in, StandardCharsets.US_ASCII).replaceAll("\\s", "");
        out.writeBytes(HexFormat.of().parseHex(digits));
      }
      default ->
          throw new IllegalArgumentException(
              "a script knows fairlead, hex and unhex, not " + words[0]);
    }
    return 0;
  }

  private void append(String prefix, String text) {
    if (text.isEmpty()) {
      return;
    }
    boolean ended = text.endsWith("\n");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean cut = !ended && i == lines.size() - 1;
      result.append((cut ? prefix.strip() + "| " : prefix).concat(lines.get(i)).stripTrailing());
      result.append('\n');
    }
  }
}
