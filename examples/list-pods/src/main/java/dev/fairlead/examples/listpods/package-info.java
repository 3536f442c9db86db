/**
 * The first program of every Kubernetes developer.
 *
 * <p>In: the kubeconfig that kubectl would use. Out: a line for each Pod of the cluster. It never
 * writes to the cluster. Open {@link dev.fairlead.examples.listpods.ListPods} first; there is
 * nothing else.
 */
@NullMarked
package dev.fairlead.examples.listpods;

import org.jspecify.annotations.NullMarked;
