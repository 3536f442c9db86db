package dev.fairlead.client;

import dev.fairlead.client.ManifestResult.Outcome;
import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.meta.v1.OwnerReference;
import dev.fairlead.model.meta.v1.StatusDetails;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One time that a set is applied or deleted. Used by one thread, once. */
final class ManifestRun {
  private final Kubernetes k8s;
  private final Manifests manifests;
  private final ManifestOptions options;
  private final List<ManifestResult> results = new ArrayList<>();
  private final List<ManifestsFailedException.Failure> failures = new ArrayList<>();

  /** Namespaces in which the set has objects. */
  private final Set<String> namespaces = new HashSet<>();

  /** Kinds whose definition, which is in the set, wasn't served in time. */
  private final Set<GroupVersionKind> notReady = new HashSet<>();

  ManifestRun(Kubernetes k8s, Manifests manifests, ManifestOptions options) {
    this.k8s = k8s;
    this.manifests = manifests;
    this.options = options;
  }

  List<ManifestResult> apply() {
    if (manifests.all().stream().noneMatch(m -> ManifestOrder.isDefinition(m.object().kind()))) {
      List<ApiResource> unused = prunable(); // a misspelt kind is told of before anything is done
    }
    for (Manifest manifest : manifests.ordered()) {
      attempt(manifest, () -> results.add(applied(manifest)));
    }
    failIfAnythingFailed();
    prunable().forEach(this::prune); // all kinds are known before the first object goes
    return List.copyOf(results);
  }

  private List<ApiResource> prunable() {
    return options.pruneKinds().stream().map(this::prunable).toList();
  }

  List<ManifestResult> delete() {
    for (Manifest manifest : manifests.ordered().reversed()) {
      attempt(manifest, () -> results.add(deleted(manifest)));
    }
    failIfAnythingFailed();
    return List.copyOf(results);
  }

  /** One object's failure isn't that of the others, unless nobody answers any more. */
  private void attempt(Manifest manifest, Runnable work) {
    try {
      work.run();
    } catch (ConnectionException e) {
      failures.add(new ManifestsFailedException.Failure(manifest, e));
      failIfAnythingFailed();
    } catch (ApiException | IllegalArgumentException | ManifestDefinitions.NotReady e) {
      failures.add(new ManifestsFailedException.Failure(manifest, e));
    }
  }

  private void failIfAnythingFailed() {
    if (!failures.isEmpty()) {
      throw new ManifestsFailedException(failures, results);
    }
  }

  private ManifestResult applied(Manifest manifest) {
    GroupVersionKind kind = manifest.object().kind();
    Optional<DynamicObject> definition = new ManifestDefinitions(manifests).of(kind);
    if (definition.isPresent()) {
      if (!options.isDryRun()) {
        awaitDefinition(definition.get(), kind);
      } else if (k8s.discovery().find(m -> m.find(kind)).isEmpty()) {
        return new ManifestResult(Outcome.NOT_CHECKED, manifest.object(), manifest.source());
      }
    }
    DynamicResource resource = k8s.dynamic(kind);
    DynamicObject object = placed(manifest.object(), resource.resource());
    String namespace = String.valueOf(object.metadata().namespace());
    Resource<DynamicObject, ObjectList<DynamicObject>> objects = resource.of(namespace);
    try {
      return stored(manifest, object, objects);
    } catch (NotFoundException e) {
      if (options.isDryRun() && isAboutANamespaceOfTheSet(e, namespace)) {
        return new ManifestResult(Outcome.NOT_CHECKED, object, manifest.source());
      }
      throw e;
    }
  }

  /** Once for each kind: what isn't ready in time isn't waited for again. */
  private void awaitDefinition(DynamicObject definition, GroupVersionKind kind) {
    String name = String.valueOf(definition.metadata().name());
    boolean failed = failures.stream().anyMatch(f -> f.manifest().object().equals(definition));
    if (failed || notReady.contains(kind)) {
      throw new ManifestDefinitions.NotReady(
          "CustomResourceDefinition " + name + " isn't ready, as said before");
    }
    try {
      new ManifestDefinitions.Wait(k8s, options.definitionTimeout()).until(name, kind);
    } catch (ManifestDefinitions.NotReady e) {
      notReady.add(kind);
      throw e;
    }
  }

  private ManifestResult stored(
      Manifest manifest,
      DynamicObject object,
      Resource<DynamicObject, ObjectList<DynamicObject>> objects) {
    DynamicObject before = objects.find(String.valueOf(object.metadata().name())).orElse(null);
    DynamicObject after =
        objects.apply(
            // who had which field when it was exported is nothing to apply, and would be refused
            object.without("metadata.managedFields").tree(),
            options.fieldManager(),
            o -> {
              o.fieldValidation(WriteOptions.FieldValidation.STRICT); // as kubectl apply
              if (options.isDryRun()) {
                o.dryRun();
              }
              if (options.isForced()) {
                o.force();
              }
            });
    Outcome outcome =
        before == null
            ? Outcome.CREATED
            : isSame(before, after) ? Outcome.UNCHANGED : Outcome.CONFIGURED;
    return new ManifestResult(outcome, after, manifest.source());
  }

