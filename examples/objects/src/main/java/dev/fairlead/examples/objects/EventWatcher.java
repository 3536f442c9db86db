package dev.fairlead.examples.objects;

import static java.util.Objects.requireNonNull;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.model.events.v1.Event;

/** Tells of Events, as kubectl events --watch, until it is stopped. */
public class EventWatcher {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) {
    String version =
        requireNonNull(k8s.eventsV1().events().list(o -> o.limit(1)).metadata().resourceVersion());
    try (RetryWatch<Event> watch =
        k8s.eventsV1().events().retryWatch(o -> o.resourceVersion(version))) {
      for (WatchEvent<Event> event : watch) {
        if (event instanceof WatchEvent.Added<Event>(Event news)) {
          String about = news.regarding().kind() + " " + news.regarding().name();
          System.out.println(about + ": " + news.reason() + ": " + news.note());
        }
      }
    }
  }
}
