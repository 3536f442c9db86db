package dev.fairlead.model.patch;

import dev.fairlead.model.patch.DraftContent.Container;
import dev.fairlead.model.patch.DraftContent.Frozen;
import dev.fairlead.model.patch.DraftContent.Items;
import dev.fairlead.model.patch.DraftContent.Members;
import dev.fairlead.model.patch.PatchException.Reason;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document while the operations of one JSON patch change it. It is changed in place, part by part
 * as operations reach them, since copying a large object for each of 10,000 operations would take
 * minutes.
 */
final class Draft {
  /** What the server's library ends its errors with. */
  private static final String MISSING = ": missing value";

  private Container root;
  private long copiedBytes;

  /** An operation that can't be done, in the words of the server's library. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    final Reason reason;
    final String problem;

    Refusal(String problem) {
      this(Reason.NOT_APPLICABLE, problem);
    }

    Refusal(Reason reason, String problem) {
      super(problem, null, false, false);
      this.reason = reason;
      this.problem = problem;
    }
  }

  Draft(JsonValue document) {
    TreeBounds.requireShallow(document, "the document");
    Container container = DraftContent.thaw(document);
    if (container == null) {
      throw new PatchException(
          Reason.NOT_APPLICABLE,
          "",
          "a JSON patch changes objects and lists, and the document is of kind "
              + document.kindName(),
          "Apply the patch to a whole object");
    }
    root = container;
  }

  void perform(JsonPatch.Operation operation) throws Refusal {
    switch (operation) {
      case JsonPatch.Add(JsonPointer path, JsonValue value) -> add(path, value);
      case JsonPatch.Remove(JsonPointer path) -> remove(path);
      case JsonPatch.Replace(JsonPointer path, JsonValue value) -> replace(path, value);
      case JsonPatch.Move(JsonPointer from, JsonPointer path) -> move(from, path);
      case JsonPatch.Copy(JsonPointer from, JsonPointer path) -> copy(from, path);
      case JsonPatch.Test(JsonPointer path, JsonValue value) -> test(path, value);
    }
  }

  /** The document as it is now. */
  JsonValue finish() {
    return DraftContent.freeze(root, Patch.MAX_DEPTH);
  }

  private void add(JsonPointer path, JsonValue value) throws Refusal {
    Container parent =
        parent(path, "add operation does not apply: doc is missing path: \"" + path + "\"");
    try {
      parent.add(last(path), new Frozen(value));
    } catch (Refusal refusal) {
      throw new Refusal("error in add for path: '" + path + "': " + refusal.problem);
    }
  }

  private void remove(JsonPointer path) throws Refusal {
    Container parent =
        parent(path, "remove operation does not apply: doc is missing path: \"" + path + "\"");
    try {
      parent.remove(last(path));
    } catch (Refusal refusal) {
      throw new Refusal("error in remove for path: '" + path + "': " + refusal.problem);
    }
  }

  private void replace(JsonPointer path, JsonValue value) throws Refusal {
    if (path.isRoot()) {
      Container container = DraftContent.thaw(value);
      if (container == null) {
        throw new Refusal("replace operation value must be object or array");
      }
      root = container;
      return;
    }
    Container parent =
        parent(path, "replace operation does not apply: doc is missing path: " + path);
    try {
      parent.get(last(path));
    } catch (Refusal refusal) {
      throw new Refusal("replace operation does not apply: doc is missing key: " + path + MISSING);
    }
    parent.set(last(path), new Frozen(value));
  }

  private void move(JsonPointer from, JsonPointer path) throws Refusal {
    Container source =
        parent(from, "move operation does not apply: doc is missing from path: " + from);
    DraftContent value;
    try {
      value = source.get(last(from));
      source.remove(last(from));
    } catch (Refusal refusal) {
      throw new Refusal("error in move for path: '" + last(from) + "': " + refusal.problem);
    }
    Container target =
        parent(path, "move operation does not apply: doc is missing destination path: " + path);
    try {
      target.add(last(path), value);
    } catch (Refusal refusal) {
      throw new Refusal("error in move for path: '" + path + "': " + refusal.problem);
    }
  }

  private void copy(JsonPointer from, JsonPointer path) throws Refusal {
    Container source =
        parent(from, "copy operation does not apply: doc is missing from path: " + from);
    JsonValue value;
    try {
      value = DraftContent.freeze(source.get(last(from)), Patch.MAX_DEPTH);
    } catch (Refusal refusal) {
      throw new Refusal("error in copy for from: '" + from + "': " + refusal.problem);
    }
    Container target =
        parent(path, "copy operation does not apply: doc is missing destination path: " + path);
    copiedBytes += TreeBounds.encodedSize(value);
    if (copiedBytes > JsonPatch.MAX_COPIED_BYTES) {
      throw new Refusal(
          "Unable to complete the copy, the accumulated size increase of copy is "
              + copiedBytes
              + ", exceeding the limit "
              + JsonPatch.MAX_COPIED_BYTES);
    }
    try {
      target.add(last(path), new Frozen(value));
    } catch (Refusal refusal) {
      throw new Refusal("error while adding value during copy: " + refusal.problem);
    }
  }

  private void test(JsonPointer path, JsonValue expected) throws Refusal {
    DraftContent found = root;
    if (!path.isRoot()) {
      Container parent = parent(path, "test operation does not apply: is missing path: " + path);
      try {
        found = parent.get(last(path));
      } catch (Refusal refusal) {
        throw new Refusal("error in test for path: '" + path + "': " + refusal.problem);
      }
    }
    if (!holds(found, expected)) {
      throw new Refusal("testing value " + path + " failed: test failed");
    }
  }

  /** Whether a part of the document has this value; never looks deeper than the value is. */
  private static boolean holds(DraftContent content, JsonValue value) {
    return switch (content) {
      case Frozen(JsonValue frozen) -> frozen.equals(value);
      case Members members ->
          value instanceof JsonObject object
              && members.size() == object.size()
              && object.members().entrySet().stream()
                  .allMatch(member -> {
                    DraftContent own = members.find(member.getKey());
                    return own != null && holds(own, member.getValue());
                  });
      case Items items -> {
        List<DraftContent> own = items.contents();
        if (!(value instanceof JsonArray array) || array.size() != own.size()) {
          yield false;
        }
        for (int i = 0; i < own.size(); i++) {
          if (!holds(own.get(i), array.get(i))) {
            yield false;
          }
        }
        yield true;
      }
    };
  }

  /** The object or list that holds the place, opened for changes. */
  private Container parent(JsonPointer path, String otherwise) throws Refusal {
    Container at = path.isRoot() ? null : root;
    for (int i = 0; at != null && i < path.tokens().size() - 1; i++) {
      at = opened(at, path.tokens().get(i));
    }
    if (at == null) {
      throw new Refusal(otherwise + MISSING);
    }
    return at;
  }

  private static @Nullable Container opened(Container parent, String token) {
    try {
      DraftContent content = parent.get(token);
      if (content instanceof Frozen(JsonValue value)) {
        Container thawed = value == JsonNull.NULL ? null : DraftContent.thaw(value);
        if (thawed != null) {
          parent.set(token, thawed);
        }
        return thawed;
      }
      return (Container) content;
    } catch (Refusal refusal) {
      return null; // no such index: to the caller the same as a member that isn't there
    }
  }

  private static String last(JsonPointer path) {
    return path.tokens().getLast();
  }
}
