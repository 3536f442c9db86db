/**
 * {@code fairlead get}: objects of any kind, as tables or whole.
 *
 * <p>In: types, names and selectors. Out: the server's tables, written page by page, or the objects
 * themselves; with a watch, also what happens to them. It never writes to the cluster. Open {@link
 * dev.fairlead.cli.get.GetCommand} first; {@code Tables} and {@code WholeObjects} are its two
 * outputs.
 */
@NullMarked
package dev.fairlead.cli.get;

import org.jspecify.annotations.NullMarked;
