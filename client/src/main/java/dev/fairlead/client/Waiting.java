package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.client.error.WaitTimeoutException;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One wait for one object: a list, and watches from there, on the caller's thread. */
final class Waiting<T extends KubernetesObject, L extends KubernetesList<T>> {
  /** Between failures that pass. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration SHORTEST_WATCH = Duration.ofSeconds(1);

  private final Calls calls;
  private final TypedResource<T, L> resource;
  private final String name;
  private final Duration timeout;
  private final long end;
  private @Nullable T last;
  private @Nullable String uid;
  private boolean listed;
  private @Nullable ApiException lastFailure;

  Waiting(Calls calls, TypedResource<T, L> resource, String name, Duration timeout) {
    this.calls = calls;
    this.resource = resource;
    this.name = name;
    this.timeout = timeout;
    this.end = calls.ticker.nanos() + timeout.toNanos();
  }

  T until(Predicate<? super T> condition) {
    run(object -> object != null && condition.test(object), "the condition doesn't hold");
    return Objects.requireNonNull(last);
  }

  void untilGone() {
    run(this::isGone, "it is still there");
  }

  /** Whether it isn't the one any more that was there first. */
  private boolean isGone(@Nullable T object) {
    if (object == null) {
      return true;
    }
    String its = object.metadata().uid();
    uid = uid == null ? its : uid;
    return !Objects.equals(uid, its);
  }

  /** Until the test is true of the object, or of null while there is none. */
  private void run(Predicate<@Nullable T> test, String unmet) {
    while (true) {
      listed = false;
      try {
        if (once(test)) {
          return;
        }
      } catch (ExpiredException e) {
        lastFailure = e; // list again
      } catch (ApiException e) {
        if (!RetryWatch.passes(e)) {
          throw e;
        }
        boolean timeUp = listed && left() <= 0; // which is what ends the last watch
        lastFailure = timeUp ? lastFailure : e;
        if (left() > PAUSE.toNanos()) {
          calls.pauseOrCancel(PAUSE.toNanos(), toString());
        }
      }
      if (left() <= 0) {
        throw late(unmet);
      }
    }
  }

  /** A list and a watch; false if the watch has ended before the test was true. */
  private boolean once(Predicate<@Nullable T> test) {
    Duration left = Duration.ofNanos(Math.max(1, left()));
    L list = resource.list(o -> o.fieldSelector("metadata.name=" + name).timeout(left));
    listed = true;
    lastFailure = null;
    last = list.items().isEmpty() ? null : list.items().get(0);
    if (test.test(last)) {
      return true;
    }
    String version = Objects.requireNonNullElse(list.metadata().resourceVersion(), "");
    Duration rest = Duration.ofNanos(Math.max(1, left()));
    Duration server = WatchOptions.SERVER_TIMEOUT;
    server = rest.compareTo(server) < 0 ? rest : server;
    Duration asked = server.compareTo(SHORTEST_WATCH) < 0 ? SHORTEST_WATCH : server;
    try (Watch<T> watch =
        resource.watch(o ->
            o.fieldSelector("metadata.name=" + name)
                .resourceVersion(version)
                .serverTimeout(asked)
                .end(rest))) {
      for (WatchEvent<T> event : watch) {
        if (event instanceof WatchEvent.Bookmark<T>) {
          continue;
        }
        last = event instanceof WatchEvent.Deleted<T> ? null : event.object();
        if (test.test(last)) {
          return true;
        }
      }
    }
    return false;
  }

  private long left() {
    return end - calls.ticker.nanos();
  }

  private WaitTimeoutException late(String unmet) {
    T object = last;
    String conditions = object == null ? "" : Conditions.unmet(object);
    String found = object == null ? "there is none of that name" : unmet;
    String failure =
        lastFailure == null ? "" : "; the last failure was: " + lastFailure.getMessage();
    return new WaitTimeoutException(
        this
            + ": not within "
            + timeout.toMillis() / 1000.0
            + " s: "
            + found
            + (conditions.isEmpty() ? "" : ": " + conditions)
            + failure,
        object);
  }

  @Override
  public String toString() {
    return "waiting for " + name + " of " + resource + " of " + calls.config.server();
  }
}
