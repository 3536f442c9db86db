/**
 * {@code fairlead logs}, {@code exec} and {@code port-forward}: bytes to and from containers.
 *
 * <p>In: a Pod, and the process's streams or a port. Out: the bytes as they are, each when it
 * comes, and the exit code of what ran. They never change a terminal's mode. Open {@link
 * dev.fairlead.cli.streams.ExecCommand} first; {@code PodContainer} finds what is meant.
 */
@NullMarked
package dev.fairlead.cli.streams;

import org.jspecify.annotations.NullMarked;
