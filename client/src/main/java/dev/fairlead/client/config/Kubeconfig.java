package dev.fairlead.client.config;

/** stub */
final class Kubeconfig {
  static Kubeconfig load(LoadOptions o) {
    return new Kubeconfig();
  }

  Config resolve(LoadOptions o) {
    throw new ConfigException("not yet");
  }
}
