/**
 * What a server serves, and how to find it by the names that people use.
 *
 * <p>In: discovery documents, of both formats, from the server or from the disk; names such as
 * {@code deploy}, kinds, resources. Out: an {@link dev.fairlead.client.discovery.ApiCatalog}, and
 * of it the {@link dev.fairlead.client.discovery.ApiResource} that was meant, or an exception that
 * lists what could have been. It never guesses a plural, never takes one of several that fit alike,
 * and never sends a request: it is given what fetches. Nothing but {@link
 * dev.fairlead.client.discovery.DiscoveryCache} touches files. Open {@link
 * dev.fairlead.client.discovery.Discovery} first.
 */
@NullMarked
package dev.fairlead.client.discovery;

import org.jspecify.annotations.NullMarked;
