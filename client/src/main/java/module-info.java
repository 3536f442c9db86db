/** Typed access to a Kubernetes API server. */
module dev.fairlead.client {
  requires transitive dev.fairlead.model;
  requires java.net.http;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports dev.fairlead.client;
  exports dev.fairlead.client.config;
  exports dev.fairlead.client.discovery;
  exports dev.fairlead.client.error;
  exports dev.fairlead.client.stream;
  exports dev.fairlead.client.transport;
}
