package dev.fairlead.client;

import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinition;
import dev.fairlead.model.apiextensions.v1.CustomResourceDefinitionCondition;
import dev.fairlead.model.value.GroupVersionKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The CustomResourceDefinitions of a set, whose objects have to wait for them. */
record ManifestDefinitions(Manifests manifests) {

  /** The definition in the set of this kind; empty if the set defines no such kind. */
  Optional<DynamicObject> of(GroupVersionKind kind) {
    return manifests.all().stream()
        .map(Manifest::object)
        .filter(o ->
            ManifestOrder.isDefinition(o.kind())
                && o.string("spec.group").filter(kind.group()::equals).isPresent()
                && o.string("spec.names.kind").filter(kind.kind()::equals).isPresent())
        .findFirst();
  }

  /** A definition that isn't served in time, or never will be. */
  static final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReady(String message) {
      super(message);
    }
  }

  /** Waits until what a definition defines can be applied. */
  static final class Wait {
    /** Between two looks at discovery, which no watch tells of. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Kubernetes k8s;
    private final Duration timeout;
    private final long start;

    Wait(Kubernetes k8s, Duration timeout) {
      this.k8s = k8s;
      this.timeout = timeout;
      this.start = k8s.calls.ticker.nanos();
    }

    /**
     * Until the definition is established, and discovery has this kind of it.
     *
     * @throws NotReady if it takes too long, or the names are taken
     */
    void until(String definition, GroupVersionKind kind) {
      if (k8s.discovery().mapper().find(kind).isPresent()) {
        return; // it has been there before
      }
      untilEstablished(definition);
      while (k8s.discovery().refresh().find(kind).isEmpty()) {
        if (left().compareTo(PAUSE) < 0) {
          throw new NotReady(
              "CustomResourceDefinition %s is established, but %s %s isn't served after %s"
                      .formatted(definition, kind.apiVersion(), kind.kind(), timeout)
                  + ": check that spec.versions has this version, served");
        }
        pause();
      }
    }

    private void untilEstablished(String definition) {
      String last = "no conditions";
      while (left().toSeconds() >= 1) {
        try (Watch<CustomResourceDefinition> watch =
            k8s.apiextensionsV1()
                .customResourceDefinitions()
                .watch(o -> o.fieldSelector("metadata.name=" + definition).serverTimeout(left()))) {
          for (WatchEvent<CustomResourceDefinition> event : watch) {
            CustomResourceDefinition now = event.object();
            if (isEstablished(now)) {
              return;
            }
            last = event instanceof WatchEvent.Bookmark ? last : conditions(now);
          }
        } catch (ExpiredException e) {
          last = String.valueOf(e.getMessage()); // the next watch begins anew
        }
      }
      throw new NotReady(
          "CustomResourceDefinition %s wasn't established within %s (%s)"
              .formatted(definition, timeout, last));
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
      return definition.status() != null
          && definition.status().conditions().stream()
              .anyMatch(c -> c.type().equals("Established") && c.status().equals("True"));
    }

    /** What the server says, unless that can't change: then there is nothing to wait for. */
    private static String conditions(CustomResourceDefinition definition) {
      StringBuilder text = new StringBuilder();
      if (definition.status() != null) {
        for (CustomResourceDefinitionCondition c : definition.status().conditions()) {
          String said = c.type() + " is " + c.status() + ": " + c.message();
          if (c.type().equals("NamesAccepted") && c.status().equals("False")) {
            throw new NotReady(
                "CustomResourceDefinition " + definition.metadata().name() + ": " + said);
          }
          text.append(text.isEmpty() ? "" : "; ").append(said);
        }
      }
      return text.isEmpty() ? "no conditions" : text.toString();
    }

    private Duration left() {
      return timeout.minusNanos(k8s.calls.ticker.nanos() - start);
    }

    private void pause() {
      try {
        k8s.calls.pause(PAUSE.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException cancelled =
            new CancellationException("waiting for a definition: interrupted");
        cancelled.initCause(e);
        throw cancelled;
      }
    }
  }
}
