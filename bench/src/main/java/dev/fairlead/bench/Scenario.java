package dev.fairlead.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One table: who does what, and what is measured.
 *
 * @param base who the others are compared with, if it takes part
 * @param floor who shows how long the bytes alone take
 */
record Scenario(
    String name,
    String about,
    List<Metric> metrics,
    List<Participant> participants,
    @Nullable String base,
    @Nullable String floor,
    List<Bar> bars) {}
