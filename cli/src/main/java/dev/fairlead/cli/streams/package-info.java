/**
 * {@code fairlead logs}, {@code exec} and {@code port-forward}: bytes to and from containers.
 *
 * <p>In: a Pod, and the process's streams or a port. Out: the bytes as they are, each when it
 * comes, and the exit code of what ran. Terminals are left as they are: there is no raw mode. One
 * command a class; {@code PodContainer} finds which Pod and container are meant.
 */
@NullMarked
package dev.fairlead.cli.streams;

import org.jspecify.annotations.NullMarked;
