package dev.fairlead.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Results for people: a line a participant; minimum, median and ratios of medians. */
final class Table {
  private final Scenario scenario;
  private final Results results;

  Table(Scenario scenario, Results results) {
    this.scenario = scenario;
    this.results = results;
  }

  /** For a terminal, with the bars below. */
  String text() {
    List<List<String>> columns = columns();
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < columns.getFirst().size(); line++) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        List<String> column = columns.get(i);
        int width = column.stream().mapToInt(String::length).max().orElse(0);
        String cell = column.get(line);
        String blank = " ".repeat(width - cell.length());
        row.append(i == 0 ? cell + blank : blank + cell).append("  ");
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    scenario.bars().forEach(bar -> text.append(bar.verdict(results)).append('\n'));
    return text.toString();
  }

  String markdown() {
    List<List<String>> columns = columns();
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < columns.getFirst().size(); line++) {
      for (List<String> column : columns) {
        text.append("| ").append(column.get(line)).append(' ');
      }
      text.append("|\n");
      if (line == 0) {
        text.append("|---").append("|---:".repeat(columns.size() - 1)).append("|\n");
      }
    }
    if (!scenario.bars().isEmpty()) {
      text.append("\nBars:\n\n");
      scenario.bars().forEach(bar -> text.append("- ").append(bar.verdict(results)).append('\n'));
    }
    return text.toString();
  }

  /** The first is of names; the first cell of each is its title. */
  private List<List<String>> columns() {
    List<List<String>> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(List.of("participant"));
    names.addAll(results.participants());
    columns.add(names);
    for (Metric metric : scenario.metrics()) {
      String title = metric.title();
      if (scenario == Scenario.SIZE) {
        columns.add(column(title, metric, Results.Summary::median)); // there is one run
        continue;
      }
      columns.add(column(title + ", min", metric, Results.Summary::min));
      columns.add(column("median", metric, Results.Summary::median));
      if (scenario.base() != null) {
        columns.add(ratios(scenario.base(), metric));
      }
      if (scenario.floor() != null && metric == Metric.WALL) {
        columns.add(ratios(scenario.floor(), metric));
      }
    }
    return columns;
  }

  private List<String> column(
      String title, Metric metric, java.util.function.ToDoubleFunction<Results.Summary> figure) {
    List<String> column = new ArrayList<>(List.of(title));
    for (String participant : results.participants()) {
      Results.Summary mine = results.summary(participant, metric);
      column.add(mine == null ? "-" : Metric.text(figure.applyAsDouble(mine)));
    }
    return column;
  }

  private List<String> ratios(String other, Metric metric) {
    Results.Summary theirs = results.summary(other, metric);
    List<String> column = new ArrayList<>(List.of("x " + other));
    for (String participant : results.participants()) {
      column.add(ratio(results.summary(participant, metric), theirs));
    }
    return column;
  }

  private static String ratio(Results.@Nullable Summary mine, Results.@Nullable Summary theirs) {
    return mine == null || theirs == null
        ? "-"
        : String.format(Locale.ROOT, "%.2f", mine.median() / theirs.median());
  }
}
