/**
 * Random requests to two API servers, whose answers must be the same.
 *
 * <p>In: two kubeconfigs (or {@link dev.fairlead.apiserver.differential.Endpoint}s) and a seed.
 * Out: each difference with its request, a table of what was asked, and the classes of differences
 * by number. It never touches objects that it didn't make, and never judges which side is right.
 * Open {@link dev.fairlead.apiserver.differential.Comparing} first.
 */
@NullMarked
package dev.fairlead.apiserver.differential;

import org.jspecify.annotations.NullMarked;
