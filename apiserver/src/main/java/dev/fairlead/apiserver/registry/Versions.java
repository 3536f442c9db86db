package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.kind.AutoscalerVersions;
import dev.fairlead.apiserver.kind.EventForms;
import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscaler;
import dev.fairlead.model.core.v1.Event;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.schema.ApiResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The few resources that are served in another version than the stored one. */
final class Versions {
  private Versions() {}

  /**
   * The resource if it is one of them.
   *
   * @param kinds finds the rules of a type
   */
  static Optional<Served<?>> find(
      ApiResource fact,
      Type<? extends KubernetesObject> type,
      Function<Type<?>, @Nullable Kind<?>> kinds) {
    if (type.equals(dev.fairlead.model.events.v1.Event.TYPE)) {
      return Optional.of(newEvents(fact, type, kinds));
    }
    if (type.equals(dev.fairlead.model.autoscaling.v1.HorizontalPodAutoscaler.TYPE)) {
      return Optional.of(firstAutoscalers(fact, type, kinds));
    }
    return Optional.empty();
  }

  @SuppressWarnings("unchecked") // the rules of a type are for its objects
  private static Served<Event> newEvents(
      ApiResource fact,
      Type<? extends KubernetesObject> type,
      Function<Type<?>, @Nullable Kind<?>> kinds) {
    var rules = (Kind<dev.fairlead.model.events.v1.Event>) kinds.apply(type);
    if (rules == null) {
      throw new IllegalStateException("kind " + type + " has no rules");
    }
    return new Served<>(
        fact,
        type,
        new NewEventRules(rules),
        "events",
        new Served.Conversion<>() {
          @Override
          public Event toStored(KubernetesObject served) {
            return EventForms.toCore((dev.fairlead.model.events.v1.Event) served);
          }

          @Override
          public KubernetesObject toServed(Event stored) {
            return EventForms.toNew(stored);
          }
        });
  }

  @SuppressWarnings("unchecked") // the rules of a type are for its objects
  private static Served<HorizontalPodAutoscaler> firstAutoscalers(
      ApiResource fact,
      Type<? extends KubernetesObject> type,
      Function<Type<?>, @Nullable Kind<?>> kinds) {
    var rules = (Kind<HorizontalPodAutoscaler>) kinds.apply(HorizontalPodAutoscaler.TYPE);
    if (rules == null) {
      throw new IllegalStateException("kind " + HorizontalPodAutoscaler.TYPE + " has no rules");
    }
    return new Served<>(
        fact,
        type,
        rules,
        new GroupResource(fact.group(), fact.resource()).toString(),
        new Served.Conversion<>() {
          @Override
          public HorizontalPodAutoscaler toStored(KubernetesObject served) {
            return AutoscalerVersions.fromV1(
                (dev.fairlead.model.autoscaling.v1.HorizontalPodAutoscaler) served);
          }

          @Override
          public KubernetesObject toServed(HorizontalPodAutoscaler stored) {
            return AutoscalerVersions.toV1(stored);
          }
        });
  }

  /** The rules of new events, for events as they are stored. */
  private static final class NewEventRules extends Kind<Event> {
    private final Kind<dev.fairlead.model.events.v1.Event> rules;

    NewEventRules(Kind<dev.fairlead.model.events.v1.Event> rules) {
      super(Event.TYPE);
      this.rules = rules;
    }

    @Override
    public List<String> nameProblems(String name, boolean isPrefix) {
      return rules.nameProblems(name, isPrefix);
    }

    @Override
    public void validate(Event object, FieldErrors errors) {
      rules.validate(EventForms.toNew(object), errors);
    }

    @Override
    public boolean createsOnUpdate() {
      return rules.createsOnUpdate();
    }

    @Override
    public boolean updatesUnconditionally() {
      return rules.updatesUnconditionally();
    }

    @Override
    public void validateUpdate(Event object, Event old, FieldErrors errors) {
      rules.validateUpdate(EventForms.toNew(object), EventForms.toNew(old), errors);
    }

    @Override
    public Map<String, String> fields(Event object) {
      return rules.fields(EventForms.toNew(object));
    }

    @Override
    public List<JsonValue> cells(Event object, Instant now) {
      return rules.cells(EventForms.toNew(object), now);
    }
  }
}
