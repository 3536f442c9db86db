/**
 * {@code fairlead api-resources}: what the server serves.
 *
 * <p>In: the server's discovery. Out: a line a resource. It never looks at objects. Open {@link
 * dev.fairlead.cli.resources.ApiResourcesCommand} first.
 */
@NullMarked
package dev.fairlead.cli.resources;

import org.jspecify.annotations.NullMarked;
