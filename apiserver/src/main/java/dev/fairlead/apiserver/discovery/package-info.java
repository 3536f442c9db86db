/**
 * What the server tells about itself: groups, versions, resources, its version, and its paths.
 *
 * <p>In: the {@link dev.fairlead.apiserver.catalog.Catalog} of what is served, and requests for
 * paths that are no resources. Out: whole answers. Never from a storage or a clock. Open {@link
 * dev.fairlead.apiserver.discovery.Discovery} first.
 */
@NullMarked
package dev.fairlead.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
