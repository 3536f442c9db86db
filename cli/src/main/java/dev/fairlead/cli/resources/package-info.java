/**
 * {@code fairlead api-resources}: what the server serves.
 *
 * <p>In: the server's discovery. Out: a line a resource. Open {@link
 * dev.fairlead.cli.resources.ApiResourcesCommand}.
 */
@NullMarked
package dev.fairlead.cli.resources;

import org.jspecify.annotations.NullMarked;
