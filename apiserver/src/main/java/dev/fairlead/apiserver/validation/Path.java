package dev.fairlead.apiserver.validation;

import org.jspecify.annotations.Nullable;

/**
 * Where a field stands, such as {@code spec.containers[0].name}. Immutable; the text is only made
 * when an error needs it.
 */
public final class Path {
  /** Of the object itself; Kubernetes prints it as {@code <nil>}. */
  public static final Path ROOT = new Path(null, "", false);

  private final @Nullable Path parent;
  private final String step;
  private final boolean bracketed;

  private Path(@Nullable Path parent, String step, boolean bracketed) {
    this.parent = parent;
    this.step = step;
    this.bracketed = bracketed;
  }

  /** The path of a field at the root, or of one below it: {@code of("spec", "template")}. */
  public static Path of(String name, String... more) {
    return ROOT.child(name, more);
  }

  public Path child(String name, String... more) {
    Path path = new Path(this, name, false);
    for (String each : more) {
      path = new Path(path, each, false);
    }
    return path;
  }

  public Path index(int index) {
    return new Path(this, Integer.toString(index), true);
  }

  public Path key(String key) {
    return new Path(this, key, true);
  }

  @Override
  public String toString() {
    if (parent == null) {
      return "<nil>";
    }
    StringBuilder text = new StringBuilder();
    append(text);
    return text.toString();
  }

  private void append(StringBuilder text) {
    if (parent == null) {
      return;
    }
    parent.append(text);
    if (bracketed) {
      text.append('[').append(step).append(']');
    } else {
      text.append(text.isEmpty() ? "" : ".").append(step);
    }
  }
}
