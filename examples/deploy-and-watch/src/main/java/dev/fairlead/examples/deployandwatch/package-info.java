/**
 * The program behind {@code ./fairlead demo}: create, watch, list, delete.
 *
 * <p>In: the kubeconfig that kubectl would use. Out: a namespace with a Deployment whose Pods it
 * watches until all run, and lists; at the end the namespace is deleted, whatever happened. It
 * never touches another namespace. Open {@link dev.fairlead.examples.deployandwatch.DeployAndWatch}
 * first; there is nothing else.
 */
@NullMarked
package dev.fairlead.examples.deployandwatch;

import org.jspecify.annotations.NullMarked;
