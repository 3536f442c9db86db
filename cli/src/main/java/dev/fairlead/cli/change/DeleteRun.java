package dev.fairlead.cli.change;

import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.client.DeleteOptions;
import dev.fairlead.client.ManifestResult;
import dev.fairlead.client.Manifests;
import dev.fairlead.client.ManifestsFailedException;
import dev.fairlead.client.ObjectList;
import dev.fairlead.client.Resource;
import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.error.WaitTimeoutException;
import dev.fairlead.model.DynamicObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of {@code fairlead delete}: tells objects to go, and waits until they are gone. */
final class DeleteRun {
  private final Session session;
  private final Consumer<DeleteOptions> how;
  private final boolean dryRun;
  private final boolean ignoreNotFound;
  private final List<Going> going = new ArrayList<>();

  /** An object that was told to go. */
  private record Going(
      Resource<DynamicObject, ObjectList<DynamicObject>> place, Target type, String name) {}

  DeleteRun(Session session, Consumer<DeleteOptions> how, boolean dryRun, boolean ignoreNotFound) {
    this.session = session;
    this.dryRun = dryRun;
    this.ignoreNotFound = ignoreNotFound;
    this.how =
        o -> {
          how.accept(o);
          if (dryRun) {
            o.dryRun();
          }
        };
  }

  /** The target's objects, or those with these labels. */
  void target(Target target, Optional<String> selector) throws IOException {
    List<String> names = target.names(session, selector);
    if (names.isEmpty()) {
      session.streams().err().println("No resources found");
    }
    for (String name : names) {
      var place = target.in(session);
      try {
        place.delete(name, how);
      } catch (NotFoundException e) {
        // one that was selected has gone meanwhile, as was wanted
        if (!ignoreNotFound && !target.names().isEmpty()) {
          session.failed(e);
        }
        continue;
      } catch (ApiException e) {
        session.failed(e);
        continue;
      }
      say(target, name, target.resource().namespaced() ? session.namespace() : null);
      going.add(new Going(place, target, name));
    }
  }

  /** What the manifests name, in the order opposite to that in which they are applied. */
  void manifests(Manifests manifests) throws IOException {
    List<ManifestResult> results;
    List<ManifestsFailedException.Failure> failures = List.of();
    try {
      results =
          session
              .k8s()
              .delete(
                  manifests,
                  o -> {
                    o.defaultNamespace(session.namespace()).deletion(how);
                    if (dryRun) {
                      o.dryRun();
                    }
                  });
    } catch (ManifestsFailedException e) {
      results = e.results();
      failures = e.failures();
    }
    for (ManifestResult result : results) {
      manifest(result);
    }
    for (ManifestsFailedException.Failure failure : failures) {
      session.failed(failure.cause());
    }
  }

  private void manifest(ManifestResult result) throws IOException {
    DynamicObject object = result.object();
    String name = String.valueOf(object.metadata().name());
    if (result.outcome() == ManifestResult.Outcome.ABSENT) {
      if (!ignoreNotFound) {
        session.failed(absent(result));
      }
      return;
    }
    Target type = new Target(session.k8s().dynamic(object.kind()), List.of(name));
    String namespace = type.resource().namespaced() ? object.metadata().namespace() : null;
    say(type, name, namespace);
    going.add(new Going(type.in(String.valueOf(namespace)), type, name));
  }

  /** In kubectl's words; without those of the server, if it doesn't even know the kind. */
  private CommandFailure absent(ManifestResult result) {
    DynamicObject object = result.object();
    String type =
        session
            .k8s()
            .discovery()
            .find(mapper -> mapper.find(object.kind()))
            .map(ApiResource::qualifiedName)
            .orElse(object.kind().kind());
    return CommandFailure.inFull(
        "Error from server (NotFound): error when deleting \"%s\": %s \"%s\" not found"
            .formatted(result.source(), type, object.metadata().name()),
        null);
  }

  private void say(Target type, String name, @Nullable String namespace) throws IOException {
    session.line(
        "%s \"%s\" deleted%s%s"
            .formatted(
                type.kind(),
                name,
                namespace == null ? "" : " from " + namespace + " namespace",
                DryRun.suffix(dryRun)));
  }

  /** Waits for each in turn. */
  void awaitEnd(Duration timeout) throws IOException {
    for (Going object : going) {
      String shown = object.type().shown(object.name());
      try {
        boolean unused =
            session.telling(
                "waiting until " + shown + " is gone",
                () -> {
                  object.place().waitForDeletion(object.name(), timeout);
                  return true;
                });
      } catch (WaitTimeoutException e) {
        session.failed(
            new IllegalStateException(
                "timed out waiting for the condition on "
                    + object.type().resource().plural()
                    + "/"
                    + object.name()
                    + ": it is still there",
                e));
      }
    }
  }
}
