/**
 * {@code fairlead pods}: the Pods of a namespace or of a cluster as a table.
 *
 * <p>In: a namespace, a selector and a kubeconfig. Out: one line a Pod, written page by page, so
 * that a cluster of any size needs the memory of one page. It never writes to the cluster. Open
 * {@link dev.fairlead.cli.pods.PodsCommand} first; {@code PodTable} decides what is printed.
 */
@NullMarked
package dev.fairlead.cli.pods;

import org.jspecify.annotations.NullMarked;
