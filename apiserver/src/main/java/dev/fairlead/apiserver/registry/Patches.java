package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.tree.JsonObject;
import org.jspecify.annotations.Nullable;

/** What the four patches make of an object. */
public final class Patches {
  /** Server-side apply; JSON is YAML too. */
  public static final String APPLY = "application/apply-patch+yaml";

  private static final String AFTER_ADMISSION = " after mutating admission happens";

  private final Registry registry;

  public Patches(Registry registry) {
    this.registry = registry;
  }

  /**
   * The change that a patch of trees makes.
   *
   * @param namespace that of the request
   */
  public <S extends KubernetesObject> Registry.Change<S> ofTree(
      Served<S> resource,
      String namespace,
      String name,
      TreePatch patch,
      Call call,
      WriteContext context) {
    return current -> {
      if (current == null) {
        throw Failures.notFound(resource.groupResource(), name);
      }
      KubernetesObject before = resource.conversion().toServed(current);
      KubernetesObject after = patch.applied(resource.type(), before, call::warn);
      S object = registry.prepared(resource, after, call);
      checkNamespace(object, resource.namespaced() ? namespace : null);
      checkName(object, name);
      S owned = ManagedFields.update(resource, current, object, call, context);
      return ReceivedMetadata.withoutDuplicateOwners(owned, AFTER_ADMISSION, call);
    };
  }

  /**
   * The change that an apply makes.
   *
   * @param namespace that of the request
   * @param strictCheck told about the body once the apply itself has succeeded
   */
  public <S extends KubernetesObject> Registry.Change<S> ofApply(
      Served<S> resource,
      String namespace,
      String name,
      JsonObject body,
      boolean force,
      Runnable strictCheck,
      Call call,
      WriteContext context) {
    return current -> {
      S applied = ManagedFields.apply(resource, current, body, force, call, context);
      strictCheck.run();
      S object = registry.prepared(resource, resource.conversion().toServed(applied), call);
      if (current == null) {
        CreationRules.checkNoIdentity(resource, object, name);
      }
      checkNamespace(object, resource.namespaced() ? namespace : null);
      checkName(object, name);
      return ReceivedMetadata.withoutDuplicateOwners(object, AFTER_ADMISSION, call);
    };
  }

  /** The name may not be patched away. */
  static void checkName(KubernetesObject object, String name) {
    String given = object.metadata().name();
    if (given == null || given.isEmpty()) {
      throw Failures.badRequest(
          "the name of the object ("
              + name
              + " based on URL) was undeterminable: name must be provided");
    }
    if (!given.equals(name)) {
      throw Failures.badRequest(
          "the name of the object ("
              + given
              + ") does not match the name on the URL ("
              + name
              + ")");
    }
  }

  /** As {@link #checkName}, for the body of a PUT. */
  public static void checkSame(KubernetesObject object, String name, @Nullable String namespace) {
    checkName(object, name);
    checkNamespace(object, namespace);
  }

  private static void checkNamespace(KubernetesObject object, @Nullable String namespace) {
    String given = object.metadata().namespace();
    if (namespace != null && given != null && !given.equals(namespace)) {
      throw Failures.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }
}
