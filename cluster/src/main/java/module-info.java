/** A Kubernetes API in the same JVM, for development and tests. */
module dev.fairlead.cluster {
  requires transitive dev.fairlead.client;
  requires dev.fairlead.apiserver;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports dev.fairlead.cluster;
}
