package dev.fairlead.cli.command;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.config.LoadOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that talks to a cluster, named as kubectl's are. */
public final class ConnectionOptions {
  private final Environment environment;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "the context of the kubeconfig to use instead of its current one")
  private @Nullable String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "the only kubeconfig to read, instead of $KUBECONFIG or ~/.kube/config")
  private @Nullable Path kubeconfig;

  public ConnectionOptions(Environment environment) {
    this.environment = environment;
  }

  /**
   * The cluster and user that the options and the kubeconfig lead to.
   *
   * @throws dev.fairlead.client.config.ConfigException if they lead nowhere
   */
  public Config config() {
    return Config.load(
        LoadOptions.defaults()
            .withEnvironment(environment)
            .withKubeconfig(kubeconfig)
            .withContext(context));
  }
}
