package dev.fairlead.cli.command;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.config.Impersonation;
import dev.fairlead.client.config.LoadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of every command that talks to a cluster, named as kubectl's are. */
public final class ConnectionOptions {
  public static final Option CONTEXT = new Option(null, "--context", "NAME");
  public static final Option KUBECONFIG = new Option(null, "--kubeconfig", "FILE");
  public static final Option CLUSTER = new Option(null, "--cluster", "NAME");
  public static final Option USER = new Option(null, "--user", "NAME");
  public static final Option AS = new Option(null, "--as", "NAME");

  /** Unlike kubectl's, given once: names with commas between them. */
  public static final Option AS_GROUP = new Option(null, "--as-group", "NAMES");

  public static final Option AS_UID = new Option(null, "--as-uid", "UID");

  private ConnectionOptions() {}

  /** All that {@link #config} reads, for {@link Command#options}. */
  public static List<Option> all() {
    return List.of(CONTEXT, KUBECONFIG, CLUSTER, USER, AS, AS_GROUP, AS_UID);
  }

  /**
   * The cluster and user that the options and the kubeconfig lead to.
   *
   * @throws dev.fairlead.client.config.ConfigException if they lead nowhere
   */
  public static Config config(Arguments arguments, Environment environment) {
    String kubeconfig = arguments.value(KUBECONFIG);
    return Config.load(
        LoadOptions.defaults()
            .withEnvironment(environment)
            .withKubeconfig(kubeconfig == null ? null : Path.of(kubeconfig))
            .withContext(arguments.value(CONTEXT))
            .withCluster(arguments.value(CLUSTER))
            .withUser(arguments.value(USER))
            .withImpersonation(
                new Impersonation(
                    text(arguments.value(AS)),
                    text(arguments.value(AS_UID)),
                    groups(arguments.value(AS_GROUP)),
                    Map.of())));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static List<String> groups(@Nullable String value) {
    return value == null ? List.of() : List.of(value.split(",", -1));
  }
}
