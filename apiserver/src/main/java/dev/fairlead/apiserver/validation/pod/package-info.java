/**
 * What Kubernetes fills into Pods and Pod templates, and what it finds wrong with them.
 *
 * <p>In: specs as the decoder and the schema's defaults left them, and the path where they stand.
 * Out: the same specs with more defaults, and field errors in Kubernetes' words. It never looks at
 * another object than the Pod at hand: whatever needs a node, a class or a quota is in admission.
 * Open {@link dev.fairlead.apiserver.validation.pod.PodTemplates} first.
 */
@NullMarked
package dev.fairlead.apiserver.validation.pod;

import org.jspecify.annotations.NullMarked;
