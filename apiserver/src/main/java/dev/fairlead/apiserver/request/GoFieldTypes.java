package dev.fairlead.apiserver.request;

import dev.fairlead.model.codec.DecodeException.Step;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How Go calls the types of fields, for messages of its decoder. What follows from a descriptor
 * isn't stored; the rest stands in a file that schema/gofacts writes with -field-types.
 */
final class GoFieldTypes {
  private static final String FILE = "go-field-types.txt";
  private static final String ROOT = "dev.fairlead.model.";

  private static final Map<String, Entry> ENTRIES = load();

  /** A type of its own or "-", and the embedded structs before the field or "-". */
  private record Entry(String type, String embedded) {}

  private GoFieldTypes() {}

  private static Map<String, Entry> load() {
    Map<String, Entry> entries = new HashMap<>();
    try (InputStream in = Objects.requireNonNull(GoFieldTypes.class.getResourceAsStream(FILE));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] parts = line.split(" ", -1);
        entries.put(parts[0] + " " + parts[1], new Entry(parts[2], parts[3]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
    return Map.copyOf(entries);
  }

  /** The fields on a way, with the structs that Go embeds between them. */
  static String path(List<Step> steps) {
    StringBuilder path = new StringBuilder();
    for (Step step : steps) {
      Entry entry = entry(step);
      if (entry != null && !entry.embedded().equals("-")) {
        path.append(entry.embedded()).append('.');
      }
      path.append(step.field()).append('.');
    }
    path.setLength(Math.max(0, path.length() - 1));
    return path.toString();
  }

  /** The Go type of a value of this shape at the field, or inside of it. */
  static String type(@Nullable Step field, Shape shape) {
    Entry entry = field == null ? null : entry(field);
    if (field != null && entry != null && !entry.type().equals("-")) {
      Shape whole = field.type().field(field.field()).orElseThrow().shape();
      String name = entry.type();
      while (!whole.equals(shape)) {
        Shape inner = inner(whole);
        if (inner == null) {
          return plain(shape);
        }
        name = name.startsWith("[]") ? name.substring(2) : name.replaceFirst("^map\\[.*?\\]", "");
        whole = inner;
      }
      return name;
    }
    return plain(shape);
  }

  private static @Nullable Shape inner(Shape shape) {
    return switch (shape) {
      case Shape.ListOf(Shape element) -> element;
      case Shape.MapOf(Shape value) -> value;
      default -> null;
    };
  }

  private static String plain(Shape shape) {
    return switch (shape) {
      case Shape.Message message -> named(message.javaClass());
      case Shape.ListOf(Shape element) -> "[]" + plain(element);
      case Shape.MapOf(Shape value) -> "map[string]" + plain(value);
      case Shape.Scalar scalar ->
          switch (scalar) {
            case STRING -> "string";
            case BOOL -> "bool";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case DOUBLE -> "float64";
            case QUANTITY -> "resource.Quantity";
            case INT_OR_STRING -> "intstr.IntOrString";
            case BYTES -> "[]uint8";
            case TIME -> "v1.Time";
            case MICRO_TIME -> "v1.MicroTime";
            case DURATION -> "v1.Duration";
            case FIELDS_V1 -> "v1.FieldsV1";
            case RAW_EXTENSION -> "runtime.RawExtension";
            case JSON -> "v1.JSON";
          };
    };
  }

  /** The last part of the package and the type, such as v1.Pod. */
  private static String named(Class<?> type) {
    String folder = type.getPackageName();
    return folder.substring(folder.lastIndexOf('.') + 1) + "." + type.getSimpleName();
  }

  private static @Nullable Entry entry(Step step) {
    return ENTRIES.get(key(step.type()) + " " + step.field());
  }

  private static String key(Type<?> type) {
    return type.javaClass().getName().substring(ROOT.length());
  }
}
