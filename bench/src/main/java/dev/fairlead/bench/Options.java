package dev.fairlead.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the person at the keyboard chose.
 *
 * @param rounds how often each participant gets a fresh process
 * @param runs measured runs in each
 * @param warm runs before those in a JVM, at least; compiled programs get at most {@value
 *     #WARM_COMPILED}
 * @param warmSeconds CPU seconds that those take, at least
 * @param pods in the server
 * @param templates how many different Pod templates those have
 * @param resourceVersion of every list request; "unset" for none
 * @param only parts of participants' names; empty for all
 * @param javaOptions for the JVMs of participants
 * @param kubeconfig of a server that is there and loaded; null to start one
 */
record Options(
    int rounds,
    int runs,
    int warm,
    int warmSeconds,
    int pods,
    int templates,
    String resourceVersion,
    List<String> only,
    List<String> javaOptions,
    @Nullable Path kubeconfig) {

  static final int WARM_COMPILED = 2;

  static final Set<String> NAMES =
      Set.of(
          "rounds",
          "runs",
          "warm",
          "warm-seconds",
          "pods",
          "templates",
          "resource-version",
          "only",
          "java-options",
          "kubeconfig");

  static Options of(Arguments arguments) {
    arguments.allow(NAMES);
    return new Options(
        arguments.number("rounds", 3),
        arguments.number("runs", 5),
        arguments.number("warm", 5),
        arguments.number("warm-seconds", 10),
        arguments.number("pods", 10_000),
        arguments.number("templates", 1),
        arguments.get("resource-version", "0"),
        words(arguments.get("only", "").toLowerCase(Locale.ROOT), ","),
        words(arguments.get("java-options", ""), " "),
        arguments.has("kubeconfig") ? Path.of(arguments.get("kubeconfig")) : null);
  }

  private static List<String> words(String text, String separator) {
    return List.of(text.split(separator)).stream().filter(w -> !w.isBlank()).toList();
  }

  boolean wants(String participant) {
    String name = participant.toLowerCase(Locale.ROOT);
    return only.isEmpty() || only.stream().anyMatch(name::contains);
  }

  int warmCompiled() {
    return Math.min(warm, WARM_COMPILED);
  }
}
