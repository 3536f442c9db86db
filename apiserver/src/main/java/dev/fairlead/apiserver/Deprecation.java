package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;

/** The warning for clients that still use a kind that is to go. */
final class Deprecation {
  private Deprecation() {}

  /** Warns, unless the kind stays; a patch in a form that it doesn't take fails without. */
  static void warn(Served<?> resource, RequestInfo info, Request request, Call call) {
    if (info.verb().equals("patch")) {
      Negotiation.ofPatch(request, ResourceRequests.PATCHES);
    }
    String deprecation = resource.kind().deprecation();
    if (deprecation != null) {
      call.warn(deprecation);
    }
  }
}
