package dev.fairlead.up;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.ConfigException;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whether the server that a kubeconfig was written for is still there. */
final class RunningServer {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private RunningServer() {}

  /**
   * The address of the server that the context {@code fairlead} leads to; empty if nobody answers
   * there, or somebody else. Whoever is too slow to answer, such as a process that is suspended,
   * counts as there.
   */
  static Optional<URI> of(Path kubeconfig) {
    Config config;
    try {
      config =
          Config.load(
              LoadOptions.defaults()
                  .withKubeconfig(kubeconfig)
                  .withContext(KubeconfigPlace.CONTEXT));
    } catch (ConfigException e) {
      return Optional.empty(); // what leads nowhere is nobody's
    }
    try (Kubernetes k8s = Kubernetes.connect(config)) {
      return k8s.coreV1()
          .namespaces()
          .find("default", o -> o.timeout(PATIENCE))
          .map(any -> config.server());
    } catch (ConnectionException e) {
      return switch (e.problem()) { // another server's certificate comes from another authority
        case TIMEOUT, CONNECT_TIMEOUT -> Optional.of(config.server());
        default -> Optional.empty();
      };
    } catch (ApiException e) {
      return Optional.of(config.server()); // a refusal is an answer
    }
  }
}
