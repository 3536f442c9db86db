package dev.fairlead.model;

import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The descriptor of dynamic objects: a union of one form, the tree. */
final class DynamicType extends Type<DynamicObject> {
  private final @Nullable GroupVersionKind kind;

  /**
   * For one kind or, with null, any.
   *
   * @param kind what objects are that don't say it, as those in lists
   */
  DynamicType(@Nullable GroupVersionKind kind) {
    super(kind == null ? "DynamicObject" : kind.kind(), DynamicObject.class, kind);
    this.kind = kind;
  }

  @Override
  public boolean isUnion() {
    return true;
  }

  @Override
  protected List<Field> describe() {
    return List.of(Field.of("", Shape.Scalar.JSON, Field.Presence.REQUIRED));
  }

  @Override
  public Object get(DynamicObject object, int index) {
    return object.tree();
  }

  @Override
  public DynamicObject create(@Nullable Object[] values) {
    if (values[0] == null && kind != null) {
      return DynamicObject.of(named(JsonObject.EMPTY, kind));
    }
    if (!(values[0] instanceof JsonObject tree)) {
      throw new IllegalArgumentException("an object was expected, with apiVersion and kind");
    }
    return DynamicObject.of(kind == null ? tree : named(tree, kind));
  }

  /** With what it is in front, if it doesn't say so. */
  private static JsonObject named(JsonObject tree, GroupVersionKind kind) {
    String givenVersion = tree.string("apiVersion");
    String givenKind = tree.string("kind");
    if (kind.apiVersion().equals(givenVersion) && kind.kind().equals(givenKind)) {
      return tree;
    }
    boolean other =
        (givenVersion != null && !givenVersion.isEmpty() && !givenVersion.equals(kind.apiVersion()))
            || (givenKind != null && !givenKind.isEmpty() && !givenKind.equals(kind.kind()));
    if (other) {
      throw new IllegalArgumentException(
          "it is a %s %s, but a %s %s was expected"
              .formatted(givenVersion, givenKind, kind.apiVersion(), kind.kind()));
    }
    return JsonObject.builder()
        .put("apiVersion", kind.apiVersion())
        .put("kind", kind.kind())
        .putAll(tree.without("apiVersion").without("kind"))
        .build();
  }
}
