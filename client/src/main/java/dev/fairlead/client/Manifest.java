package dev.fairlead.client;

import dev.fairlead.model.DynamicObject;

/**
 * An object as somebody wrote it down.
 *
 * @param object what it is
 * @param source where it stands: {@code shop.yaml, document 2 (line 14)}; empty if nowhere
 */
public record Manifest(DynamicObject object, String source) {

  @Override
  public String toString() {
    return source.isEmpty() ? object.toString() : object + " of " + source;
  }
}
