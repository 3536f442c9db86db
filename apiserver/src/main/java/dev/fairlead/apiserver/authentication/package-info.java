/**
 * Who sends a request: certificates, bearer tokens, ServiceAccounts, and users who act as others.
 *
 * <p>In: a {@link dev.fairlead.apiserver.request.Request} with the chain that TLS brought, keys and
 * a clock. Out: a {@link dev.fairlead.apiserver.request.User}, or the Status 401. Never decides
 * what that user may do, and never puts a token into a message. Open {@link
 * dev.fairlead.apiserver.authentication.Authentication} first.
 */
@NullMarked
package dev.fairlead.apiserver.authentication;

import org.jspecify.annotations.NullMarked;
