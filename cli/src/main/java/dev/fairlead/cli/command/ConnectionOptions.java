package dev.fairlead.cli.command;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.config.LoadOptions;
import java.nio.file.Path;

/** The options of every command that talks to a cluster, named as kubectl's are. */
public final class ConnectionOptions {
  public static final Option CONTEXT = new Option(null, "--context", "NAME");
  public static final Option KUBECONFIG = new Option(null, "--kubeconfig", "FILE");

  private ConnectionOptions() {}

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
            .withContext(arguments.value(CONTEXT)));
  }
}
