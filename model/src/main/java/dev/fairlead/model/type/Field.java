package dev.fairlead.model.type;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of a {@link Type}: its names, its shape and its rules. Immutable; the {@code with}-like
 * methods return changed copies, which is how descriptors are written down.
 */
public final class Field {
  /** When a field is there, and what stands for "not there". */
  public enum Presence {
    /** Always written; the zero value when nothing was set. Go: a value field without omitempty. */
    REQUIRED,
    /** The zero value means absent and isn't written. Go: a value field with omitempty. */
    IMPLICIT,
    /** Absent (null) and zero are different things. Go: a pointer. */
    EXPLICIT
  }

  /** How apply treats a list. */
  public enum ListType {
    ATOMIC,
    SET,
    MAP
  }

  private static final int[] NO_PATH = {};

  private final String name;
  private final Shape shape;
  private final Presence presence;
  private final int[] protobufPath;
  private final @Nullable ListType listType;
  private final List<String> listMapKeys;
  private final boolean atomicMap;
  private final List<String> patchStrategy;
  private final @Nullable String patchMergeKey;
  private final @Nullable String defaultJson;

  private Field(
      String name,
      Shape shape,
      Presence presence,
      int[] protobufPath,
      @Nullable ListType listType,
      List<String> listMapKeys,
      boolean atomicMap,
      List<String> patchStrategy,
      @Nullable String patchMergeKey,
      @Nullable String defaultJson) {
    this.name = name;
    this.shape = shape;
    this.presence = presence;
    this.protobufPath = protobufPath;
    this.listType = listType;
    this.listMapKeys = listMapKeys;
    this.atomicMap = atomicMap;
    this.patchStrategy = patchStrategy;
    this.patchMergeKey = patchMergeKey;
    this.defaultJson = defaultJson;
  }

  /**
   * A field.
   *
   * @param protobufPath the field numbers that lead to it in protobuf, more than one where the
   *     protobuf message nests what JSON inlines; none if it has no protobuf form
   */
  public static Field of(String name, Shape shape, Presence presence, int... protobufPath) {
    int[] path = protobufPath.length == 0 ? NO_PATH : protobufPath;
    return new Field(name, shape, presence, path, null, List.of(), false, List.of(), null, null);
  }

  public Field listType(ListType type, String... mapKeys) {
    return new Field(
        name,
        shape,
        presence,
        protobufPath,
        type,
        List.of(mapKeys),
        atomicMap,
        patchStrategy,
        patchMergeKey,
        defaultJson);
  }

  public Field atomic() {
    return new Field(
        name,
        shape,
        presence,
        protobufPath,
        listType,
        listMapKeys,
        true,
        patchStrategy,
        patchMergeKey,
        defaultJson);
  }

  /**
   * The strategic merge rules: merge, replace and retainKeys, and the key that names list items.
   */
  public Field patch(@Nullable String mergeKey, String... strategy) {
    return new Field(
        name,
        shape,
        presence,
        protobufPath,
        listType,
        listMapKeys,
        atomicMap,
        List.of(strategy),
        mergeKey,
        defaultJson);
  }

  /** The default that the server fills in, as JSON text. */
  public Field defaultJson(String json) {
    return new Field(
        name,
        shape,
        presence,
        protobufPath,
        listType,
        listMapKeys,
        atomicMap,
        patchStrategy,
        patchMergeKey,
        Objects.requireNonNull(json));
  }

  /** The name in JSON and YAML, and of the record's component unless that is a Java keyword. */
  public String name() {
    return name;
  }

  public Shape shape() {
    return shape;
  }

  public Presence presence() {
    return presence;
  }

  public boolean required() {
    return presence == Presence.REQUIRED;
  }

  /** The number of steps of the protobuf path: 0 if the field has no protobuf form. */
  public int protobufDepth() {
    return protobufPath.length;
  }

  /** The field number at a step of the protobuf path. */
  public int protobufNumber(int step) {
    return protobufPath[step];
  }

  public @Nullable ListType listType() {
    return listType;
  }

  public List<String> listMapKeys() {
    return listMapKeys;
  }

  /** Whether apply replaces this map or object as a whole. */
  public boolean isAtomic() {
    return atomicMap;
  }

  public List<String> patchStrategy() {
    return patchStrategy;
  }

  public @Nullable String patchMergeKey() {
    return patchMergeKey;
  }

  public @Nullable String defaultJson() {
    return defaultJson;
  }

  @Override
  public String toString() {
    return name;
  }
}
