/**
 * The facts of the Kubernetes API: object schemas, served resources, and what only Go's types tell.
 *
 * <p>In: the JSON files beside this package. Out: {@link dev.fairlead.schema.KubernetesApi} and the
 * records below it. It never interprets a schema: generators and servers do. Open {@link
 * dev.fairlead.schema.KubernetesApi} first.
 */
@NullMarked
package dev.fairlead.schema;

import org.jspecify.annotations.NullMarked;
