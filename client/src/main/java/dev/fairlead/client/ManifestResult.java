package dev.fairlead.client;

import dev.fairlead.model.DynamicObject;
import java.util.Locale;

/**
 * What became of an object.
 *
 * @param outcome what
 * @param object as stored; of a deleted one, as it was last; of one not checked, as written
 * @param source where it stands, as a {@link Manifest} says; empty for one that was pruned
 */
public record ManifestResult(Outcome outcome, DynamicObject object, String source) {
  /** What can become of an object. */
  public enum Outcome {
    /** It wasn't there before. */
    CREATED,
    /** It was there and has changed. */
    CONFIGURED,
    /** It was there, as it should be. */
    UNCHANGED,
    /** It was there and was told to go; it may have to finish something first. */
    DELETED,
    /** It was to be deleted, and wasn't there. */
    ABSENT,
    /** Nothing in a set has it any more, so it was told to go. */
    PRUNED,
    /**
     * A dry run couldn't try it, since its namespace or the definition of its kind, which the same
     * set has, isn't there.
     */
    NOT_CHECKED
  }

  /** As kubectl puts it: {@code apps/v1 Deployment shop/web configured}. */
  @Override
  public String toString() {
    return object + " " + outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
