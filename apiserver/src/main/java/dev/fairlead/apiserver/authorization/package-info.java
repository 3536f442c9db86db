/**
 * What a user may do: role-based access control, as kube-apiserver decides it.
 *
 * <p>In: a {@link dev.fairlead.apiserver.request.User}, a {@link
 * dev.fairlead.apiserver.request.RequestInfo}, and the stored roles and bindings through a {@link
 * dev.fairlead.apiserver.storage.Lister}. Out: a {@link
 * dev.fairlead.apiserver.authorization.Decision}, the Status 403 in Kubernetes' words, answered
 * access reviews, and the roles that a new cluster starts with. Never writes. Open {@link
 * dev.fairlead.apiserver.authorization.Rbac} first.
 */
@NullMarked
package dev.fairlead.apiserver.authorization;

import org.jspecify.annotations.NullMarked;
