/**
 * Counters of the server's work, in Prometheus' text form and under kube-apiserver's names.
 *
 * <p>In: each request's end, long-running requests' start and end, watch events. Out: the text of
 * {@code /metrics}. Nothing here takes a lock or looks at a clock. Open {@link
 * dev.fairlead.apiserver.metrics.Metrics} first.
 */
@NullMarked
package dev.fairlead.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
