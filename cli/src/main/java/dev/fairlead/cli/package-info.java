/**
 * The {@code fairlead} program: finds the command, runs it, and turns what goes wrong into words
 * and an exit code.
 *
 * <p>In: arguments, the environment and the standard streams. Out: what the command prints, and 0
 * for success, 1 for failure, 2 for a command line that can't be understood. It never prints a
 * stack trace unless asked to with {@code --debug}. One package a command lies below. Open {@link
 * dev.fairlead.cli.Fairlead} first.
 */
@NullMarked
package dev.fairlead.cli;

import org.jspecify.annotations.NullMarked;
