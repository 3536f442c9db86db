package dev.fairlead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Results as a picture: one panel of horizontal bars a metric. A bar is a median, the dark part of
 * it the minimum. The background is transparent and the colours are of middle lightness, so that it
 * reads on a white page and on a black one.
 */
final class Plot {
  private static final int WIDTH = 760;
  private static final int NAMES_WIDTH = 210;
  private static final int FIGURES_WIDTH = 90;
  private static final int ROW = 24;
  private static final int BAR = 14;
  private static final int TITLE = 34;
  private static final int GAP = 14;

  private static final String TEXT = "#76808c";
  private static final String OURS = "#2f81f7";
  private static final String THEIRS = "#98a1ab";
  private static final double MINIMUM_OPACITY = 1;
  private static final double MEDIAN_OPACITY = 0.55;

  private final Scenario scenario;
  private final Results results;

  Plot(Scenario scenario, Results results) {
    this.scenario = scenario;
    this.results = results;
  }

  String svg() {
    List<String> parts = new ArrayList<>();
    int y = 0;
    for (Metric metric : scenario.metrics()) {
      y = panel(metric, y, parts) + GAP;
    }
    String open =
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" font-family=\"system-ui, sans-serif\" font-size=\"13\">%n",
            WIDTH,
            y,
            WIDTH,
            y);
    String title = "<title>" + escaped(scenario.label() + ": " + scenario.about()) + "</title>\n";
    return open + title + String.join("", parts) + "</svg>\n";
  }

  /** Draws a panel from {@code y} on, and returns where it ends. */
  private int panel(Metric metric, int y, List<String> parts) {
    parts.add(text(0, y + 18, "start", "bold", metric.title()));
    int row = y + TITLE;
    double greatest =
        results.participants().stream()
            .mapToDouble(p -> median(results.summary(p, metric)))
            .max()
            .orElse(0);
    double perPixel = Math.max(greatest, 1e-9) / (WIDTH - NAMES_WIDTH - FIGURES_WIDTH);
    for (String participant : results.participants()) {
      Results.Summary summary = results.summary(participant, metric);
      if (summary == null) {
        continue; // curl has no heap of ours, say
      }
      boolean ours = participant.startsWith(Participant.FAIRLEAD_JARS);
      int baseline = row + BAR - 2;
      double length = summary.median() / perPixel;
      parts.add(text(NAMES_WIDTH - 10, baseline, "end", ours ? "bold" : "normal", participant));
      parts.add(bar(row, length, ours ? OURS : THEIRS, MEDIAN_OPACITY));
      parts.add(bar(row, summary.min() / perPixel, ours ? OURS : THEIRS, MINIMUM_OPACITY));
      parts.add(
          text(
              NAMES_WIDTH + (int) length + 8,
              baseline,
              "start",
              ours ? "bold" : "normal",
              Metric.text(summary.median())));
      row += ROW;
    }
    return row;
  }

  private static double median(Results.@Nullable Summary summary) {
    return summary == null ? 0 : summary.median();
  }

  private static String bar(int y, double length, String colour, double opacity) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\" fill=\"%s\""
            + " fill-opacity=\"%.2f\"/>%n",
        NAMES_WIDTH,
        y,
        Math.max(length, 1),
        BAR,
        colour,
        opacity);
  }

  private static String text(int x, int y, String anchor, String weight, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-weight=\"%s\" fill=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        weight,
        TEXT,
        escaped(words));
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
