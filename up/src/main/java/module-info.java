/** The programs that start a Kubernetes API: up and demo. */
module dev.fairlead.up {
  requires dev.fairlead.client;
  requires dev.fairlead.cluster;
  requires dev.fairlead.cli;
  requires dev.fairlead.schema;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
}
