package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Exec;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.client.config.KubeconfigEntries.Variable;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A credential plugin: a program that prints a token or a certificate, as {@code
 * client.authentication.k8s.io} has it. What is equal shares its credential.
 *
 * @param where the entry that names it, for messages
 * @param command as it was written
 * @param program what to run: a path, or a name to look for in PATH
 * @param env the variables that it gets beside those of the environment
 * @param apiVersion of what it is given and prints
 * @param cluster what it is told of the cluster; null for nothing
 * @param stdinTaken whether the program reads its standard input itself
 */
record Plugin(
    String where,
    String command,
    String program,
    List<String> args,
    List<Variable> env,
    String apiVersion,
    String installHint,
    Interaction interaction,
    @Nullable JsonObject cluster,
    boolean stdinTaken,
    Environment environment) {
  private static final String GROUP = "client.authentication.k8s.io/";
  private static final String V1 = GROUP + "v1";
  private static final String V1BETA1 = GROUP + "v1beta1";
  private static final Set<String> VERSIONS = Set.of(V1, V1BETA1);

  /** The variable in which a plugin is told what is asked of it. */
  private static final String INFO = "KUBERNETES_EXEC_INFO";

  /** What the plugin wants of the terminal. */
  enum Interaction {
    NEVER("Never"),
    IF_AVAILABLE("IfAvailable"),
    ALWAYS("Always");

    private final String text;

    Interaction(String text) {
      this.text = text;
    }

    private static @Nullable Interaction of(String text) {
      for (Interaction each : values()) {
        if (each.text.equals(text)) {
          return each;
        }
      }
      return null;
    }
  }

  /**
   * The plugin of a user's entry; null, and at least one problem, if it can't be run.
   *
   * @param cluster what a plugin is told that asks for it
   */
  static @Nullable Plugin of(
      User user, Exec exec, JsonObject cluster, LoadOptions options, Problems problems) {
    String where = user.where() + ": exec";
    Problems own = new Problems();
    if (exec.command().isEmpty()) {
      own.add(where + ".command", "is missing: name the program to run");
    }
    if (!VERSIONS.contains(exec.apiVersion())) {
      own.add(
          where + ".apiVersion",
          (exec.apiVersion().isEmpty()
                  ? "is missing"
                  : Problems.quote(exec.apiVersion()) + " is no version that plugins have")
              + ": write "
              + V1);
    }
    if (exec.env().stream().anyMatch(variable -> !isName(variable.name()))) {
      own.add(where + ".env", "a variable has no name, or one with an '=': correct it");
    }
    Interaction interaction = interaction(exec, where, own);
    String program = own.isEmpty() ? program(user, exec.command(), where, own) : null;
    problems.addAll(own);
    if (!own.isEmpty() || program == null || interaction == null) {
      return null;
    }
    return new Plugin(
        where,
        exec.command(),
        program,
        exec.args(),
        exec.env(),
        exec.apiVersion(),
        exec.installHint(),
        interaction,
        exec.provideClusterInfo() ? cluster : null,
        options.stdinTaken(),
        options.environment());
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && name.indexOf('=') < 0 && name.indexOf('\0') < 0;
  }

  private static @Nullable Interaction interaction(Exec exec, String where, Problems problems) {
    String mode = exec.interactiveMode();
    if (mode.isEmpty() && exec.apiVersion().equals(V1BETA1)) {
      return Interaction.IF_AVAILABLE;
    }
    Interaction interaction = Interaction.of(mode);
    if (interaction == null) {
      problems.add(
          where + ".interactiveMode",
          (mode.isEmpty() ? "is missing" : Problems.quote(mode) + " is none")
              + ": write Never, IfAvailable or Always");
    }
    return interaction;
  }

  /** As client-go: a path starts from the kubeconfig's folder, a mere name is for PATH. */
  private static @Nullable String program(
      User user, String command, String where, Problems problems) {
    try {
      return command.contains(File.separator)
          ? user.origin().resolve(command).toString()
          : Path.of(command).toString();
    } catch (InvalidPathException e) {
      problems.add(where + ".command", "is not a path: correct it");
      return null;
    }
  }

  /** All variables that it gets. */
  Map<String, String> variables(boolean interactive) {
    Map<String, String> all = new HashMap<>(environment.variables());
    env.forEach(variable -> all.put(variable.name(), variable.value()));
    JsonObject.Builder spec = JsonObject.builder();
    if (cluster != null) {
      spec.put("cluster", cluster);
    }
    JsonObject info =
        JsonObject.builder()
            .put("kind", "ExecCredential")
            .put("apiVersion", apiVersion)
            .put("spec", spec.put("interactive", interactive).build())
            .build();
    all.put(INFO, Codec.json().encodeToString(info));
    return all;
  }

  ConfigException failed(String how) {
    Problems problem = new Problems();
    problem.add(where, this + " " + how);
    return problem.exception();
  }

  /** The command alone: the rest may be secret. */
  @Override
  public String toString() {
    return "the credential plugin " + Problems.quote(command);
  }
}
