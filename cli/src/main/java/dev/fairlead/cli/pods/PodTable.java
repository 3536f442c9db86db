package dev.fairlead.cli.pods;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the table. Columns are as wide as the widest cell so far: a later page with longer
 * names widens them from there on, as what was printed can't be moved.
 */
final class PodTable {
  private static final List<String> HEADER = List.of("NAMESPACE", "NAME", "PHASE", "NODE", "AGE");

  /** Between two columns; kubectl's number of spaces. */
  private static final int GAP = 3;

  private final Instant now;
  private final int[] widths = new int[HEADER.size()];
  private boolean started;

  PodTable(Instant now) {
    this.now = now;
  }

  /** The lines for one more page; the first page has the header, if it has any Pods. */
  String page(List<Pod> pods) {
    List<List<String>> rows = pods.stream().map(this::row).toList();
    StringBuilder text = new StringBuilder();
    if (!started && !rows.isEmpty()) {
      started = true;
      widen(HEADER);
      rows.forEach(this::widen);
      append(HEADER, text);
    } else {
      rows.forEach(this::widen);
    }
    rows.forEach(row -> append(row, text));
    return text.toString();
  }

  /** Whether there was no Pod on any page. */
  boolean isEmpty() {
    return !started;
  }

  private List<String> row(Pod pod) {
    return List.of(
        orNone(pod.metadata().namespace()),
        orNone(pod.metadata().name()),
        orNone(pod.status().phase()),
        orNone(pod.spec().nodeName()),
        age(pod.metadata().creationTimestamp()));
  }

  private static String orNone(@Nullable String text) {
    return text == null || text.isEmpty() ? "<none>" : text;
  }

  private String age(@Nullable Time created) {
    return created == null
        ? "<unknown>"
        : HumanDuration.of(Duration.between(created.instant(), now));
  }

  private void widen(List<String> row) {
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], row.get(column).length());
    }
  }

  private void append(List<String> row, StringBuilder text) {
    int last = row.size() - 1;
    for (int column = 0; column < last; column++) {
      String cell = row.get(column);
      text.append(cell).repeat(' ', widths[column] - cell.length() + GAP);
    }
    text.append(row.get(last)).append('\n');
  }
}
