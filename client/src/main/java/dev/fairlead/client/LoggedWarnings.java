package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Logs what servers warn of, each text once, as kubectl prints it. */
final class LoggedWarnings implements CallListener {
  static final LoggedWarnings SHARED = new LoggedWarnings();

  private static final System.Logger LOG = System.getLogger("dev.fairlead.client");

  /** Texts kept to tell new ones; after so many, all are logged. */
  private static final int MAX_KEPT = 1_000;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @Override
  public void warns(ApiRequest request, String warning) {
    if (seen.size() >= MAX_KEPT || seen.add(warning)) {
      LOG.log(Level.WARNING, "{0} {1}: {2}", request.method(), request.path(), warning);
    }
  }
}
