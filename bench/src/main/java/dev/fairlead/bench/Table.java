package dev.fairlead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results for people: a line a participant, minimum, median and ratios of medians. */
final class Table {
  private final Scenario scenario;
  private final Results results;

  private Table(Scenario scenario, Results results) {
    this.scenario = scenario;
    this.results = results;
  }

  static String of(Scenario scenario, Results results) {
    return new Table(scenario, results).text();
  }

  private String text() {
    List<List<String>> blocks = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("", "participant"));
    names.addAll(results.participants());
    blocks.add(aligned(names, false));
    for (Metric metric : scenario.metrics()) {
      blocks.add(block(metric));
    }
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < names.size(); line++) {
      StringBuilder row = new StringBuilder();
      for (List<String> block : blocks) {
        row.append(block.get(line)).append("   ");
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    for (Bar bar : scenario.bars()) {
      text.append(bar.verdict(results)).append('\n');
    }
    return text.toString();
  }

  /** The columns of one metric, under its title. */
  private List<String> block(Metric metric) {
    List<List<String>> columns = new ArrayList<>();
    columns.add(column("min", metric, Results.Summary::min));
    columns.add(column("median", metric, Results.Summary::median));
    if (scenario.base() != null) {
      columns.add(ratios(scenario.base(), scenario.base(), metric));
    }
    if (scenario.floor() != null && metric == Metric.WALL) {
      columns.add(ratios("floor", scenario.floor(), metric));
    }
    List<String> block = new ArrayList<>(List.of(metric.title()));
    for (int line = 0; line < columns.getFirst().size(); line++) {
      List<String> cells = new ArrayList<>();
      for (List<String> column : columns) {
        cells.add(column.get(line));
      }
      block.add(String.join("  ", cells));
    }
    return aligned(block, true);
  }

  private List<String> column(
      String title, Metric metric, java.util.function.ToDoubleFunction<Results.Summary> figure) {
    List<String> column = new ArrayList<>(List.of(title));
    for (String participant : results.participants()) {
      Results.Summary mine = results.summary(participant, metric);
      column.add(mine == null ? "-" : Metric.text(figure.applyAsDouble(mine)));
    }
    return aligned(column, true);
  }

  private List<String> ratios(String title, String other, Metric metric) {
    Results.Summary theirs = results.summary(other, metric);
    List<String> column = new ArrayList<>(List.of("x " + title));
    for (String participant : results.participants()) {
      column.add(ratio(results.summary(participant, metric), theirs));
    }
    return aligned(column, true);
  }

  private static String ratio(Results.@Nullable Summary mine, Results.@Nullable Summary theirs) {
    return mine == null || theirs == null
        ? "-"
        : String.format(Locale.ROOT, "%.2f", mine.median() / theirs.median());
  }

  private static List<String> aligned(List<String> cells, boolean right) {
    int width = cells.stream().mapToInt(String::length).max().orElse(0);
    return cells.stream()
        .map(c -> right ? " ".repeat(width - c.length()) + c : c + " ".repeat(width - c.length()))
        .toList();
  }
}
