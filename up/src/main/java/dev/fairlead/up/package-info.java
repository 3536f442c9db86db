/**
 * The programs that start a Kubernetes API: {@code fairlead up} and {@code fairlead demo}.
 *
 * <p>In: a command line, manifests. Out: an API that serves until it is told to stop, a kubeconfig
 * that leads to it, and words about it. It never writes over a file that it didn't write, and
 * leaves nothing behind when it stops. Open {@link dev.fairlead.up.UpCommand} first.
 */
@NullMarked
package dev.fairlead.up;

import org.jspecify.annotations.NullMarked;
