/** Commands, logs, ports and files of Pods. */
module dev.fairlead.examples.pods {
  requires dev.fairlead.client;
  requires static org.jspecify;

  exports dev.fairlead.examples.pods;
}
