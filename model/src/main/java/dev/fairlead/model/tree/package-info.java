/**
 * JSON as immutable values, for whatever has no type: raw extensions, custom resources, patches.
 *
 * <p>In: values built by hand or read by {@code dev.fairlead.model.codec}. Out: the same values,
 * changed copies, and what a JSON pointer finds. It never reads or prints a format itself, and
 * never changes a value in place. Open {@link dev.fairlead.model.tree.JsonValue} first.
 */
@NullMarked
package dev.fairlead.model.tree;

import org.jspecify.annotations.NullMarked;
