/**
 * {@code fairlead apply}, {@code delete}, {@code patch} and {@code scale}: what changes objects.
 *
 * <p>In: files, or types and names. Out: a line an object that says what became of it, as kubectl
 * says it. They change nothing that they don't name, and nothing at all with {@code
 * --dry-run=server}. Open {@link dev.fairlead.cli.change.ApplyCommand} first; each command has a
 * class.
 */
@NullMarked
package dev.fairlead.cli.change;

import org.jspecify.annotations.NullMarked;
