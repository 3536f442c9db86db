/**
 * What all Kubernetes objects have in common, and the way from a kind to its type.
 *
 * <p>In: nothing. Out: {@link dev.fairlead.model.KubernetesObject}, {@link
 * dev.fairlead.model.KubernetesList}, and {@link dev.fairlead.model.TypeRegistry}. The types
 * themselves stand in packages named by group and version, such as {@code
 * dev.fairlead.model.apps.v1}. Nothing here does I/O. Open {@link
 * dev.fairlead.model.KubernetesObject} first.
 */
@NullMarked
package dev.fairlead.model;

import org.jspecify.annotations.NullMarked;
