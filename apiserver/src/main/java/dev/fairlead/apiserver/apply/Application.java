package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.Time;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One apply of a configuration to an object.
 *
 * @param empty the object of this kind with nothing set
 * @param live the stored object without its managedFields; {@code empty} if there is none
 * @param stored the managedFields of the stored object
 */
record Application(
    Ownership ownership,
    GroupVersionKind kind,
    JsonObject empty,
    JsonObject live,
    List<ManagedFieldsEntry> stored) {

  /** Owns what was there before managedFields were first kept. */
  private static final String BEFORE_FIRST_APPLY = "before-first-apply";

  /**
   * What comes of it.
   *
   * @param object null if it stays as it is
   */
  record Result(@Nullable JsonObject object, List<ManagedFieldsEntry> managedFields) {}

  Result apply(JsonObject patch, String manager, boolean force, Time now) {
    Owners owners = owners();
    GroupVersionKind patchKind = kindOf(patch);
    if (!patchKind.equals(kind)) {
      throw Failures.badRequest("invalid object type: " + text(patchKind));
    }
    if (owners.isEmpty()) {
      try {
        Validation.check(ownership.schema(), live, true);
      } catch (TypedException e) {
        throw serverError(
            "failed to create manager for existing fields: failed to convert new object ("
                + describe(live)
                + ") to smd typed: "
                + e.getMessage());
      }
      ownership.update(owners, empty, live, BEFORE_FIRST_APPLY, now);
    }
    check(patch);
    Result result = merge(owners, patch, manager, force, now);
    if (!manager.equals(LastApplied.KUBECTL)) {
      return result;
    }
    JsonObject before = result.object == null ? live : result.object;
    JsonValue after = LastApplied.record(before, patch);
    return after.equals(before) ? result : new Result((JsonObject) after, result.managedFields);
  }

  private Owners owners() {
    try {
      return Owners.decode(stored);
    } catch (IllegalArgumentException e) {
      throw serverError("failed to decode managed fields: " + e.getMessage());
    }
  }

  private void check(JsonObject patch) {
    if (patch.get("metadata") instanceof JsonObject metadata
        && metadata.get("managedFields") instanceof JsonArray) {
      throw Failures.badRequest("metadata.managedFields must be nil");
    }
    try {
      Validation.check(ownership.schema(), patch, false);
    } catch (TypedException e) {
      throw serverError(
          "failed to create typed patch object (" + describe(patch) + "): " + e.getMessage());
    }
    try {
      Validation.check(ownership.schema(), live, true);
    } catch (TypedException e) {
      throw serverError(
          "failed to create typed live object (" + describe(live) + "): " + e.getMessage());
    }
  }

  private Result merge(Owners owners, JsonObject patch, String manager, boolean force, Time now) {
    try {
      return mergeOnce(owners.copy(), patch, manager, force, now);
    } catch (ConflictException e) {
      SortedMap<Owner, FieldSet> conflicts = e.conflicts();
      if (manager.equals(LastApplied.KUBECTL)) {
        conflicts = withoutOwnPast(conflicts);
      }
      if (conflicts.isEmpty()) {
        return mergeOnce(owners.copy(), patch, manager, true, now);
      }
      throw new ConflictException(conflicts).toStatus();
    }
  }

  private Result mergeOnce(
      Owners owners, JsonObject patch, String manager, boolean force, Time now) {
    JsonValue merged = ownership.apply(owners, live, patch, manager, force, now);
    return new Result(merged instanceof JsonObject object ? object : null, owners.encode());
  }

  /** Leaves out what kubectl itself applied on the client's side. */
  private SortedMap<Owner, FieldSet> withoutOwnPast(SortedMap<Owner, FieldSet> conflicts) {
    FieldSet past = LastApplied.unchanged(ownership.schema(), kind.apiVersion(), live);
    if (past == null) {
      return conflicts;
    }
    SortedMap<Owner, FieldSet> left = new TreeMap<>();
    conflicts.forEach((owner, fields) -> {
      FieldSet others = fields.difference(past);
      if (!others.isEmpty()) {
        left.put(owner, others);
      }
    });
    return left;
  }

  /** An error without a reason, as the server answers where it expected none. */
  static StatusException serverError(String message) {
    return Failures.other(500, "", message);
  }

  private static GroupVersionKind kindOf(JsonObject object) {
    String apiVersion = text(object, "apiVersion");
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    return new GroupVersionKind(group, apiVersion.substring(slash + 1), text(object, "kind"));
  }

  private static String text(JsonObject object, String name) {
    String text = object.string(name);
    return text == null ? "" : text;
  }

  /** The kind as Go prints it. */
  static String text(GroupVersionKind kind) {
    return kind.group() + "/" + kind.version() + ", Kind=" + kind.kind();
  }

  /** Namespace, name and kind. */
  static String describe(JsonObject object) {
    JsonObject metadata = object.get("metadata") instanceof JsonObject m ? m : JsonObject.EMPTY;
    return text(metadata, "namespace") + "/" + text(metadata, "name") + "; " + text(kindOf(object));
  }
}
