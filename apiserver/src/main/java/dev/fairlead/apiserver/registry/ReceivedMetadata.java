package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.meta.v1.OwnerReference;
import dev.fairlead.model.value.Time;
import java.util.LinkedHashSet;
import java.util.List;

/** What of the metadata that a client sends counts: no system fields, the request's namespace. */
final class ReceivedMetadata {
  private ReceivedMetadata() {}

  static ObjectMeta withoutSystemFields(ObjectMeta metadata) {
    return metadata.with(m ->
        m.deletionTimestamp((Time) null)
            .deletionGracePeriodSeconds(null)
            .creationTimestamp((Time) null)
            .uid(null)
            .selfLink(null));
  }

  /** In the namespace of the request, or none. */
  static <S extends KubernetesObject> S placed(Served<S> resource, String namespace, S object) {
    return placed(resource.namespaced() ? namespace : "", object);
  }

  static <S extends KubernetesObject> S placed(String expected, S object) {
    String given = Registry.text(object.metadata().namespace());
    if (given.equals(expected)) {
      return object;
    }
    if (!given.isEmpty() && !expected.isEmpty()) {
      throw Failures.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    return MetadataChange.with(
        object, object.metadata().with(m -> m.namespace(expected.isEmpty() ? null : expected)));
  }

  static <S extends KubernetesObject> S withoutDuplicateOwners(S object, Call call) {
    return withoutDuplicateOwners(object, "", call);
  }

  /**
   * The object with each owner once.
   *
   * @param when what the warning says of when the server looked
   */
  static <S extends KubernetesObject> S withoutDuplicateOwners(S object, String when, Call call) {
    var owners = object.metadata().ownerReferences();
    var once = new LinkedHashSet<OwnerReference>();
    List<String> twice =
        owners.stream().filter(owner -> !once.add(owner)).map(OwnerReference::uid).toList();
    if (twice.isEmpty()) {
      return object;
    }
    call.warn(
        ".metadata.ownerReferences contains duplicate entries"
            + when
            + "; API server dedups owner references in 1.20+, and may reject such requests as early"
            + " as 1.24; please fix your requests; duplicate UID(s) observed: "
            + String.join(", ", twice));
    return MetadataChange.with(
        object, object.metadata().with(m -> m.ownerReferences(List.copyOf(once))));
  }
}
