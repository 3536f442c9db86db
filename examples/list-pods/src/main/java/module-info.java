/** Lists the Pods of a cluster. */
module dev.fairlead.examples.listpods {
  requires dev.fairlead.client;
  requires static org.jspecify;

  exports dev.fairlead.examples.listpods;
}
