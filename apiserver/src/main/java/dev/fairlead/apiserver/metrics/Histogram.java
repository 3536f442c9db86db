package dev.fairlead.apiserver.metrics;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts of values by upper bounds; threads add without waiting for each other. */
final class Histogram {
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /** Bounds in rising order; what is above the last is counted too. */
  Histogram(double[] bounds) {
    this.bounds = bounds;
    this.counts = new LongAdder[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void add(double value) {
    int at = 0;
    while (at < bounds.length && value > bounds[at]) {
      at++;
    }
    counts[at].increment();
    sum.add(value);
  }

  void print(MetricText text, String name, String labels) {
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += counts[i].sum();
      String bound = i < bounds.length ? MetricText.number(bounds[i]) : "+Inf";
      text.sample(name + "_bucket", labels + ",le=\"" + bound + '"', Long.toString(total));
    }
    text.sample(name + "_sum", labels, MetricText.number(sum.sum()));
    text.sample(name + "_count", labels, Long.toString(total));
  }
}
