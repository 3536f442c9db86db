package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.EventSource;
import dev.fairlead.model.core.v1.ObjectReference;
import dev.fairlead.model.events.v1.Event;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Events of events.k8s.io; errors name the fields of the core group, as Kubernetes does. */
final class NewEvents extends Kind<Event> {
  private static final String UNSET = "needs to be unset";
  private final Events events = new Events();

  NewEvents() {
    super(Event.TYPE);
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public void validate(Event event, FieldErrors errors) {
    Events.validate(EventForms.toCore(event), "reportingController", errors);
    validateSeries(event, errors);
    if (event.eventTime() == null || event.eventTime().isUnset()) {
      errors.required(Path.of("eventTime"), "");
    }
    String type = Texts.orEmpty(event.type());
    if (!type.equals("Normal") && !type.equals("Warning")) {
      errors.invalid(Path.of("type"), "", "has invalid value: " + type);
    }
    if (event.deprecatedFirstTimestamp() != null) {
      errors.invalid(Path.of("firstTimestamp"), "", UNSET);
    }
    if (event.deprecatedLastTimestamp() != null) {
      errors.invalid(Path.of("lastTimestamp"), "", UNSET);
    }
    if (event.deprecatedCount() != 0) {
      errors.invalid(Path.of("count"), "", UNSET);
    }
    if (!Texts.isEmpty(event.deprecatedSource().component())
        || !Texts.isEmpty(event.deprecatedSource().host())) {
      errors.invalid(Path.of("source"), "", UNSET);
    }
  }

  private static void validateSeries(Event event, FieldErrors errors) {
    if (event.series() == null) {
      return;
    }
    if (event.series().count() < 2) {
      errors.invalid(Path.of("series.count"), "", "should be at least 2");
    }
    if (event.series().lastObservedTime() == null) {
      errors.required(Path.of("series.lastObservedTime"), "");
    }
  }

  /** Only the series may change. */
  @Override
  public void validateUpdate(Event event, Event old, FieldErrors errors) {
    Events.validate(EventForms.toCore(event), "reportingController", errors);
    if (!Objects.equals(event.series(), old.series())) {
      validateSeries(event, errors);
    }
    check(
        goReference(event.regarding()),
        goReference(old.regarding()),
        Path.of("involvedObject"),
        errors);
    Immutable.checkText(event.reason(), old.reason(), Path.of("reason"), errors);
    Immutable.checkText(event.note(), old.note(), Path.of("message"), errors);
    check(
        goSource(event.deprecatedSource()),
        goSource(old.deprecatedSource()),
        Path.of("source"),
        errors);
    check(
        time(event.deprecatedFirstTimestamp()),
        time(old.deprecatedFirstTimestamp()),
        Path.of("firstTimestamp"),
        errors);
    check(
        time(event.deprecatedLastTimestamp()),
        time(old.deprecatedLastTimestamp()),
        Path.of("lastTimestamp"),
        errors);
    Immutable.check(event.deprecatedCount(), old.deprecatedCount(), Path.of("count"), errors);
    Immutable.checkText(event.reason(), old.reason(), Path.of("reason"), errors); // twice, as in Go
    Immutable.checkText(event.type(), old.type(), Path.of("type"), errors);
    check(time(event.eventTime()), time(old.eventTime()), Path.of("eventTime"), errors);
    Immutable.checkText(event.action(), old.action(), Path.of("action"), errors);
    check(
        goReference(event.related()), goReference(old.related()), Path.of("related"), errors);
    Immutable.checkText(
        event.reportingController(),
        old.reportingController(),
        Path.of("reportingController"),
        errors);
    Immutable.checkText(
        event.reportingInstance(),
        old.reportingInstance(),
        Path.of("reportingInstance"),
        errors);
  }

  private static void check(
      @Nullable JsonValue value, @Nullable JsonValue old, Path path, FieldErrors errors) {
    Immutable.check(value, old, path, errors);
  }

  private static @Nullable JsonValue time(@Nullable Object time) {
    return time == null ? null : JsonValue.of(time.toString());
  }

  /** A reference as Go prints it, whose internal type names its fields in capitals. */
  private static @Nullable JsonValue goReference(@Nullable ObjectReference reference) {
    return reference == null
        ? null
        : JsonObject.builder()
            .put("Kind", JsonValue.of(Texts.orEmpty(reference.kind())))
            .put("Namespace", JsonValue.of(Texts.orEmpty(reference.namespace())))
            .put("Name", JsonValue.of(Texts.orEmpty(reference.name())))
            .put("UID", JsonValue.of(Texts.orEmpty(reference.uid())))
            .put("APIVersion", JsonValue.of(Texts.orEmpty(reference.apiVersion())))
            .put("ResourceVersion", JsonValue.of(Texts.orEmpty(reference.resourceVersion())))
            .put("FieldPath", JsonValue.of(Texts.orEmpty(reference.fieldPath())))
            .build();
  }

  private static JsonValue goSource(EventSource source) {
    return JsonObject.builder()
        .put("Component", JsonValue.of(Texts.orEmpty(source.component())))
        .put("Host", JsonValue.of(Texts.orEmpty(source.host())))
        .build();
  }

  @Override
  public Map<String, String> fields(Event event) {
    Map<String, String> fields =
        new HashMap<>(Events.referenceFields(event.regarding(), "regarding."));
    fields.put("reason", Texts.orEmpty(event.reason()));
    fields.put("reportingController", Texts.orEmpty(event.reportingController()));
    fields.put("type", Texts.orEmpty(event.type()));
    return fields;
  }

  @Override
  public List<JsonValue> cells(Event event, Instant now) {
    return events.cells(EventForms.toCore(event), now);
  }
}
