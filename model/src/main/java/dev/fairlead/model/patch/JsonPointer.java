package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document (RFC 6901): the names and indexes that lead to it.
 *
 * @param tokens the steps, unescaped; none for the whole document
 */
public record JsonPointer(List<String> tokens) {
  /** The whole document. */
  public static final JsonPointer ROOT = new JsonPointer(List.of());

  public JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /** The pointer with these steps, which need no escaping. */
  public static JsonPointer of(String... tokens) {
    return new JsonPointer(List.of(tokens));
  }

  /**
   * Reads the text form, such as {@code /metadata/annotations/example.com~1owner}.
   *
   * @throws PatchException if the text doesn't start with a slash, or has a tilde that is neither
   *     {@code ~0} nor {@code ~1}
   */
  public static JsonPointer parse(String text) {
    for (int i = text.indexOf('~'); i >= 0; i = text.indexOf('~', i + 1)) {
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (next != '0' && next != '1') {
        throw malformed(text, "has a ~ at " + i + " that starts neither ~0 nor ~1");
      }
    }
    if (!text.isEmpty() && text.charAt(0) != '/') {
      throw malformed(text, "does not start with /");
    }
    return readLeniently(text);
  }

  private static PatchException malformed(String text, String problem) {
    return new PatchException(
        PatchException.Reason.MALFORMED,
        "",
        "the JSON pointer \"" + text + "\" " + problem,
        "Write / before each name, and within names ~1 for / and ~0 for ~");
  }

  /**
   * As the server's library reads it: what precedes the first slash doesn't count, and an odd tilde
   * stands for itself.
   */
  static JsonPointer readLeniently(String text) {
    List<String> tokens = new ArrayList<>();
    int slash = text.indexOf('/');
    while (slash >= 0) {
      int end = text.indexOf('/', slash + 1);
      String token = text.substring(slash + 1, end < 0 ? text.length() : end);
      // ~1 first, so that ~01 becomes ~1 and not a slash
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
      slash = end;
    }
    return tokens.isEmpty() ? ROOT : new JsonPointer(tokens);
  }

  public boolean isRoot() {
    return tokens.isEmpty();
  }

  /** The place of this member or index within the place. */
  public JsonPointer child(String token) {
    List<String> longer = new ArrayList<>(tokens.size() + 1);
    longer.addAll(tokens);
    longer.add(token);
    return new JsonPointer(longer);
  }

  /** What stands at this place, or null if there is no such place. */
  public @Nullable JsonValue find(JsonValue document) {
    JsonValue at = document;
    for (String token : tokens) {
      at =
          switch (at) {
            case JsonObject object -> object.get(token);
            case JsonArray array -> {
              int index = arrayIndex(token);
              yield index >= 0 && index < array.size() ? array.get(index) : null;
            }
            case null, default -> null;
          };
      if (at == null) {
        return null;
      }
    }
    return at;
  }

  /** The index that RFC 6901 reads in a token (digits without a leading zero), or -1. */
  private static int arrayIndex(String token) {
    boolean digits = !token.isEmpty() && token.length() < 10; // fits an int
    for (int i = 0; i < token.length() && digits; i++) {
      digits = token.charAt(i) >= '0' && token.charAt(i) <= '9';
    }
    boolean padded = token.length() > 1 && token.charAt(0) == '0';
    return digits && !padded ? Integer.parseInt(token) : -1;
  }

  /** The text form; empty for the whole document. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String token : tokens) {
      text.append('/').append(token.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
