/**
 * Turns the schemas of the Kubernetes API into Java sources.
 *
 * <p>In: {@link dev.fairlead.schema.KubernetesApi}. Out: one record, builder and descriptor a type
 * ({@link dev.fairlead.generator.GenerateModel}), and the chain from group to resource ({@link
 * dev.fairlead.generator.GenerateClient}). It never reads a cluster and writes only below the
 * folder that it is given. Open {@link dev.fairlead.generator.GenerateModel} first.
 */
@NullMarked
package dev.fairlead.generator;

import org.jspecify.annotations.NullMarked;
