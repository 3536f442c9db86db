/**
 * Typed calls to a Kubernetes API server.
 *
 * <p>In: objects of {@code dev.fairlead.model} or your own records, names, options. Out: objects,
 * lists, streams of pages, watches, or an {@link dev.fairlead.client.error.ApiException}. Calls
 * block the thread that makes them; no call but a stream of a Pod starts a thread, and nothing but
 * the {@link dev.fairlead.client.transport.Transport} does I/O, apart from the reading of
 * manifests. It keeps nothing that a server answered but what it serves. Open {@link
 * dev.fairlead.client.Kubernetes} first.
 */
@NullMarked
package dev.fairlead.client;

import org.jspecify.annotations.NullMarked;
