/**
 * What Kubernetes writes by hand: one file a kind, with its defaults, rules, fields and cells.
 *
 * <p>In: objects that have the schema's shape and defaults. Out: objects with the kind's own
 * defaults, what is wrong with them, what may change, what can be selected, what a table shows. It
 * never looks at other objects: admission does. Open {@link dev.fairlead.apiserver.kind.Kind}
 * first, then the kind that you look for.
 */
@NullMarked
package dev.fairlead.apiserver.kind;

import org.jspecify.annotations.NullMarked;
