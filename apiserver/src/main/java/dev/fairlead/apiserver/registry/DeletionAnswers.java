package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.meta.v1.Status;
import java.util.Set;

/** What a deletion that takes the object away is answered with. */
public final class DeletionAnswers {
  /** Go: ReturnDeletedObject of the resources' storages. */
  private static final Set<String> OBJECTS =
      Set.of(
          "pods",
          "services",
          "serviceaccounts",
          "persistentvolumeclaims",
          "persistentvolumes",
          "podtemplates",
          "resourcequotas",
          "csidrivers.storage.k8s.io",
          "csinodes.storage.k8s.io",
          "storageclasses.storage.k8s.io",
          "volumeattachments.storage.k8s.io",
          "volumeattributesclasses.storage.k8s.io",
          "deviceclasses.resource.k8s.io",
          "resourceclaims.resource.k8s.io",
          "resourceclaimtemplates.resource.k8s.io",
          "resourceslices.resource.k8s.io");

  private DeletionAnswers() {}

  /**
   * Whether it is the object by the documents; of all others it is a Status.
   *
   * @param resource with its group, such as csinodes.storage.k8s.io
   */
  public static boolean documentedAsObject(String resource) {
    return OBJECTS.contains(resource);
  }

  /** Whether it really is; of namespaces the documents say otherwise. */
  public static boolean isObject(String resource) {
    return OBJECTS.contains(resource) || resource.equals("namespaces");
  }

  /** The Status of all others. */
  public static Status success(Served<?> resource, Stored last) {
    return Status.of(s ->
        s.status("Success")
            .details(d ->
                d.name(last.key().name())
                    .group(resource.facts().group())
                    .kind(resource.facts().resource())
                    .uid(last.object().metadata().uid())));
  }
}
