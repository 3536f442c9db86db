package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.Event;

/** One event in the words of the core group and of events.k8s.io. Both ways lose nothing. */
public final class EventForms {
  private EventForms() {}

  public static Event toCore(dev.fairlead.model.events.v1.Event event) {
    return Event.of(e -> {
      e.metadata(event.metadata())
          .involvedObject(event.regarding())
          .reason(event.reason())
          .message(event.note())
          .source(event.deprecatedSource())
          .firstTimestamp(event.deprecatedFirstTimestamp())
          .lastTimestamp(event.deprecatedLastTimestamp())
          .count(event.deprecatedCount())
          .type(event.type())
          .eventTime(event.eventTime())
          .action(event.action())
          .related(event.related())
          .reportingComponent(Texts.orEmpty(event.reportingController()))
          .reportingInstance(Texts.orEmpty(event.reportingInstance()));
      var series = event.series();
      if (series != null) {
        e.series(s -> s.count(series.count()).lastObservedTime(series.lastObservedTime()));
      }
    });
  }

  public static dev.fairlead.model.events.v1.Event toNew(Event event) {
    return dev.fairlead.model.events.v1.Event.of(e -> {
      e.metadata(event.metadata())
          .regarding(event.involvedObject())
          .reason(event.reason())
          .note(event.message())
          .deprecatedSource(event.source())
          .deprecatedFirstTimestamp(event.firstTimestamp())
          .deprecatedLastTimestamp(event.lastTimestamp())
          .deprecatedCount(event.count())
          .type(event.type())
          .eventTime(event.eventTime())
          .action(event.action())
          .related(event.related())
          .reportingController(event.reportingComponent())
          .reportingInstance(event.reportingInstance());
      var series = event.series();
      if (series != null) {
        e.series(s -> s.count(series.count()).lastObservedTime(series.lastObservedTime()));
      }
    });
  }
}
