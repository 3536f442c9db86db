/**
 * Whether the server lives and is ready: {@code /livez}, {@code /readyz}, {@code /healthz}.
 *
 * <p>In: named checks, and requests for the paths. Out: the plain texts that kube-apiserver prints.
 * It decides nothing about the server's state. Open {@link dev.fairlead.apiserver.health.Health}
 * first.
 */
@NullMarked
package dev.fairlead.apiserver.health;

import org.jspecify.annotations.NullMarked;
