/**
 * HTTP/2 and HTTP/1.1 over TLS in front of a function from requests to answers.
 *
 * <p>In: connections of clients. Out: {@link dev.fairlead.apiserver.request.Request} values to the
 * function, and its answers back, streams among them. Keeps the limits of size and time that guard
 * the function; knows nothing of what a path, a header or a body means to Kubernetes. Open {@link
 * dev.fairlead.apiserver.http.HttpServer} first.
 */
@NullMarked
package dev.fairlead.apiserver.http;

import org.jspecify.annotations.NullMarked;
