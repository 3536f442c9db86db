/**
 * Fairlead and the other clients on one workload: 10,000 Pods of a real API server.
 *
 * <p>In: which scenario, how many rounds. Out: a table on standard output, {@code
 * target/bench/results-SCENARIO.json}, and a plot if asked. Each figure comes from a fresh process
 * of the client it is about, one after the other, never two at a time; participants print one JSON
 * line a run and know nothing of each other. Nothing here runs in Fairlead's tests or ships with
 * it. Open {@link dev.fairlead.bench.Bench} first.
 */
@NullMarked
package dev.fairlead.bench;

import org.jspecify.annotations.NullMarked;
