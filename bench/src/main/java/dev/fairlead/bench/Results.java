package dev.fairlead.bench;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All runs of one scenario, with where and how they were measured. */
final class Results {
  private final JsonObject circumstances;
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  /** The least and the middle of several runs; the median of an even number is the mean of two. */
  record Summary(double min, double median) {
    static Summary of(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      int half = sorted.size() / 2;
      double median =
          sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
      return new Summary(sorted.getFirst(), median);
    }
  }

  Results(JsonObject circumstances) {
    this.circumstances = circumstances;
  }

  void addParticipant(String name) {
    runs.putIfAbsent(name, new ArrayList<>());
  }

  void add(String participant, Run run) {
    runs.computeIfAbsent(participant, name -> new ArrayList<>()).add(run);
  }

  List<String> participants() {
    return List.copyOf(runs.keySet());
  }

  /** The most runs that any participant has: the others failed or are shorter. */
  int mostRuns(Metric metric) {
    return runs.values().stream()
        .mapToInt(list -> (int) list.stream().filter(r -> r.figures().containsKey(metric)).count())
        .max()
        .orElse(0);
  }

  @Nullable Summary summary(String participant, Metric metric) {
    List<Double> values = new ArrayList<>();
    for (Run run : runs.getOrDefault(participant, List.of())) {
      Double value = run.figures().get(metric);
      if (value != null) {
        values.add(value);
      }
    }
    return values.isEmpty() ? null : Summary.of(values);
  }

  JsonObject circumstances() {
    return circumstances;
  }

  JsonObject toJson() {
    List<JsonValue> participants = new ArrayList<>();
    runs.forEach((name, list) -> {
      JsonObject.Builder summaries = JsonObject.builder();
      for (Metric metric : Metric.values()) {
        Summary summary = summary(name, metric);
        if (summary != null) {
          summaries.put(
              metric.json(),
              JsonObject.builder()
                  .put("min", JsonNumber.of(summary.min()))
                  .put("median", JsonNumber.of(summary.median()))
                  .build());
        }
      }
      participants.add(
          JsonObject.builder()
              .put("name", name)
              .put("summary", summaries.build())
              .put("runs", JsonValue.of(list.stream().map(Run::toJson).toList()))
              .build());
    });
    return circumstances.with("participants", new JsonArray(participants));
  }

  static Results fromJson(JsonObject json) {
    Results results = new Results(json.without("participants"));
    for (JsonObject participant : objects(json.get("participants"))) {
      String name = participant.get("name") instanceof JsonString text ? text.value() : "?";
      results.addParticipant(name);
      for (JsonObject run : objects(participant.get("runs"))) {
        int round = run.get("round") instanceof JsonNumber number ? (int) number.longValue() : 0;
        results.add(name, Run.of(round, run));
      }
    }
    return results;
  }

  private static List<JsonObject> objects(@Nullable JsonValue value) {
    List<JsonObject> objects = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (JsonValue item : array.items()) {
        if (item instanceof JsonObject object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }
}
