/** The {@code fairlead} program. */
module dev.fairlead.cli {
  requires transitive dev.fairlead.client;
  requires static org.jspecify;

  exports dev.fairlead.cli.command;
}
