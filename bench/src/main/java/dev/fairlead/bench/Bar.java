package dev.fairlead.bench;

import org.jspecify.annotations.Nullable;

/**
 * What Fairlead sets out to reach: a limit on a median.
 *
 * @param of whose median the limit is a multiple of; null if the limit is a figure itself
 */
record Bar(Metric metric, String participant, double limit, @Nullable String of) {
  static Bar ratio(Metric metric, String participant, double limit, String of) {
    return new Bar(metric, participant, limit, of);
  }

  static Bar atMost(Metric metric, String participant, double limit) {
    return new Bar(metric, participant, limit, null);
  }

  /** The bar, and whether these results reach it. */
  String verdict(Results results) {
    Results.Summary mine = results.summary(participant, metric);
    Results.Summary theirs = of == null ? null : results.summary(of, metric);
    String wanted =
        participant
            + ": "
            + metric.title()
            + " at most "
            + Metric.text(limit)
            + (of == null ? "" : " x " + of);
    if (mine == null || (of != null && theirs == null)) {
      return wanted + ": not measured";
    }
    double reached = theirs == null ? mine.median() : mine.median() / theirs.median();
    return wanted + ": " + Metric.text(reached) + (reached <= limit ? ", reached" : ", MISSED");
  }
}
