/**
 * The verbs, the same for every resource: what create, update, patch, delete, list and watch mean.
 *
 * <p>In: decoded objects, options and who asks. Out: stored objects, pages and changes, or a
 * StatusException in Kubernetes' words. What differs between kinds is asked of their {@code Kind};
 * what needs other objects is admission's. It never reads or writes a format, and knows no HTTP.
 * Open {@link dev.fairlead.apiserver.registry.Registry} first.
 */
@NullMarked
package dev.fairlead.apiserver.registry;

import org.jspecify.annotations.NullMarked;
