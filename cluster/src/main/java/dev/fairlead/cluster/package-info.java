/**
 * An embedded cluster: an API server in this JVM, its certificate authority and credentials.
 *
 * <p>In: a port, if clients outside of this JVM shall reach it. Out: clients that need no sockets,
 * and a kubeconfig for everybody else. It runs no containers and, until the controllers are there,
 * nothing that acts on what is created. Open {@link dev.fairlead.cluster.Cluster} first.
 */
@NullMarked
package dev.fairlead.cluster;

import org.jspecify.annotations.NullMarked;
