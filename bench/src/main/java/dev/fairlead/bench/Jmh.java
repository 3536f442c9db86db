package dev.fairlead.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the JMH benchmarks of each client with that client's jars alone. */
final class Jmh {
  private Jmh() {}

  /**
   * Runs those that match.
   *
   * @param words a pattern for names, and then options of JMH
   */
  static void run(Places places, List<String> words) throws Exception {
    String pattern = words.isEmpty() ? "" : words.getFirst();
    List<String> options = words.isEmpty() ? List.of() : words.subList(1, words.size());
    Path bodies = places.work().resolve("bodies-10000-1");
    if (!Files.exists(bodies.resolve("complete"))) {
      throw new BenchException("no saved answers in " + bodies + ": run './fairlead bench decode'");
    }
    for (Client client : Client.values()) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  places.java().toString(),
                  "-cp",
                  places.jmhClassPath(client),
                  "org.openjdk.jmh.Main",
                  client.jmhClass() + ".*" + pattern,
                  "-jvmArgsAppend",
                  "-Dbodies=" + bodies,
                  "-rf",
                  "json",
                  "-rff",
                  places.work().resolve("jmh-" + client.folder() + ".json").toString()));
      command.addAll(options);
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new BenchException(String.join(" ", command) + "\nended with status " + status);
      }
    }
  }
}
