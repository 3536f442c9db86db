/**
 * {@code fairlead warm-up}: the program's commands once each, for nobody to read.
 *
 * <p>In: a kubeconfig to list from, or none. Out: nothing but an exit code. The launcher runs it
 * under a JVM that writes down which classes it loaded, so that later runs find them ready; see
 * {@code fairlead} and {@code cli/src/training} in the source tree. It never writes to a cluster.
 * Open {@link dev.fairlead.cli.warmup.WarmUpCommand} first.
 */
@NullMarked
package dev.fairlead.cli.warmup;

import org.jspecify.annotations.NullMarked;
