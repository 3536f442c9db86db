package dev.fairlead.apiserver.http;

import org.slf4j.LoggerFactory;

/**
 * Jetty logs by SLF4J. If the program that we run in has a provider for it, Jetty's messages go
 * there; if not, they go nowhere, and this keeps SLF4J from complaining about that on the standard
 * error. What matters of the server's own is logged by {@link System.Logger}.
 */
final class JettyLogging {
  /** SLF4J's own property for what it says about itself; since SLF4J 2.0.10. */
  private static final String VERBOSITY = "slf4j.internal.verbosity";

  private JettyLogging() {}

  /** To be called before the first class of Jetty is used. */
  static synchronized void prepare() {
    if (System.getProperty(VERBOSITY) != null) {
      return;
    }
    System.setProperty(VERBOSITY, "ERROR");
    try {
      LoggerFactory.getILoggerFactory();
    } finally {
      System.clearProperty(VERBOSITY);
    }
  }
}
