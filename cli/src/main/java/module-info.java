/** The {@code fairlead} program. */
module dev.fairlead.cli {
  requires dev.fairlead.client;
  requires static org.jspecify;
}
