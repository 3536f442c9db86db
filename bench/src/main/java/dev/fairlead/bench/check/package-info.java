/**
 * What the other Java clients do with an API server, as programs that check it.
 *
 * <p>In: a kubeconfig. Out: a line on standard output for each check, "ok" or "FAILED" and why, the
 * same on every server that works; exit code 1 if one failed. Each program makes a namespace of its
 * own and deletes it, and never touches anything else. Open {@link
 * dev.fairlead.bench.check.Fabric8Check} first.
 */
@NullMarked
package dev.fairlead.bench.check;

import org.jspecify.annotations.NullMarked;
