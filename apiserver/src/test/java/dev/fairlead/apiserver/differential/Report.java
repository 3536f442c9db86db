package dev.fairlead.apiserver.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts of what was asked and of what differed. */
final class Report {
  private static final int EXAMPLES = 6;
  private static final int OF_RESOURCE = 25;

  private static final class DifferenceClass {
    int count;
    final Set<String> kinds = new LinkedHashSet<>();
    final List<Integer> calls = new ArrayList<>();
    String example = "";
  }

  private final Map<String, Integer> asked = new TreeMap<>();
  private final Map<String, Integer> verbs = new TreeMap<>();
  private final Map<String, DifferenceClass> classes = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> byResource = new TreeMap<>();
  private final Map<String, Integer> askedOf = new TreeMap<>();
  private final Map<String, Integer> explained = new TreeMap<>();
  private final Map<String, Integer> byKind = new TreeMap<>();
  private int calls;
  private int succeeded;
  private int differing;

  void count(Call call, Answer a, List<Difference> found) {
    calls++;
    succeeded += a.succeeded() ? 1 : 0;
    asked.merge(call.verb() + " " + call.kind() + " " + a.code(), 1, Integer::sum);
    verbs.merge(call.verb() + " " + a.code(), 1, Integer::sum);
    Set<String> kinds = new LinkedHashSet<>();
    for (Difference each : found) {
      kinds.add(each.kind());
    }
    differing += found.isEmpty() ? 0 : 1;
    if (!found.isEmpty()) {
      byKind.merge(call.verb() + " " + call.kind(), 1, Integer::sum);
    }
    String resource = call.kind().split("[./]", -1)[0];
    askedOf.merge(resource, 1, Integer::sum);
    for (String kind : kinds) {
      byResource.computeIfAbsent(resource, r -> new TreeMap<>()).merge(kind, 1, Integer::sum);
      DifferenceClass in = classes.computeIfAbsent(kind, k -> new DifferenceClass());
      in.count++;
      in.kinds.add(call.verb() + " " + call.kind());
      if (in.calls.size() < EXAMPLES) {
        in.calls.add(call.index());
      }
      if (in.example.isEmpty()) {
        in.example =
            call.method()
                + " "
                + call.path()
                + (call.note().isEmpty() ? "" : " (" + call.note() + ")");
      }
    }
  }

  void explained(String reason) {
    explained.merge(reason, 1, Integer::sum);
  }

  int differing() {
    return differing;
  }

  int calls() {
    return calls;
  }

  /** Every class of differences, the most frequent first. */
  String classes() {
    StringBuilder text = new StringBuilder();
    classes.entrySet().stream()
        .sorted((x, y) -> Integer.compare(y.getValue().count, x.getValue().count))
        .forEach(entry -> {
          DifferenceClass in = entry.getValue();
          List<String> kinds = List.copyOf(in.kinds);
          text.append(String.format("%5d  %s%n", in.count, entry.getKey()))
              .append("         in ")
              .append(String.join(", ", kinds.subList(0, Math.min(EXAMPLES, kinds.size()))))
              .append(kinds.size() > EXAMPLES ? ", … (" + kinds.size() + ")" : "")
              .append("; calls ")
              .append(in.calls)
              .append('\n')
              .append("         e.g. ")
              .append(in.example)
              .append('\n');
        });
    return text.toString();
  }

  /** For each resource its most frequent differences. */
  String byResource() {
    StringBuilder text = new StringBuilder();
    byResource.forEach((resource, found) -> {
      text.append(String.format("%n%s, %d calls:%n", resource, askedOf.get(resource)));
      found.entrySet().stream()
          .sorted((x, y) -> Integer.compare(y.getValue(), x.getValue()))
          .limit(OF_RESOURCE)
          .forEach(e -> text.append(String.format("%6d  %s%n", e.getValue(), e.getKey())));
    });
    return text.toString();
  }

  String summary() {
    StringBuilder text = new StringBuilder("\nBy verb and code:\n");
    verbs.forEach((name, count) -> text.append(String.format("%6d  %s%n", count, name)));
    text.append("\nDiffering calls by verb and kind:\n");
    byKind.entrySet().stream()
        .sorted((x, y) -> Integer.compare(y.getValue(), x.getValue()))
        .forEach(e -> text.append(String.format("%6d  %s%n", e.getValue(), e.getKey())));
    explained.forEach(
        (reason, count) -> text.append(String.format("%6d  explained: %s%n", count, reason)));
    text.append(
        String.format(
            "%n%d calls, %d %% succeeded, %d differ in %d classes%n",
            calls, calls == 0 ? 0 : succeeded * 100 / calls, differing, classes.size()));
    return text.toString();
  }

  /** Every verb, kind and code with its count. */
  String details() {
    StringBuilder text = new StringBuilder("\nBy verb, kind and code:\n");
    asked.forEach((name, count) -> text.append(String.format("%6d  %s%n", count, name)));
    return text.toString();
  }
}
