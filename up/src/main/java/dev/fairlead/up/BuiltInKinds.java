package dev.fairlead.up;

import dev.fairlead.cli.command.Similar;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import java.util.List;
import java.util.Optional;

/** The kinds whose objects can be created, and what to say of all others. */
final class BuiltInKinds {
  private BuiltInKinds() {}

  /** The resource whose objects are of this kind. */
  static Optional<ApiResource> resourceOf(GroupVersionKind kind) {
    return KubernetesApi.load().resources().stream()
        .filter(
            each -> each.kind().equals(kind.kind()) && apiVersion(each).equals(kind.apiVersion()))
        .findFirst();
  }

  /** Why objects of such a kind can't be created, and what to do. */
  static String refusal(String apiVersion, String kind) {
    List<ApiResource> resources = KubernetesApi.load().resources();
    String problem = "no object of kind " + kind + " in " + apiVersion + " can be created";
    List<String> versions =
        resources.stream()
            .filter(each -> each.kind().equals(kind))
            .map(BuiltInKinds::apiVersion)
            .toList();
    if (!versions.isEmpty()) {
      return problem + ": its apiVersion is " + String.join(" or ", versions);
    }
    List<String> kinds =
        resources.stream()
            .filter(each -> apiVersion(each).equals(apiVersion))
            .map(ApiResource::kind)
            .distinct()
            .toList();
    return kinds.isEmpty()
        ? problem + ", since there are no custom resources yet: leave it out"
        : problem + ", as no resource is of that kind" + Similar.to(kind, kinds);
  }

  private static String apiVersion(ApiResource resource) {
    return resource.group().isEmpty()
        ? resource.version()
        : resource.group() + "/" + resource.version();
  }
}