  /** A dry run has no new version to tell by. */
  private boolean isSame(DynamicObject before, DynamicObject after) {
    return options.isDryRun()
        ? withoutTraces(before).equals(withoutTraces(after))
        : Objects.equals(before.metadata().resourceVersion(), after.metadata().resourceVersion());
  }

  private static DynamicObject withoutTraces(DynamicObject object) {
    return object.without("metadata.managedFields").without("metadata.resourceVersion");
  }

  /** With its namespace, and without one if its kind is in none. */
  private DynamicObject placed(DynamicObject object, ApiResource resource) {
    String namespace = object.metadata().namespace();
    boolean named = namespace != null && !namespace.isEmpty();
    if (!resource.namespaced()) {
      if (named) {
        throw new IllegalArgumentException(
            resource.qualifiedName() + " are in no namespace: leave metadata.namespace out");
      }
      return object;
    }
    String place = named ? namespace : options.namespaceOr(k8s.namespace());
    namespaces.add(place);
    return named ? object : object.with("metadata.namespace", place);
  }

  private boolean isAboutANamespaceOfTheSet(NotFoundException e, String namespace) {
    StatusDetails details = e.status().details();
    return details != null
        && "namespaces".equals(details.kind())
        && manifests.all().stream()
            .map(Manifest::object)
            .anyMatch(
                o -> ManifestOrder.isNamespace(o.kind()) && namespace.equals(o.metadata().name()));
  }

  private ManifestResult deleted(Manifest manifest) {
    GroupVersionKind kind = manifest.object().kind();
    Optional<ApiResource> resource = k8s.discovery().find(mapper -> mapper.find(kind));
    if (resource.isEmpty() && k8s.discovery().catalog().isUncertain(kind.groupVersion())) {
      throw new IllegalArgumentException(
          "%s %s may be served, but the server couldn't say: %s"
              .formatted(kind.apiVersion(), kind.kind(), k8s.discovery().catalog().problems()));
    }
    if (resource.isEmpty()) { // with the definition all of its objects are gone
      return new ManifestResult(Outcome.ABSENT, manifest.object(), manifest.source());
    }
    DynamicObject object = placed(manifest.object(), resource.get());
    Resource<DynamicObject, ObjectList<DynamicObject>> objects =
        new DynamicResource(k8s, resource.get()).of(String.valueOf(object.metadata().namespace()));
    Optional<DynamicObject> there = objects.find(String.valueOf(object.metadata().name()));
    boolean gone = there.isEmpty() || !delete(objects, there.get());
    return new ManifestResult(
        gone ? Outcome.ABSENT : Outcome.DELETED, there.orElse(object), manifest.source());
  }

  /** This very object; false if somebody else was faster. */
  private boolean delete(
      Resource<DynamicObject, ObjectList<DynamicObject>> objects, DynamicObject object) {
    String uid = object.metadata().uid();
    try {
      objects.delete(
          String.valueOf(object.metadata().name()),
          o -> {
            if (uid != null) {
              o.ifUid(uid);
            }
            if (options.isDryRun()) {
              o.dryRun();
            }
          });
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private ApiResource prunable(String kind) {
    ApiResource resource = k8s.dynamic(kind).resource();
    if (!resource.can("list") || !resource.can("delete")) {
      throw new IllegalArgumentException(
          resource.qualifiedName() + " can't be listed and deleted, so it can't be pruned");
    }
    return resource;
  }

  private void prune(ApiResource resource) {
    DynamicResource all = new DynamicResource(k8s, resource);
    if (resource.namespaced()) {
      namespaces.stream().sorted().forEach(n -> prune(all.namespace(n)));
    } else {
      prune(all.cluster());
    }
  }

  private void prune(Resource<DynamicObject, ObjectList<DynamicObject>> objects) {
    Set<String> kept = new HashSet<>();
    results.forEach(r -> kept.add(String.valueOf(r.object().metadata().uid())));
    List<DynamicObject> selected =
        objects.list(o -> o.labelSelector(options.pruneSelector())).items();
    for (DynamicObject object : selected) {
      boolean going = object.metadata().deletionTimestamp() != null;
      boolean controlled =
          object.metadata().ownerReferences().stream()
              .map(OwnerReference::controller)
              .anyMatch(Boolean.TRUE::equals);
      if (!going
          && !controlled
          && !kept.contains(String.valueOf(object.metadata().uid()))
          && delete(objects, object)) {
        results.add(new ManifestResult(Outcome.PRUNED, object, ""));
      }
    }
  }
}
