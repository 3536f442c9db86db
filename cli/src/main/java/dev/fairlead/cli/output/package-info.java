/**
 * Objects and tables as text: what {@code -o} asks for.
 *
 * <p>In: trees of objects and tables as the server made them. Out: text, byte for byte as kubectl
 * prints it where kubectl has the format. It never asks a server and never writes to a stream. Open
 * {@link dev.fairlead.cli.output.ObjectFormat} first, or {@link dev.fairlead.cli.output.TableText}.
 */
@NullMarked
package dev.fairlead.cli.output;

import org.jspecify.annotations.NullMarked;
