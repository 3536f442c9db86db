package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of operations, done one after the other, all or none (RFC 6902).
 *
 * <pre>{@code
 * JsonPatch patch =
 *     JsonPatch.of(
 *         Operation.test("/spec/replicas", JsonNumber.of(3)),
 *         Operation.replace("/spec/replicas", JsonNumber.of(5)));
 * JsonValue patched = patch.apply(deployment);
 * }</pre>
 *
 * <p>Applied as the API server does (evanphx/json-patch 4.13.0), which departs from the RFC:
 * replace and test treat a missing member of an object as null and copy takes it as null; a
 * negative index counts from the end of the list; add, remove, move and copy do not take the whole
 * document. We depart from the server in three things: numbers are equal when their values are,
 * however they are written, and a null that was added or copied is as any other, both as the RFC
 * says; and a malformed operation is refused before the first one is done.
 */
public record JsonPatch(List<Operation> operations) implements Patch {
  public static final String MEDIA_TYPE = "application/json-patch+json";

  /** Operations in a patch. Source: maxJSONPatchOperations in k8s.io/apiserver. */
  public static final int MAX_OPERATIONS = 10_000;

  /**
   * Bytes of JSON that the copy operations of one patch may add, so that a few of them can't double
   * a document again and again. Source: JSONPatchMaxCopyBytes in k8s.io/apiserver's NewConfig.
   */
  public static final long MAX_COPIED_BYTES = 3L * 1024 * 1024;

  private static final JsonPointer RESOURCE_VERSION = JsonPointer.of("metadata", "resourceVersion");

  /** One step of a patch. The factories take pointers as text and refuse malformed ones. */
  public sealed interface Operation permits Add, Remove, Replace, Move, Copy, Test {
    /** Where in the document; of move and copy, where to. */
    JsonPointer path();

    /** The word for it in JSON. */
    default String op() {
      return switch (this) {
        case Add add -> "add";
        case Remove remove -> "remove";
        case Replace replace -> "replace";
        case Move move -> "move";
        case Copy copy -> "copy";
        case Test test -> "test";
      };
    }

    /** Puts a member, or inserts before a list item; the index - is the end of the list. */
    static Operation add(String path, JsonValue value) {
      return new Add(JsonPointer.parse(path), value);
    }

    /** Takes out a member or a list item, which must be there. */
    static Operation remove(String path) {
      return new Remove(JsonPointer.parse(path));
    }

    static Operation replace(String path, JsonValue value) {
      return new Replace(JsonPointer.parse(path), value);
    }

    /** Removes what is at {@code from} and adds it at {@code path}. */
    static Operation move(String from, String path) {
      return new Move(JsonPointer.parse(from), JsonPointer.parse(path));
    }

    /** Adds at {@code path} what is at {@code from}. */
    static Operation copy(String from, String path) {
      return new Copy(JsonPointer.parse(from), JsonPointer.parse(path));
    }

    /** Makes the whole patch fail unless this value is there. */
    static Operation test(String path, JsonValue value) {
      return new Test(JsonPointer.parse(path), value);
    }
  }

  public record Add(JsonPointer path, JsonValue value) implements Operation {}

  public record Remove(JsonPointer path) implements Operation {}

  public record Replace(JsonPointer path, JsonValue value) implements Operation {}

  public record Move(JsonPointer from, JsonPointer path) implements Operation {}

  public record Copy(JsonPointer from, JsonPointer path) implements Operation {}

  public record Test(JsonPointer path, JsonValue value) implements Operation {}

  /**
   * @throws PatchException if there are more than {@link #MAX_OPERATIONS}, or one is too deep
   */
  public JsonPatch {
    operations = List.copyOf(operations);
    requireFew(operations.size());
    operations.forEach(JsonPatch::requireShallow);
  }

  public static JsonPatch of(Operation... operations) {
    return new JsonPatch(List.of(operations));
  }

  /**
   * Reads the JSON form, as leniently as the server does.
   *
   * @throws PatchException naming the operation that is malformed
   */
  public static JsonPatch parse(JsonValue body) {
    return JsonPatchReader.read(body);
  }

  /**
   * A patch that makes {@code to} of {@code from}. It descends into objects, and into lists by the
   * index of the items, so it is small where the change is; not always the smallest.
   *
   * @param from an object or list
   * @param to an object or list
   */
  public static JsonPatch diff(JsonValue from, JsonValue to) {
    return JsonPatchDiff.diff(from, to);
  }

  /**
   * The document after all operations.
   *
   * @throws PatchException naming the first operation that fails
   */
  public JsonValue apply(JsonValue document) {
    Draft draft = new Draft(document);
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      try {
        draft.perform(operation);
      } catch (Draft.Refusal refusal) {
        throw new PatchException(
            refusal.reason,
            place(i, operation.op()) + " " + operation.path(),
            refusal.problem,
            "Read the object again and make the patch from what it holds now");
      }
    }
    return draft.finish();
  }

  /** How errors name an operation, counted from 0. */
  static String place(int index, String op) {
    return "operation " + index + ", " + op;
  }

  static void requireFew(int operations) {
    if (operations > MAX_OPERATIONS) {
      throw new PatchException(
          PatchException.Reason.TOO_LARGE,
          "",
          "The allowed maximum operations in a JSON patch is "
              + MAX_OPERATIONS
              + ", got "
              + operations,
          "Replace larger parts of the object with fewer operations");
    }
  }

  private static void requireShallow(Operation operation) {
    JsonValue value =
        switch (operation) {
          case Add add -> add.value();
          case Replace replace -> replace.value();
          case Test test -> test.value();
          default -> JsonObject.EMPTY;
        };
    TreeBounds.requireShallow(value, "the value of an operation");
    if (operation.path().tokens().size() > MAX_DEPTH) {
      throw TreeBounds.tooDeep("the path of an operation");
    }
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public JsonArray body() {
    List<JsonValue> items = new ArrayList<>(operations.size());
    for (Operation operation : operations) {
      JsonObject.Builder item = JsonObject.builder().put("op", operation.op());
      switch (operation) {
        case Move move -> item.put("from", move.from().toString());
        case Copy copy -> item.put("from", copy.from().toString());
        default -> {}
      }
      item.put("path", operation.path().toString());
      switch (operation) {
        case Add add -> item.put("value", add.value());
        case Replace replace -> item.put("value", replace.value());
        case Test test -> item.put("value", test.value());
        default -> {}
      }
      items.add(item.build());
    }
    return new JsonArray(items);
  }

  /** Sets the version instead of testing it: a failed test would be a 422, which says less. */
  @Override
  public JsonPatch guardedBy(String resourceVersion) {
    List<Operation> guarded = new ArrayList<>(operations.size() + 1);
    guarded.add(new Replace(RESOURCE_VERSION, new JsonString(resourceVersion)));
    guarded.addAll(operations);
    return new JsonPatch(guarded);
  }
}
