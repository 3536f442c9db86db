/**
 * What a call throws when it didn't get what it asked for.
 *
 * <p>In: the Status that a server answered, or the I/O error in place of an answer. Out: an {@link
 * dev.fairlead.client.error.ApiException}, of one subclass for each reason that Kubernetes has;
 * catching it catches all. A message says what was asked of which server, what came back and what
 * to do; never a header or a body of the request. Nothing here does I/O. Open {@link
 * dev.fairlead.client.error.ApiException} first.
 */
@NullMarked
package dev.fairlead.client.error;

import org.jspecify.annotations.NullMarked;
