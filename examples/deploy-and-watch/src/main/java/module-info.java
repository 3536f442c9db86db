/** Deploys to a cluster and watches the Pods start. */
module dev.fairlead.examples.deployandwatch {
  requires dev.fairlead.client;
  requires dev.fairlead.examples.listpods;
  requires static org.jspecify;
}
