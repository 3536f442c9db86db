/**
 * A Kubernetes API server in the JVM, for development and tests.
 *
 * <p>In: requests as values, from HTTP ({@code http}) or from a client in the same JVM. Out:
 * answers as values, or streams for watches. {@link dev.fairlead.apiserver.ApiServer} is the whole
 * server but for the network; it never touches the network, a file or a clock. Open {@link
 * dev.fairlead.apiserver.ApiServer} first, then {@code registry} for what the verbs do, and {@code
 * kind} for what differs between kinds.
 */
@NullMarked
package dev.fairlead.apiserver;

import org.jspecify.annotations.NullMarked;
