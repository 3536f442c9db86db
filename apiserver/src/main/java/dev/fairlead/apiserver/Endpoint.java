package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;

/** Answers the requests for one subresource, or for a resource that isn't kept. */
@FunctionalInterface
interface Endpoint {
  Response answer(RequestInfo info, Request request, Call call);
}
