/**
 * One request to a server and one answer from it.
 *
 * <p>In: an {@link dev.fairlead.client.transport.ApiRequest}, a plain value made without I/O. Out:
 * an {@link dev.fairlead.client.transport.ApiResponse} whose body streams to the caller's thread.
 * It doesn't know what a Kubernetes object is, retries nothing that may have happened, and follows
 * no redirect. Open {@link dev.fairlead.client.transport.Transport} first.
 */
@NullMarked
package dev.fairlead.client.transport;

import org.jspecify.annotations.NullMarked;
