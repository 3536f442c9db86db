package dev.fairlead.cli;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** A namespace of the real cluster, and command lines that run in it. */
public final class VerbsRun implements AutoCloseable {
  /** Of a cluster without controllers, which would change what the verbs are to print. */
  private static final String KUBECONFIG =
      System.getProperty(
          "fairlead.realcluster.minimal", System.getProperty("fairlead.realcluster", ""));

  private final String namespace =
      "cli-verbs-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);

  /** Makes the namespace. */
  public VerbsRun() {
    run("apply -f -", "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + namespace + "}\n");
  }

  public static Config config() {
    return Config.load(LoadOptions.defaults().withKubeconfig(Path.of(KUBECONFIG)));
  }

  public static Kubernetes connect() {
    return Kubernetes.connect(config());
  }

  public String namespace() {
    return namespace;
  }

  /** Words with a space between each, after {@code fairlead}. */
  public ProgramRun run(String line) {
    return run(line, "");
  }

  /** With a standard input. */
  public ProgramRun run(String line, String input) {
    return words(line.split(" ", -1)).run(input.getBytes(StandardCharsets.UTF_8));
  }

  /** A command line whose words may have spaces in them. */
  public ProgramRun.Line words(String... words) {
    // in front, as after two dashes there are no options
    String[] rest = Arrays.copyOfRange(words, 1, words.length);
    return ProgramRun.of(words[0], "--kubeconfig", KUBECONFIG, "-n", namespace).with(rest);
  }

  @Override
  public void close() {
    // where no controller does it
    ProgramRun unusedToo = run("delete deployments,configmaps --all --wait=false");
    ProgramRun unused = run("delete namespace " + namespace + " --wait=false");
  }
}
