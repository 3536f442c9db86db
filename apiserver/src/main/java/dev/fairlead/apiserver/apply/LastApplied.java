package dev.fairlead.apiserver.apply;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The annotation in which kubectl's client-side apply keeps what it applied. It lets kubectl go
 * over to server-side apply without conflicts with itself, and is kept up to date for the way back.
 */
final class LastApplied {
  static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  /** The field manager of kubectl apply --server-side; others have no part in this. */
  static final String KUBECTL = "kubectl";

  /** All annotations of an object together, in bytes (TotalAnnotationSizeLimitB). */
  private static final int MAX_ANNOTATIONS_BYTES = 256 * 1024;

  private LastApplied() {}

  /** What was applied and is still so; null if nothing of use is known. */
  static @Nullable FieldSet unchanged(Schema schema, String apiVersion, JsonValue live) {
    String text = annotation(live);
    if (text == null) {
      return null;
    }
    try {
      Validation.check(schema, live, false);
      JsonValue applied = Codec.json().decodeTree(text);
      if (!(applied instanceof JsonObject object)
          || !apiVersion.equals(object.string("apiVersion"))) {
        return null;
      }
      Validation.check(schema, applied, false);
      Comparison since = Comparison.of(schema, applied, live);
      return OwnedPaths.of(schema, applied).difference(since.changed()).difference(since.removed());
    } catch (DecodeException | TypedException e) {
      return null; // nobody but the client can mend the annotation: the conflicts stand
    }
  }

  /** The object with the annotation telling this configuration, if it has the annotation. */
  static JsonValue record(JsonValue object, JsonObject applied) {
    if (annotation(object) == null || !(object instanceof JsonObject root)) {
      return object;
    }
    JsonObject metadata = member(root, "metadata");
    JsonObject annotations =
        member(metadata, "annotations").with(ANNOTATION, new JsonString(text(applied)));
    if (size(annotations) > MAX_ANNOTATIONS_BYTES) {
      annotations = annotations.without(ANNOTATION);
    }
    return root.with("metadata", metadata.with("annotations", annotations));
  }

  private static @Nullable String annotation(JsonValue object) {
    if (!(object instanceof JsonObject root)) {
      return null;
    }
    String text = member(member(root, "metadata"), "annotations").string(ANNOTATION);
    return text == null || text.isEmpty() ? null : text;
  }

  private static JsonObject member(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject member ? member : JsonObject.EMPTY;
  }

  private static int size(JsonObject annotations) {
    int bytes = 0;
    for (var entry : annotations.members().entrySet()) {
      bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      if (entry.getValue() instanceof JsonString(String value)) {
        bytes += value.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return bytes;
  }

  /** Go's JSON of the configuration: members by name, and a line end. */
  private static String text(JsonObject applied) {
    JsonObject metadata = member(applied, "metadata");
    JsonObject plain = applied;
    if (metadata.get("annotations") instanceof JsonObject annotations) {
      plain =
          applied.with("metadata", metadata.with("annotations", annotations.without(ANNOTATION)));
    }
    return sorted(plain)
            .toString()
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026")
        + "\n";
  }

  private static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject.Builder out = JsonObject.builder();
        new TreeMap<>(object.members()).forEach((name, member) -> out.put(name, sorted(member)));
        yield out.build();
      }
      case JsonArray array ->
          new JsonArray(array.items().stream().map(LastApplied::sorted).toList());
      default -> value;
    };
  }
}
