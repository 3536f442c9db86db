package dev.fairlead.apiserver.table;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ApiResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The columnDefinitions of built-in resources, with kube-apiserver's descriptions. */
final class Columns {
  private static final String FILE = "columns.json";

  private final List<String> texts = new ArrayList<>();
  private final JsonObject numbers;

  private Columns(JsonObject file) {
    if (file.get("texts") instanceof JsonArray array) {
      array.items().forEach(text -> texts.add(((JsonString) text).value()));
    }
    this.numbers = (JsonObject) file.members().getOrDefault("columns", JsonObject.EMPTY);
  }

  static Columns load() {
    try (InputStream in = Columns.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing beside " + Columns.class);
      }
      return new Columns((JsonObject) Codec.json().decodeTree(in, Decoding.DEFAULT));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  /** The definitions, as many as the resource has columns. */
  JsonArray of(ApiResource resource) {
    String group = resource.group().isEmpty() ? "" : resource.group() + "/";
    String key = group + resource.version() + "/" + resource.resource();
    return of(key, resource.columns());
  }

  /** The definitions of these columns, which belong to the resource that the key names. */
  JsonArray of(String key, List<ApiResource.Column> columns) {
    List<JsonValue> definitions = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      definitions.add(definition(columns.get(i), text(key, i)));
    }
    return new JsonArray(definitions);
  }

  static JsonObject definition(ApiResource.Column column, String description) {
    return JsonObject.builder()
        .put("name", column.name())
        .put("type", column.type())
        .put("format", column.format())
        .put("description", description)
        .put("priority", column.priority())
        .build();
  }

  private String text(String key, int column) {
    return numbers.get(key) instanceof JsonArray list
            && column < list.size()
            && list.get(column) instanceof JsonNumber number
        ? texts.get((int) number.longValue())
        : "";
  }
}
