/**
 * What commands and programs of commands have in common.
 *
 * <p>In: the process's streams, a command line, and the options that lead to a cluster. Out: bytes
 * written, with every failure noticed; a {@link dev.fairlead.client.config.Config}; a failure in
 * words and as an exit code. It knows no command and never ends the process. Open {@link
 * dev.fairlead.cli.command.Program} first.
 */
@NullMarked
package dev.fairlead.cli.command;

import org.jspecify.annotations.NullMarked;
