package dev.fairlead.model.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code toString} of generated types: what a reader of a log needs to recognise the object, on
 * one short line. The whole object is one call of {@code toYaml} away. Bytes show as their length.
 */
public final class Summary {
  /** Long enough for an image's name and some more; a log line stays a line. */
  private static final int MAX_LENGTH = 200;

  private static final int MAX_TEXT = 60;

  private Summary() {}

  public static <T> String of(Type<T> type, T object) {
    int metadata = type.indexOf("metadata");
    if (type.kind().isPresent() && metadata >= 0) {
      Object meta = type.get(object, metadata);
      return type.kind().get().kind() + identity(meta, items(type, object));
    }
    StringBuilder out = new StringBuilder(type.name());
    append(type, object, out, 0);
    return out.length() <= MAX_LENGTH ? out.toString() : out.substring(0, MAX_LENGTH - 4) + "...}";
  }

  private static <T> int items(Type<T> type, T object) {
    int items = type.indexOf("items");
    return items >= 0 && type.get(object, items) instanceof List<?> list ? list.size() : -1;
  }

  /** " namespace/name" of an object, " (n items)" of a list. */
  private static String identity(@Nullable Object metadata, int items) {
    if (items >= 0) {
      return " (" + items + (items == 1 ? " item)" : " items)");
    }
    if (metadata == null) {
      return "";
    }
    String namespace = text(metadata, "namespace");
    String name = text(metadata, "name");
    if (name.isEmpty() && !text(metadata, "generateName").isEmpty()) {
      name = text(metadata, "generateName") + "*";
    }
    String path = namespace.isEmpty() ? name : namespace + "/" + name;
    return path.isEmpty() ? "" : " " + path;
  }

  private static String text(Object object, String field) {
    return member(Type.of(object.getClass()), object, field) instanceof String text ? text : "";
  }

  private static <T> @Nullable Object member(Type<T> type, Object object, String field) {
    int index = type.indexOf(field);
    return index < 0 ? null : type.get(type.javaClass().cast(object), index);
  }

  private static <T> void append(Type<T> type, Object value, StringBuilder out, int depth) {
    T object = type.javaClass().cast(value);
    out.append('{');
    String separator = "";
    List<Field> fields = type.fields();
    for (int i = 0; i < fields.size() && out.length() < MAX_LENGTH; i++) {
      Object member = type.get(object, i);
      if (member != null && !isEmpty(fields.get(i).shape(), member)) {
        out.append(separator).append(fields.get(i).name()).append(": ");
        appendValue(member, out, depth);
        separator = ", ";
      }
    }
    out.append('}');
  }

  private static boolean isEmpty(Shape shape, Object value) {
    return switch (value) {
      case List<?> list -> list.isEmpty();
      case Map<?, ?> map -> map.isEmpty();
      case Boolean flag -> !flag;
      case Number number -> number.longValue() == 0;
      case String text -> text.isEmpty();
      default -> shape instanceof Shape.Message message && value.equals(message.type().empty());
    };
  }

  private static void appendValue(Object value, StringBuilder out, int depth) {
    switch (value) {
      case List<?> list when depth > 0 || list.size() > 3 ->
          out.append(list.size()).append(" items");
      case List<?> list -> {
        out.append('[');
        String separator = "";
        for (Object item : list) {
          out.append(separator);
          appendValue(item, out, depth + 1);
          separator = ", ";
        }
        out.append(']');
      }
      case Map<?, ?> map -> out.append(map.size()).append(map.size() == 1 ? " entry" : " entries");
      case Record nested when nested.getClass().getPackageName().endsWith(".value") ->
          out.append(nested);
      case Record nested when depth > 1 -> out.append("{...}");
      case Record nested -> append(Type.of(nested.getClass()), nested, out, depth + 1);
      default -> {
        String text = value.toString();
        out.append(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 3) + "...");
      }
    }
  }
}
