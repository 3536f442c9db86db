package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.Event;
import dev.fairlead.model.core.v1.ObjectReference;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events of the core group. Those of events.k8s.io are the same objects in other words: {@link
 * EventForms} turns one into the other, and {@link NewEvents} has their stricter rules.
 */
final class Events extends Kind<Event> {
  /** Longest reporting instance, action and reason, in bytes (k8s.io/.../validation/events.go). */
  private static final int MAX_LENGTH = 128;

  /** Longest message, in bytes (NoteLengthLimit). */
  private static final int MAX_NOTE_LENGTH = 1024;

  Events() {
    super(Event.TYPE);
  }

  /** Old clients made names of many kinds, so only what a URL can't hold is refused. */
  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.pathSegment(name, isPrefix);
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public void validate(Event event, FieldErrors errors) {
    validate(event, "reportingComponent", errors);
  }

  /**
   * The rules of both groups.
   *
   * @param controllerField how the group names the field of the reporting controller
   */
  static void validate(Event event, String controllerField, FieldErrors errors) {
    String namespace = Texts.orEmpty(event.metadata().namespace());
    String involved = Texts.orEmpty(event.involvedObject().namespace());
    boolean old = event.eventTime() == null || event.eventTime().isUnset();
    boolean outside = namespace.equals("default") || namespace.equals(old ? "" : "kube-system");
    boolean matches = involved.isEmpty() ? outside : !old || involved.equals(namespace);
    if (!matches) {
      errors.invalid(
          Path.of("involvedObject", "namespace"), involved, "does not match event.namespace");
    }
    if (old) {
      return;
    }
    Path controller = Path.of(controllerField);
    String reporter = Texts.orEmpty(event.reportingComponent());
    if (reporter.isEmpty()) {
      errors.required(controller, "");
    }
    errors.invalid(controller, reporter, Names.qualifiedName(reporter));
    validateText(event.reportingInstance(), "reportingInstance", errors);
    validateText(Texts.orEmpty(event.action()), "action", errors);
    validateText(Texts.orEmpty(event.reason()), "reason", errors);
    if (Sizes.utf8(Texts.orEmpty(event.message())) > MAX_NOTE_LENGTH) {
      errors.invalid(Path.of("message"), "", "can have at most " + MAX_NOTE_LENGTH + " characters");
    }
  }

  private static void validateText(String text, String field, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(Path.of(field), "");
    } else if (Sizes.utf8(text) > MAX_LENGTH) {
      errors.invalid(Path.of(field), "", "can have at most " + MAX_LENGTH + " characters");
    }
  }

  @Override
  public Map<String, String> fields(Event event) {
    Map<String, String> fields =
        new HashMap<>(referenceFields(event.involvedObject(), "involvedObject."));
    String component = Texts.orEmpty(event.source().component());
    fields.put("reason", Texts.orEmpty(event.reason()));
    fields.put("reportingComponent", event.reportingComponent());
    fields.put("source", component.isEmpty() ? event.reportingComponent() : component);
    fields.put("type", Texts.orEmpty(event.type()));
    return fields;
  }

  static Map<String, String> referenceFields(ObjectReference reference, String prefix) {
    return Map.of(
        prefix + "kind", Texts.orEmpty(reference.kind()),
        prefix + "namespace", Texts.orEmpty(reference.namespace()),
        prefix + "name", Texts.orEmpty(reference.name()),
        prefix + "uid", Texts.orEmpty(reference.uid()),
        prefix + "apiVersion", Texts.orEmpty(reference.apiVersion()),
        prefix + "resourceVersion", Texts.orEmpty(reference.resourceVersion()),
        prefix + "fieldPath", Texts.orEmpty(reference.fieldPath()));
  }

  @Override
  public List<JsonValue> cells(Event event, Instant now) {
    boolean hasFirst = event.firstTimestamp() != null && !event.firstTimestamp().isUnset();
    String first =
        hasFirst ? Ages.since(event.firstTimestamp(), now) : Ages.since(event.eventTime(), now);
    boolean hasLast = event.lastTimestamp() != null && !event.lastTimestamp().isUnset();
    String last = hasLast ? Ages.since(event.lastTimestamp(), now) : first;
    int count = event.count() == 0 ? 1 : event.count();
    if (event.series() != null) {
      last = Ages.since(event.series().lastObservedTime(), now);
      count = event.series().count();
    }
    ObjectReference object = event.involvedObject();
    String target = Texts.orEmpty(object.kind()).toLowerCase(Locale.ROOT);
    if (!Texts.isEmpty(object.name())) {
      target += "/" + object.name();
    }
    String instance = firstGiven(event.source().host(), event.reportingInstance());
    String source = firstGiven(event.source().component(), event.reportingComponent());
    return List.of(
        JsonValue.of(last),
        JsonValue.of(Texts.orEmpty(event.type())),
        JsonValue.of(Texts.orEmpty(event.reason())),
        JsonValue.of(target),
        JsonValue.of(Texts.orEmpty(object.fieldPath())),
        JsonValue.of(instance.isEmpty() ? source : source + ", " + instance),
        JsonValue.of(Texts.orEmpty(event.message()).strip()),
        JsonValue.of(first),
        JsonValue.of(count),
        JsonValue.of(Texts.orEmpty(event.metadata().name())));
  }

  private static String firstGiven(@Nullable String text, String other) {
    return text == null || text.isEmpty() ? other : text;
  }
}
