/**
 * Requests and answers as values, and what a request asks for.
 *
 * <p>In: method, path, query, headers and body as HTTP or the in-JVM transport brings them. Out:
 * {@link dev.fairlead.apiserver.request.RequestInfo}, the options of each verb, the formats to read
 * and to write. It never does I/O, and knows no resource. Open {@link
 * dev.fairlead.apiserver.request.Request} first.
 */
@NullMarked
package dev.fairlead.apiserver.request;

import org.jspecify.annotations.NullMarked;
