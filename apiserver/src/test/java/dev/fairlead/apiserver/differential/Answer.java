package dev.fairlead.apiserver.differential;

import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.codec.WatchEvents;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a server answered: the code, the headers that clients look at, and the body as a tree. */
record Answer(int code, Map<String, List<String>> headers, JsonValue body) {
  private static final List<String> COMPARED =
      List.of("content-type", "warning", "location", "allow", "cache-control", "retry-after");

  /** Stands for the resource version of a bookmark. */
  static final String NEWEST = "(newest)";

  private static final List<List<Object>> VERSIONS =
      List.of(
          List.of("object", "metadata", "resourceVersion"),
          List.of("object", "rows", 0, "object", "metadata", "resourceVersion"));

  static Answer read(
      int code, Map<String, List<String>> headers, byte[] body, @Nullable Type<?> watched) {
    Map<String, List<String>> kept = new TreeMap<>();
    headers.forEach((name, values) -> {
      if (COMPARED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
        kept.put(name.toLowerCase(java.util.Locale.ROOT), List.copyOf(values));
      }
    });
    String type = kept.getOrDefault("content-type", List.of("")).getFirst();
    return new Answer(code, kept, tree(type, body, code == 200 ? watched : null));
  }

  boolean succeeded() {
    return code < 300;
  }

  private static JsonValue tree(String type, byte[] body, @Nullable Type<?> watched) {
    try {
      if (watched != null) {
        return events(type, body, watched);
      }
      if (type.startsWith("application/json")) {
        return Codec.json().decodeTree(new ByteArrayInputStream(body), Decoding.DEFAULT);
      }
      if (type.startsWith("application/yaml")) {
        return Codec.yaml().decodeTree(new ByteArrayInputStream(body), Decoding.DEFAULT);
      }
      if (type.startsWith("application/vnd.kubernetes.protobuf")) {
        return Codec.protobuf().decodeTree(new ByteArrayInputStream(body), Decoding.DEFAULT);
      }
    } catch (IOException | RuntimeException e) {
      String text = new String(body, StandardCharsets.UTF_8);
      return new JsonString(
          "unreadable: " + e + ": " + text.substring(0, Math.min(500, text.length())));
    }
    return new JsonString(new String(body, StandardCharsets.UTF_8));
  }

  private static JsonValue events(String type, byte[] body, Type<?> watched) throws IOException {
    List<JsonValue> events = new ArrayList<>();
    if (type.startsWith("application/json")) {
      for (String line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.endsWith("}")) {
          events.add(Codec.json().decodeTree(line));
        }
      }
    } else {
      Decoding how = Decoding.DEFAULT.withRegistry(TypeRegistry.kubernetes());
      var frames = WatchEvents.protobuf(new ByteArrayInputStream(body), watched, how);
      for (var event = frames.next(); event != null; event = frames.next()) {
        Object object = event.object() == null ? event.error() : event.object();
        events.add(
            JsonObject.builder()
                .put("type", event.type())
                .put("object", object == null ? JsonObject.EMPTY : Codec.toTree(object))
                .build());
      }
    }
    events.removeIf(Answer::comesByTime);
    events.replaceAll(Answer::withoutItsVersion);
    return new JsonArray(events);
  }

  /** The version of a bookmark is the newest of the whole server. */
  private static JsonValue withoutItsVersion(JsonValue event) {
    if (!(event instanceof JsonObject o) || !"BOOKMARK".equals(o.string("type"))) {
      return event;
    }
    JsonValue changed = o;
    for (List<Object> path : VERSIONS) {
      changed =
          Trees.get(o, path) == null ? changed : Trees.with(changed, path, JsonValue.of(NEWEST));
    }
    return changed;
  }

  /** Bookmarks come when the server finds the time, but for the one that ends initial events. */
  private static boolean comesByTime(JsonValue event) {
    return event instanceof JsonObject o
        && "BOOKMARK".equals(o.string("type"))
        && !event.toString().contains("k8s.io/initial-events-end");
  }
}
