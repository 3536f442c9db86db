package dev.fairlead.bench;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** The figures of one measured run: those that its kind of run has. */
record Run(int round, int pods, Map<Metric, Double> figures) {

  /** Reads the line that a participant printed. */
  static Run parse(int round, String line) {
    if (!(Codec.json().decodeTree(line) instanceof JsonObject object)) {
      throw new BenchException("not a run: " + line);
    }
    return of(round, object);
  }

  static Run of(int round, JsonObject object) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      if (object.get(metric.json()) instanceof JsonNumber number) {
        figures.put(metric, number.doubleValue());
      }
    }
    int pods = object.get("pods") instanceof JsonNumber number ? (int) number.longValue() : 0;
    return new Run(round, pods, figures);
  }

  JsonObject toJson() {
    JsonObject.Builder object = JsonObject.builder().put("round", round).put("pods", pods);
    figures.forEach((metric, value) -> object.put(metric.json(), JsonNumber.of(value)));
    return object.build();
  }
}
