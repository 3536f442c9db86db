/**
 * What a client does when the network between it and the server fails it.
 *
 * <p>In: an embedded cluster, and a proxy before it. Out: nothing. Open {@link
 * dev.fairlead.cluster.faults.FaultsTest} first.
 */
@NullMarked
package dev.fairlead.cluster.faults;

import org.jspecify.annotations.NullMarked;
