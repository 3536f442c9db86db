/**
 * The small values that Kubernetes writes as text: quantities, times, durations, ports and
 * percentages, API versions.
 *
 * <p>For: one immutable Java value for each text form that the API uses, with the rules of the Go
 * implementation and none of its surprises.
 *
 * <p>Flows in: text as it stood in JSON, YAML or protobuf, or Java numbers and instants.
 *
 * <p>Flows out: the same value, its wire text by {@code toString()}, its amount or instant by
 * accessors. A text that cannot be read is a {@link
 * dev.fairlead.model.value.MalformedTextException}.
 *
 * <p>Never: reads a clock, does I/O, loses precision silently, or spends more time on a text than
 * its length warrants, whoever sent it. Absence is {@code null} outside of these types and never a
 * value in them.
 *
 * <p>Open {@link dev.fairlead.model.value.Quantity} first.
 */
@NullMarked
package dev.fairlead.model.value;

import org.jspecify.annotations.NullMarked;
