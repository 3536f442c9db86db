package dev.fairlead.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One table: what is measured, whom the others are compared with, and the bars. */
@SuppressWarnings("ImmutableEnumChecker") // all lists here are those of List.of
enum Scenario {
  LIST(
      "every Pod of a real API server, listed by a client that is warm",
      List.of(Metric.WALL, Metric.CPU),
      Participant.CLIENT_GO,
      Participant.CURL,
      List.of(
          Bar.ratio(Metric.WALL, Participant.FAIRLEAD, 0.7, Participant.CLIENT_GO),
          Bar.ratio(Metric.WALL, Participant.FAIRLEAD, 1.3, Participant.CURL),
          Bar.ratio(Metric.CPU, Participant.FAIRLEAD, 0.6, Participant.CLIENT_GO))),
  HEAP(
      "what such a list keeps on the heap, its client included",
      List.of(Metric.HEAP),
      Participant.CLIENT_GO,
      null,
      List.of(Bar.atMost(Metric.HEAP, Participant.FAIRLEAD, Scenario.BYTES_A_POD))),
  INFORMER(
      "an informer from start to synced, in a process that did nothing before",
      List.of(Metric.WALL, Metric.CPU, Metric.HEAP),
      Participant.CLIENT_GO,
      null,
      List.of()),
  GETS(
      "3,200 gets of one Pod by 64 threads, virtual ones in Java, over one warm client",
      List.of(Metric.WALL, Metric.CPU),
      Participant.CLIENT_GO,
      null,
      List.of(
          Bar.ratio(Metric.CPU, Participant.FAIRLEAD, 1 / 1.2, Participant.CLIENT_GO),
          Bar.ratio(Metric.CPU, Participant.FAIRLEAD, 0.5, Participant.FABRIC8))),
  COLD(
      "a fresh process from its start to the first line it prints, the length of a list of one Pod",
      List.of(Metric.WALL, Metric.CPU),
      Participant.CLIENT_GO,
      null,
      List.of(
          Bar.atMost(Metric.WALL, Participant.FAIRLEAD, 500),
          Bar.atMost(Metric.WALL, Participant.FAIRLEAD + Participant.AOT, 300))),
  DECODE(
      "the saved list decoded from memory, without a server",
      List.of(Metric.WALL, Metric.CPU, Metric.HEAP),
      Participant.CLIENT_GO,
      null,
      List.of(
          Bar.atMost(Metric.CPU, Participant.FAIRLEAD, 150),
          Bar.atMost(Metric.HEAP, Participant.FAIRLEAD, Scenario.BYTES_A_POD),
          Bar.ratio(Metric.CPU, Participant.FAIRLEAD_JSON, 0.5, Participant.CLIENT_GO_JSON))),
  ENCODE(
      "the decoded list encoded to memory, without a server",
      List.of(Metric.WALL, Metric.CPU),
      Participant.CLIENT_GO,
      null,
      List.of()),
  SIZE(
      "the jars that a client needs at run time",
      List.of(Metric.JARS, Metric.SIZE),
      null,
      null,
      List.of(
          Bar.atMost(Metric.JARS, Participant.FAIRLEAD_JARS, 6),
          Bar.atMost(Metric.SIZE, Participant.FAIRLEAD_JARS, 6))),
  SERVER(
      "API servers, with client-go as their client",
      List.of(Metric.READY, Metric.RESIDENT, Metric.LOAD, Metric.WALL),
      ServerRuns.KUBE_APISERVER,
      null,
      List.of(
          Bar.atMost(Metric.READY, ServerRuns.FAIRLEAD_UP, 1_200),
          Bar.atMost(Metric.RESIDENT, ServerRuns.FAIRLEAD_UP, 150),
          Bar.atMost(Metric.LOAD, ServerRuns.FAIRLEAD_UP, 9_000),
          Bar.ratio(Metric.WALL, ServerRuns.FAIRLEAD_UP, 1, ServerRuns.KUBE_APISERVER)));

  private static final double BYTES_A_POD = 2_500;

  private final String about;
  private final List<Metric> metrics;
  private final @Nullable String base;
  private final @Nullable String floor;
  private final List<Bar> bars;

  Scenario(
      String about,
      List<Metric> metrics,
      @Nullable String base,
      @Nullable String floor,
      List<Bar> bars) {
    this.about = about;
    this.metrics = metrics;
    this.base = base;
    this.floor = floor;
    this.bars = bars;
  }

  static Scenario of(String name) {
    return Arrays.stream(values())
        .filter(s -> s.label().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no scenario " + name));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String about() {
    return about;
  }

  List<Metric> metrics() {
    return metrics;
  }

  /** Whom the others are compared with, if it takes part. */
  @Nullable String base() {
    return base;
  }

  /** Who shows how long the bytes alone take. */
  @Nullable String floor() {
    return floor;
  }

  List<Bar> bars() {
    return bars;
  }

  boolean needsServer() {
    return this == LIST || this == HEAP || this == INFORMER || this == COLD;
  }

  /** Whether the processes are given a saved answer. */
  boolean needsBodies() {
    return this == DECODE || this == ENCODE;
  }

  /** How many Pods each participant must have seen, so that nobody is fast by an empty answer. */
  int pods(Options options) {
    return switch (this) {
      case COLD -> 1;
      case SIZE -> 0;
      default -> options.pods();
    };
  }
}
