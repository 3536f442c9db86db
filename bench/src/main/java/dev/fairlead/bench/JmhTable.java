package dev.fairlead.bench;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What JMH found for the three clients, side by side: a line an operation. */
final class JmhTable {
  /** By operation, then by participant. */
  private final Map<String, Map<String, String>> scores = new TreeMap<>();

  private final Map<String, Boolean> participants = new LinkedHashMap<>();

  private JmhTable() {}

  static JmhTable read(Places places) throws IOException {
    JmhTable table = new JmhTable();
    for (Client client : Client.values()) {
      Path file = places.jmhResults(client);
      if (Files.exists(file)
          && Codec.json().decodeTree(Files.readString(file)) instanceof JsonArray results) {
        results.items().forEach(item -> table.add(client, (JsonObject) item));
      }
    }
    return table;
  }

  private void add(Client client, JsonObject result) {
    String name = String.valueOf(result.string("benchmark"));
    String operation = name.substring(name.lastIndexOf('.') + 1);
    String participant = client.title() + " " + format(result);
    participants.put(participant, true);
    if (result.get("primaryMetric") instanceof JsonObject metric
        && metric.get("score") instanceof JsonNumber score) {
      String text = String.format(Locale.ROOT, "%,.1f", score.doubleValue());
      scores
          .computeIfAbsent(operation, o -> new LinkedHashMap<>())
          .put(participant, text + error(metric));
    }
  }

  private static String format(JsonObject result) {
    if (result.get("params") instanceof JsonObject parameters) {
      String format = parameters.string("format");
      return "protobuf".equals(format) ? "protobuf" : "JSON";
    }
    return "JSON";
  }

  /** JMH has no error for a single iteration. */
  private static String error(JsonObject metric) {
    return metric.get("scoreError") instanceof JsonNumber error
        ? String.format(Locale.ROOT, " ± %,.1f", error.doubleValue())
        : "";
  }

  boolean isEmpty() {
    return scores.isEmpty();
  }

  String markdown() {
    StringBuilder text = new StringBuilder("| µs a call |");
    participants.keySet().forEach(p -> text.append(' ').append(p).append(" |"));
    text.append("\n|---|").append("---:|".repeat(participants.size())).append('\n');
    scores.forEach((operation, row) -> {
      text.append("| ").append(operation).append(" |");
      participants
          .keySet()
          .forEach(p -> text.append(' ').append(row.getOrDefault(p, "-")).append(" |"));
      text.append('\n');
    });
    return text.toString();
  }
}
