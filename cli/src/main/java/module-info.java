/** The {@code fairlead} program. */
module dev.fairlead.cli {
  requires dev.fairlead.client;
  requires info.picocli;
  requires static org.jspecify;

  // picocli reads options from annotations on the commands' fields
  opens dev.fairlead.cli to
      info.picocli;
  opens dev.fairlead.cli.command to
      info.picocli;
  opens dev.fairlead.cli.convert to
      info.picocli;
  opens dev.fairlead.cli.pods to
      info.picocli;
  opens dev.fairlead.cli.version to
      info.picocli;
  opens dev.fairlead.cli.warmup to
      info.picocli;
}
