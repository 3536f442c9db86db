package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a {@link Draft}: untouched, or an object or list that can be changed in place. */
sealed interface DraftContent {

  /** A value that no operation went into. */
  record Frozen(JsonValue value) implements DraftContent {
    static final Frozen NULL = new Frozen(JsonNull.NULL);
  }

  /** An object or list, with the rules of the server's library for names and indexes. */
  sealed interface Container extends DraftContent {
    /** What is there; of a member that isn't there, null. Refuses an index that isn't there. */
    DraftContent get(String token) throws Draft.Refusal;

    void set(String token, DraftContent content) throws Draft.Refusal;

    void add(String token, DraftContent content) throws Draft.Refusal;

    void remove(String token) throws Draft.Refusal;
  }

  /** The object or list, open for changes one level deep; null for any other value. */
  static @Nullable Container thaw(JsonValue value) {
    return switch (value) {
      case JsonObject object -> new Members(object);
      case JsonArray array -> new Items(array);
      default -> null;
    };
  }

  /** The value of this part; refuses more levels than are allowed. */
  static JsonValue freeze(DraftContent content, int levels) {
    if (content instanceof Frozen(JsonValue value)) {
      if (TreeBounds.deeper(value, levels)) {
        throw TreeBounds.tooDeep("the patched document");
      }
      return value;
    }
    if (levels == 0) {
      throw TreeBounds.tooDeep("the patched document");
    }
    return switch ((Container) content) {
      case Members members -> {
        JsonObject.Builder object = JsonObject.builder();
        members.contents.forEach((name, member) -> object.put(name, freeze(member, levels - 1)));
        yield object.build();
      }
      case Items items -> {
        List<JsonValue> values = new ArrayList<>(items.contents.size());
        items.contents.forEach(item -> values.add(freeze(item, levels - 1)));
        yield new JsonArray(values);
      }
    };
  }

  /** An object. */
  final class Members implements Container {
    private final Map<String, DraftContent> contents = new LinkedHashMap<>();

    private Members(JsonObject object) {
      object.members().forEach((name, value) -> contents.put(name, new Frozen(value)));
    }

    int size() {
      return contents.size();
    }

    @Nullable DraftContent find(String name) {
      return contents.get(name);
    }

    @Override
    public DraftContent get(String name) {
      return contents.getOrDefault(name, Frozen.NULL);
    }

    @Override
    public void set(String name, DraftContent content) {
      contents.put(name, content);
    }

    @Override
    public void add(String name, DraftContent content) {
      contents.put(name, content);
    }

    @Override
    public void remove(String name) throws Draft.Refusal {
      if (contents.remove(name) == null) {
        throw new Draft.Refusal("Unable to remove nonexistent key: " + name + ": missing value");
      }
    }
  }

  /** A list. */
  final class Items implements Container {
    private final List<DraftContent> contents;

    private Items(JsonArray array) {
      contents = new ArrayList<>(array.size() + 1);
      array.items().forEach(value -> contents.add(new Frozen(value)));
    }

    List<DraftContent> contents() {
      return Collections.unmodifiableList(contents);
    }

    @Override
    public DraftContent get(String index) throws Draft.Refusal {
      return contents.get(place(index, contents.size()));
    }

    @Override
    public void set(String index, DraftContent content) throws Draft.Refusal {
      contents.set(place(index, contents.size()), content);
    }

    @Override
    public void add(String index, DraftContent content) throws Draft.Refusal {
      if (index.equals("-")) {
        contents.add(content);
        return;
      }
      if (!isNumber(index)) {
        throw new Draft.Refusal(
            "value was not a proper array index: '" + index + "': " + notANumber(index));
      }
      contents.add(place(index, contents.size() + 1), content);
    }

    @Override
    public void remove(String index) throws Draft.Refusal {
      contents.remove(place(index, contents.size()));
    }

    /**
     * The position that a token means among {@code size} ones; negative ones count from the end.
     */
    private static int place(String token, int size) throws Draft.Refusal {
      if (!isNumber(token)) {
        throw new Draft.Refusal(notANumber(token));
      }
      long index = number(token);
      if (index >= size || index < -(long) size) {
        throw new Draft.Refusal(
            "Unable to access invalid index: " + index + ": invalid index referenced");
      }
      return (int) (index < 0 ? index + size : index);
    }

    /** What Go's strconv.Atoi takes: a sign if any, and digits, also more than needed. */
    private static boolean isNumber(String token) {
      int start = token.startsWith("-") || token.startsWith("+") ? 1 : 0;
      return token.length() > start
          && token.chars().skip(start).allMatch(c -> c >= '0' && c <= '9')
          && fitsLong(token);
    }

    private static boolean fitsLong(String token) {
      try {
        number(token);
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }

    private static long number(String token) {
      return Long.parseLong(token);
    }

    private static String notANumber(String token) {
      return "strconv.Atoi: parsing " + GoText.quote(token) + ": invalid syntax";
    }
  }
}
