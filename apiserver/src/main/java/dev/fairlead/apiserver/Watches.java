package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Events;
import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.request.ListOptions;
import dev.fairlead.apiserver.request.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The watches under way: sends their events, and ends all of them when the server stops. */
final class Watches {
  /** Between bookmarks; Go: bookmarkFrequency. */
  private static final Duration BOOKMARKS = Duration.ofMinutes(1);

  /** How long a watch lasts that doesn't say so: this up to twice; Go: MinRequestTimeout. */
  private static final Duration SHORTEST = Duration.ofMinutes(30);

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Set<Events<?>> active = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Watches(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  Response answer(
      Events<?> events, ListOptions options, Presentation<?> presentation, Format format) {
    return Response.stream(
        200, format.watchMediaType(), out -> send(events, options, presentation, out));
  }

  private void send(
      Events<?> events, ListOptions options, Presentation<?> presentation, OutputStream out)
      throws IOException, InterruptedException {
    active.add(events);
    try {
      out.flush(); // the head of the answer: clients wait for it
      Instant end = clock.instant().plus(duration(options));
      Instant bookmark = clock.instant().plus(BOOKMARKS);
      boolean failed = false;
      while (!stopping && !failed) {
        Instant now = clock.instant();
        if (!now.isBefore(end)) {
          return;
        }
        if (options.allowWatchBookmarks() && !now.isBefore(bookmark)) {
          write(List.of(new Events.Event.Bookmark(events.revision(), false)), presentation, out);
          bookmark = now.plus(BOOKMARKS);
        }
        Instant until = options.allowWatchBookmarks() && bookmark.isBefore(end) ? bookmark : end;
        failed = write(events.next(Duration.between(now, until)), presentation, out);
      }
    } finally {
      active.remove(events);
    }
  }

  /** Whether one of them was the last one, a failure. */
  private static boolean write(
      List<Events.Event> events, Presentation<?> presentation, OutputStream out)
      throws IOException {
    boolean failed = false;
    for (Events.Event event : events) {
      out.write(presentation.event(event));
      failed = event instanceof Events.Event.Failure;
    }
    if (!events.isEmpty()) {
      out.flush();
    }
    return failed;
  }

  private Duration duration(ListOptions options) {
    Long seconds = options.timeoutSeconds();
    if (seconds != null && seconds > 0) {
      return Duration.ofSeconds(seconds);
    }
    synchronized (random) {
      return SHORTEST.plusMillis(random.nextLong(SHORTEST.toMillis()));
    }
  }

  int count() {
    return active.size();
  }

  void stop() {
    stopping = true;
    active.forEach(Events::wake);
  }
}
