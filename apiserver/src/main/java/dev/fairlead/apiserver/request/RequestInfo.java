package dev.fairlead.apiserver.request;

/**
 * What a request asks for, as authorization sees it; Go: request.RequestInfo.
 *
 * @param isResource whether the path is one of /api/v1/... or /apis/GROUP/VERSION/...
 * @param verb get, list, watch, create, update, patch, delete or deletecollection; for other paths
 *     the method in lower case
 * @param group empty for the core group
 * @param namespace empty for resources outside of namespaces and for all namespaces
 * @param name empty where the request is for a collection
 */
public record RequestInfo(
    boolean isResource,
    String path,
    String verb,
    String group,
    String version,
    String namespace,
    String resource,
    String subresource,
    String name) {}
