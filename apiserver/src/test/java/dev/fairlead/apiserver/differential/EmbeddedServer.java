package dev.fairlead.apiserver.differential;

import org.junit.jupiter.api.Assumptions;

/** The embedded server of this JVM: the one place that knows how it is started. */
interface EmbeddedServer extends AutoCloseable {
  Endpoint endpoint();

  @Override
  void close();

  static EmbeddedServer start() {
    Assumptions.abort("the embedded server can't be started yet");
    throw new IllegalStateException("abort() returned");
  }
}
