package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to watch, and from where. Filled in by a lambda; not for keeping. */
public final class WatchOptions {
  /** How long a watch goes on; the shortest that client-go's reflectors ask for. */
  public static final Duration SERVER_TIMEOUT = Duration.ofMinutes(5);

  private String labelSelector = "";
  private String fieldSelector = "";
  private String resourceVersion = "";
  private boolean bookmarks = true;
  private boolean initialEvents;
  private Duration serverTimeout = SERVER_TIMEOUT;
  private @Nullable Duration end;

  WatchOptions() {}

  /** As kubectl -l. An object that isn't selected any more counts as deleted. Default: all. */
  public WatchOptions labelSelector(String selector) {
    this.labelSelector = selector;
    return this;
  }

  /** As kubectl --field-selector. Default: all. */
  public WatchOptions fieldSelector(String selector) {
    this.fieldSelector = selector;
    return this;
  }

  /**
   * What happened after this version: that of a list, or of the last event. Default: first an Added
   * event for each object that is there, and then what happens.
   */
  public WatchOptions resourceVersion(String version) {
    this.resourceVersion = version;
    return this;
  }

  /** Whether the server may send {@link WatchEvent.Bookmark}, about once a minute. Default: yes. */
  public WatchOptions bookmarks(boolean wanted) {
    this.bookmarks = wanted;
    return this;
  }

  /**
   * A streamed list: first an Added event for each object, then a bookmark with the annotation
   * {@code k8s.io/initial-events-end}, then what happens. At least as new as the resource version.
   */
  public WatchOptions sendInitialEvents() {
    this.initialEvents = true;
    return this;
  }

  /**
   * When the server ends the watch. Default: {@link #SERVER_TIMEOUT}, five minutes. A server that
   * is silent until half a minute after that counts as dead.
   */
  public WatchOptions serverTimeout(Duration timeout) {
    if (timeout.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "a server timeout of " + timeout + " is no whole second: give one or more");
    }
    this.serverTimeout = timeout;
    return this;
  }

  /** Ends the watch as a call that takes too long. Default: never. */
  WatchOptions end(@Nullable Duration end) {
    this.end = end;
    return this;
  }

  @Nullable Duration end() {
    return end;
  }

  boolean isInitialEventsSent() {
    return initialEvents;
  }

  String resourceVersion() {
    return resourceVersion;
  }

  Duration serverTimeout() {
    return serverTimeout;
  }

  ApiRequest addTo(ApiRequest request) {
    ApiRequest to = request.query("watch", "true");
    to = Query.add(to, "labelSelector", labelSelector);
    to = Query.add(to, "fieldSelector", fieldSelector);
    to = Query.add(to, "resourceVersion", resourceVersion);
    if (initialEvents) {
      to = to.query("sendInitialEvents", "true").query("resourceVersionMatch", "NotOlderThan");
    }
    to = Query.add(to, "allowWatchBookmarks", bookmarks || initialEvents ? "true" : "");
    return Query.add(to, "timeoutSeconds", serverTimeout.toSeconds());
  }
}
