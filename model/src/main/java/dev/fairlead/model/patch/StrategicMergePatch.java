package dev.fairlead.model.patch;

import dev.fairlead.model.patch.PatchException.Reason;
import dev.fairlead.model.patch.StrategicDiff.Scope;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;

/**
 * An object laid over another, as a merge patch, but with lists that merge by key: to change the
 * image of one container, a patch holds that container's name and the image. How a list merges is a
 * fact of its field ({@code patchStrategy} and {@code patchMergeKey} of {@link
 * dev.fairlead.model.type.Field}). Built-in kinds take this patch, custom resources don't.
 *
 * <p>Besides data a patch may hold {@code $patch: delete} or {@code replace} in an object, {@code
 * $retainKeys}, {@code $setElementOrder/field} and {@code $deleteFromPrimitiveList/field}. Results
 * and patches are those of k8s.io/apimachinery 0.37.2, pkg/util/strategicpatch, as the server calls
 * it. So are these: a nested object or list in a field that the type doesn't know can't be changed
 * (set or removed it can be); the order of a list of scalars that merges may come out otherwise;
 * two deletions from one such list are an error of a three-way diff that looks for conflicts.
 *
 * <p>We differ where Go's way loses data or depends on chance: numbers are equal when their values
 * are, 1 and 1.0 too; a look for conflicts leaves lists in order, where Go sorts the scalars of the
 * patch that it returns; of items deleted from a list of scalars and added to it by one patch, the
 * deletion comes first; and of more than 12 items with one merge key, the last counts.
 */
public record StrategicMergePatch(JsonObject body) implements Patch {
  public static final String MEDIA_TYPE = "application/strategic-merge-patch+json";

  private static final String DOCUMENT = "the document";

  /** What a three-way diff does with fields that were changed on the server too, otherwise. */
  public enum OnConflict {
    /** Take the modified object's value. */
    OVERWRITE,
    /** Throw a {@link PatchException} of reason CONFLICT. */
    FAIL
  }

  /**
   * @throws PatchException if the body nests too deep
   */
  public StrategicMergePatch {
    TreeBounds.requireShallow(body, "the strategic merge patch");
  }

  /**
   * Reads the JSON form.
   *
   * @throws PatchException if it is not an object
   */
  public static StrategicMergePatch parse(JsonValue body) {
    if (body instanceof JsonObject object) {
      return new StrategicMergePatch(object);
    }
    throw new PatchException(
        Reason.MALFORMED,
        "",
        "invalid JSON document",
        "the strategic merge patch is not an object but of kind " + body.kindName(),
        "Send an object with what is to change");
  }

  /**
   * The object with the patch laid over it.
   *
   * @throws PatchException naming the field where the patch breaks the rules of the type
   */
  public JsonObject apply(JsonObject original, Type<?> type) {
    TreeBounds.requireShallow(original, DOCUMENT);
    return new StrategicMerge(StrategicMerge.Mode.APPLY)
        .merge(original, body, MergeSchema.of(type), Place.ROOT);
  }

  /**
   * The patch that makes {@code modified} of {@code original} (CreateTwoWayMergePatch).
   *
   * @throws PatchException if a change can't be told in such a patch, naming the field
   */
  public static StrategicMergePatch diff(JsonObject original, JsonObject modified, Type<?> type) {
    TreeBounds.requireShallow(original, DOCUMENT);
    TreeBounds.requireShallow(modified, DOCUMENT);
    return new StrategicMergePatch(difference(original, modified, type, true, true, true));
  }

  /**
   * The patch that brings {@code current} to what {@code modified} says, and also removes what
   * {@code modified} no longer says but {@code original} did (CreateThreeWayMergePatch). What
   * others have added to {@code current} stays.
   *
   * @param original what the caller last applied
   * @param modified what the caller wants now
   * @param current what the server holds
   * @throws PatchException if a change can't be told in such a patch, or of reason CONFLICT
   */
  public static StrategicMergePatch diff(
      JsonObject original,
      JsonObject modified,
      JsonObject current,
      Type<?> type,
      OnConflict onConflict) {
    TreeBounds.requireShallow(original, DOCUMENT);
    TreeBounds.requireShallow(modified, DOCUMENT);
    TreeBounds.requireShallow(current, DOCUMENT);
    JsonObject changes = difference(current, modified, type, true, false, true);
    JsonObject deletions = difference(original, modified, type, false, true, true);
    MergeSchema schema = MergeSchema.of(type);
    JsonObject patch =
        new StrategicMerge(StrategicMerge.Mode.COMBINE)
            .merge(deletions, changes, schema, Place.ROOT);
    if (onConflict == OnConflict.FAIL) {
      JsonObject theirs = difference(original, current, type, true, true, false);
      if (StrategicConflicts.between(patch, theirs, schema, Place.ROOT)) {
        throw conflict(patch, theirs);
      }
    }
    return new StrategicMergePatch(patch);
  }

  private static JsonObject difference(
      JsonObject from,
      JsonObject to,
      Type<?> type,
      boolean changes,
      boolean deletions,
      boolean elementOrder) {
    return new StrategicDiff(new Scope(changes, deletions, elementOrder))
        .diff(from, to, MergeSchema.of(type), false, Place.ROOT);
  }

  private static PatchException conflict(JsonObject patch, JsonObject theirs) {
    return new PatchException(
        Reason.CONFLICT,
        "",
        "patch:\n" + patch + "\nconflicts with changes made from original to current:\n" + theirs,
        "the patch sets fields that were changed on the server to other values since the original"
            + " was applied",
        "Look at the current object, then keep its values or overwrite them");
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public StrategicMergePatch guardedBy(String resourceVersion) {
    return new StrategicMergePatch(MergePatch.withResourceVersion(body, resourceVersion));
  }
}
