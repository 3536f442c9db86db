package dev.fairlead.model.patch;

import org.jspecify.annotations.Nullable;

/** Where in an object a strategic merge is, for errors: spec.containers[name=web].env. */
record Place(@Nullable Place up, String step) {
  static final Place ROOT = new Place(null, "");

  Place field(String name) {
    return new Place(this, up == null ? name : "." + name);
  }

  Place item(String mergeKey, String value) {
    return new Place(this, "[" + mergeKey + "=" + value + "]");
  }

  @Override
  public String toString() {
    return up == null ? step : up + step;
  }
}
