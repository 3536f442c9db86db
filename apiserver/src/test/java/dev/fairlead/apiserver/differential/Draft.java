package dev.fairlead.apiserver.differential;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ApiResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A call while it is put together. */
final class Draft {
  String method = "GET";
  String path = "";
  String object = "";
  String verb = "";
  String kind = "";
  String note = "";
  Call.Format format = Call.Format.JSON;
  @Nullable String body;
  final Map<String, String> headers = new TreeMap<>();
  final List<String> query = new ArrayList<>();
  boolean dryRun;

  Draft(String verb, String method, ApiResource resource, String path) {
    this.verb = verb;
    this.method = method;
    this.path = path;
    this.object = path;
    kind = resource.resource() + (resource.group().isEmpty() ? "" : "." + resource.group());
    if (resource.group().equals("autoscaling")) {
      kind += "." + resource.version();
    }
    headers.put("User-Agent", "differential/1.0 (test)");
  }

  Draft query(String name, String value) {
    query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    return this;
  }

  Draft note(String more) {
    note = note.isEmpty() ? more : note + ", " + more;
    return this;
  }

  Draft subresource(String name) {
    path = path + "/" + name;
    kind = kind + "/" + name;
    return this;
  }

  Draft dry() {
    dryRun = true;
    return query("dryRun", "All");
  }

  /** The object as the body, in a format that can carry it. */
  Draft body(JsonObject tree, Dice dice) {
    String text = tree.toString();
    boolean duplicates = text.contains(Mutation.DUPLICATE);
    body = text.replace(Mutation.DUPLICATE, "");
    int roll = dice.below(100);
    if (roll < 65 || duplicates || text.contains("zZp")) {
      return type(Call.Format.JSON, "application/json");
    }
    if (roll < 80 && printable(text)) {
      return type(Call.Format.YAML, "application/yaml");
    }
    return encodes(tree)
        ? type(Call.Format.PROTOBUF, "application/vnd.kubernetes.protobuf")
        : type(Call.Format.JSON, "application/json");
  }

  private static boolean printable(String text) {
    return text.chars().allMatch(c -> c < 127);
  }

  /** Protobuf has no word for what the type doesn't have, so only what it has may be sent in it. */
  private static boolean encodes(JsonObject tree) {
    try {
      Object read =
          Codec.json()
              .decodeAny(
                  new java.io.ByteArrayInputStream(
                      tree.toString().getBytes(StandardCharsets.UTF_8)),
                  dev.fairlead.model.codec.Decoding.DEFAULT.withStrict(true));
      Codec.protobuf().encode(read);
      return !(read instanceof JsonValue) && !tree.toString().contains("null");
    } catch (java.io.IOException | RuntimeException notThisType) {
      return false;
    }
  }

  Draft type(Call.Format as, String contentType) {
    format = as;
    headers.put("Content-Type", contentType);
    return this;
  }

  Draft text(String contentType, String content) {
    body = content;
    return type(Call.Format.TEXT, contentType);
  }

  Call build(int index) {
    String whole = query.isEmpty() ? path : path + "?" + String.join("&", query);
    return new Call(index, method, whole, headers, body, format, verb, kind, note, object, dryRun);
  }

  static JsonArray strings(String... values) {
    List<JsonValue> items = new ArrayList<>();
    for (String value : values) {
      items.add(JsonValue.of(value));
    }
    return new JsonArray(items);
  }
}
