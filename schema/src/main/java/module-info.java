/** The facts of the Kubernetes API, as data. */
module dev.fairlead.schema {
  requires static org.jspecify;

  exports dev.fairlead.schema;
}
