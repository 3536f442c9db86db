/** Objects of all kinds: watched, changed, found. */
module dev.fairlead.examples.objects {
  requires dev.fairlead.client;
  requires static org.jspecify;

  exports dev.fairlead.examples.objects;
}
