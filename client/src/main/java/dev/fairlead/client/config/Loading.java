package dev.fairlead.client.config;

import org.jspecify.annotations.Nullable;

/** Where a configuration comes from when a program names none: client-go's order. */
final class Loading {
  private Loading() {}

  /**
   * The kubeconfig's, or the Pod's if no kubeconfig gave anything: if there is none, or none of its
   * contexts is current and nobody asked for one. A kubeconfig that says something wrong is an
   * error even in a Pod, so that nobody gets another cluster than the file was to name. (client-go
   * forgives a context whose cluster isn't there.)
   */
  static Config load(LoadOptions options) {
    PodConfig pod = new PodConfig(options.environment());
    Kubeconfig kubeconfig = kubeconfig(options, pod);
    boolean says = kubeconfig != null && saysSomething(kubeconfig, options);
    if (kubeconfig != null && (says || !pod.isComplete())) {
      return kubeconfig.resolve(options);
    }
    return pod.resolve(options);
  }

  /** Null if there is none, and this is a Pod. */
  private static @Nullable Kubeconfig kubeconfig(LoadOptions options, PodConfig pod) {
    if (options.kubeconfig() != null || KubeconfigFiles.areThere(options.environment())) {
      return KubeconfigFiles.load(options);
    }
    boolean named = options.context() != null || options.cluster() != null;
    if (!named && options.user() == null && pod.isComplete()) {
      return null;
    }
    if (!named && options.user() == null && options.server() != null) {
      return Kubeconfig.parse(new byte[0], "LoadOptions");
    }
    String nothing = KubeconfigFiles.nothing(options.environment());
    throw new ConfigException(nothing + ". " + pod.missing());
  }

  private static boolean saysSomething(Kubeconfig kubeconfig, LoadOptions options) {
    return kubeconfig.currentContext().isPresent()
        || options.context() != null
        || options.cluster() != null
        || options.user() != null;
  }
}
