package dev.fairlead.client.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to load instead of what the environment and the kubeconfig say, like kubectl's options of
 * the same names. Null is "as it is there".
 *
 * @param kubeconfig the only file to read; it must exist
 * @param context the context to use instead of the current one
 * @param cluster the cluster entry to use instead of the context's
 * @param user the user entry to use instead of the context's
 * @param namespace the namespace to use instead of the context's
 * @param environment where KUBECONFIG and the home folder are looked up
 */
public record LoadOptions(
    @Nullable Path kubeconfig,
    @Nullable String context,
    @Nullable String cluster,
    @Nullable String user,
    @Nullable String namespace,
    Environment environment) {

  /** Nothing but this process's environment. */
  public static LoadOptions defaults() {
    return new LoadOptions(null, null, null, null, null, Environment.system());
  }

  public LoadOptions withKubeconfig(@Nullable Path kubeconfig) {
    return new LoadOptions(kubeconfig, context, cluster, user, namespace, environment);
  }

  public LoadOptions withContext(@Nullable String context) {
    return new LoadOptions(kubeconfig, context, cluster, user, namespace, environment);
  }

  public LoadOptions withCluster(@Nullable String cluster) {
    return new LoadOptions(kubeconfig, context, cluster, user, namespace, environment);
  }

  public LoadOptions withUser(@Nullable String user) {
    return new LoadOptions(kubeconfig, context, cluster, user, namespace, environment);
  }

  public LoadOptions withNamespace(@Nullable String namespace) {
    return new LoadOptions(kubeconfig, context, cluster, user, namespace, environment);
  }

  public LoadOptions withEnvironment(Environment environment) {
    return new LoadOptions(kubeconfig, context, cluster, user, namespace, environment);
  }
}
