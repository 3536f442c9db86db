/**
 * Failures as the Status objects that clients get, in the words of Kubernetes.
 *
 * <p>In: what was asked for and what is wrong. Out: a {@link
 * dev.fairlead.apiserver.status.StatusException} to throw, which the server prints in the client's
 * format. It never logs. Open {@link dev.fairlead.apiserver.status.Failures} first.
 */
@NullMarked
package dev.fairlead.apiserver.status;

import org.jspecify.annotations.NullMarked;
