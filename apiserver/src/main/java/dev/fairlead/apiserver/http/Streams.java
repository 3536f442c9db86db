package dev.fairlead.apiserver.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streamed bodies under way, so that a stop can end them. */
final class Streams {
  private final Set<StreamedAnswer> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  void opened(StreamedAnswer answer) {
    open.add(answer);
    if (ending) {
      answer.end();
    }
  }

  void closed(StreamedAnswer answer) {
    open.remove(answer);
  }

  /** Ends those that are open, and from now on each at once. */
  void endAll() {
    ending = true;
    open.forEach(StreamedAnswer::end);
  }
}
