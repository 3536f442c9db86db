package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.value.GoQuote;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nothing is created in a namespace that isn't there or goes away; three namespaces stay. */
final class NamespaceLifecycle implements Plugin {
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");
  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
  private static final GroupResource LOCAL_REVIEWS =
      new GroupResource("authorization.k8s.io", "localsubjectaccessreviews");

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (request.resource().equals(NAMESPACES)) {
      if (request.operation() == Operation.DELETE && IMMORTAL.contains(request.name())) {
        throw Failures.forbidden(NAMESPACES, request.name(), "this namespace may not be deleted");
      }
    } else if (request.creates()
        && !request.namespace().isEmpty()
        && !request.resource().equals(LOCAL_REVIEWS)) {
      check(request);
    }
    return request.object();
  }

  private static void check(AdmissionRequest request) {
    String name = request.namespace();
    Namespace namespace =
        request
            .lister()
            .get(Namespace.TYPE, "", name)
            .orElseThrow(() -> Failures.notFound(NAMESPACES, name));
    if (!"Terminating".equals(namespace.status().phase())) {
      return;
    }
    String why =
        "unable to create new content in namespace " + name + " because it is being terminated";
    throw Failures.failure(
        403,
        "Forbidden",
        request.resource() + " " + GoQuote.quote(request.knownName()) + " is forbidden: " + why,
        d ->
            d.group(request.resource().group())
                .kind(request.resource().resource())
                .name(request.knownName())
                .cause(c ->
                    c.reason("NamespaceTerminating")
                        .message("namespace " + name + " is being terminated")
                        .field("metadata.namespace")));
  }
}
