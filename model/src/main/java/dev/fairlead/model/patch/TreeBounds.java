package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;

/** How deep and how large a tree is, for the limits that keep patches from growing out of hand. */
final class TreeBounds {
  private TreeBounds() {}

  /** Whether objects and lists nest more than {@code levels} deep. Looks no deeper than that. */
  static boolean deeper(JsonValue value, int levels) {
    return switch (value) {
      case JsonObject object -> levels == 0 || anyDeeper(object.members().values(), levels - 1);
      case JsonArray array -> levels == 0 || anyDeeper(array.items(), levels - 1);
      default -> false;
    };
  }

  private static boolean anyDeeper(Iterable<JsonValue> values, int levels) {
    for (JsonValue value : values) {
      if (deeper(value, levels)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Refuses what nests deeper than {@link Patch#MAX_DEPTH}.
   *
   * @param what the patch or the document, as the subject of a sentence
   */
  static void requireShallow(JsonValue value, String what) {
    if (deeper(value, Patch.MAX_DEPTH)) {
      throw tooDeep(what);
    }
  }

  static PatchException tooDeep(String what) {
    return new PatchException(
        PatchException.Reason.TOO_LARGE,
        "",
        what + " nests objects and lists more than " + Patch.MAX_DEPTH + " levels deep",
        "Nest them less: no Kubernetes object is nearly that deep");
  }

  /**
   * The bytes of the value as Go's encoder prints it: without spaces, and with the characters that
   * HTML treats specially as six-character escapes. Limits on sizes count these.
   */
  static long encodedSize(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        long size = 2L + Math.max(0, object.size() - 1);
        for (var member : object.members().entrySet()) {
          size += textSize(member.getKey()) + 1 + encodedSize(member.getValue());
        }
        yield size;
      }
      case JsonArray array -> {
        long size = 2L + Math.max(0, array.size() - 1);
        for (JsonValue item : array.items()) {
          size += encodedSize(item);
        }
        yield size;
      }
      case JsonString(String text) -> textSize(text);
      case JsonNull nothing -> 4;
      default -> value.toString().length();
    };
  }

  private static long textSize(String text) {
    long size = 2;
    for (int i = 0; i < text.length(); i++) {
      size += charSize(text.charAt(i));
    }
    return size;
  }

  private static int charSize(char c) {
    if (c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
      return 6;
    }
    if (c < ' ') {
      return c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f' ? 2 : 6;
    }
    if (c == '"' || c == '\\') {
      return 2;
    }
    // one half of a pair that takes four bytes together
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
