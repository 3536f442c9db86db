/**
 * One program a task: run a command in a Pod, attach to one, read a log, forward a port, copy
 * files.
 *
 * <p>In: the kubeconfig that kubectl would use; the name of a Pod in its namespace, and what the
 * task needs. Out: what the container writes, or a copy of its files. They create and delete
 * nothing in the cluster. Open {@link dev.fairlead.examples.pods.PodExec} first.
 */
@NullMarked
package dev.fairlead.examples.pods;

import org.jspecify.annotations.NullMarked;
