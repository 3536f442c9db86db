package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Lister;
import dev.fairlead.model.KubernetesObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What admission sees of a request; Go: admission.Attributes.
 *
 * @param subresource empty for the object itself
 * @param namespace empty for kinds outside of namespaces
 * @param name empty for a create, whose object has the name if there is one
 * @param object null for a delete
 * @param oldObject null for a create
 * @param warnings takes what the client is to be warned of
 */
public record AdmissionRequest(
    Operation operation,
    GroupResource resource,
    String subresource,
    String namespace,
    String name,
    @Nullable KubernetesObject object,
    @Nullable KubernetesObject oldObject,
    User user,
    boolean dryRun,
    Lister lister,
    Consumer<String> warnings) {

  /** The same request with what a plugin made of the object. */
  public AdmissionRequest withObject(@Nullable KubernetesObject changed) {
    return new AdmissionRequest(
            operation,
            resource,
            subresource,
            namespace,
            name,
            changed,
            oldObject,
            user,
            dryRun,
            lister,
            warnings);
  }

  /** Whether the request is for objects of the core group's resource themselves. */
  boolean isFor(String coreResource) {
    return isFor("", coreResource);
  }

  boolean isFor(String group, String plural) {
    return subresource.isEmpty()
        && resource.resource().equals(plural)
        && resource.group().equals(group);
  }

  boolean creates() {
    return operation == Operation.CREATE;
  }

  boolean updates() {
    return operation == Operation.UPDATE;
  }

  /** The refusal of this request, under the best name that the object has so far. */
  StatusException forbidden(String why) {
    return Failures.forbidden(resource, knownName(), why);
  }

  String knownName() {
    if (!name.isEmpty()) {
      return name;
    }
    if (object != null && object.metadata().name() != null) {
      return object.metadata().name();
    }
    if (object != null && object.metadata().generateName() != null) {
      return object.metadata().generateName();
    }
    return "Unknown";
  }
}
