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

  /** How apply and strategic merge treat the field: one value, as few fields have any of it. */
  private record MergeRules(
      @Nullable ListType listType,
      List<String> listMapKeys,
      boolean atomic,
      List<String> patchStrategy,
      @Nullable String patchMergeKey) {
    static final MergeRules NONE = new MergeRules(null, List.of(), false, List.of(), null);
  }

  private static final int[] NO_PATH = {};

  private final String name;
  private final Shape shape;
  private final Presence presence;
  private final int[] protobufPath;
  private final MergeRules rules;
  private final @Nullable String defaultJson;
  private final boolean nullable;

  private Field(
      String name,
      Shape shape,
      Presence presence,
      int[] protobufPath,
      MergeRules rules,
      @Nullable String defaultJson,
      boolean nullable) {
    this.name = name;
    this.shape = shape;
    this.presence = presence;
    this.protobufPath = protobufPath;
    this.rules = rules;
    this.defaultJson = defaultJson;
    this.nullable = nullable;
  }

  /**
   * A field.
   *
   * @param protobufPath the field numbers that lead to it in protobuf, more than one where the
   *     protobuf message nests what JSON inlines; none if it has no protobuf form
   */
  public static Field of(String name, Shape shape, Presence presence, int... protobufPath) {
    int[] path = protobufPath.length == 0 ? NO_PATH : protobufPath;
    return new Field(name, shape, presence, path, MergeRules.NONE, null, false);
  }

  private Field with(MergeRules changed) {
    return new Field(name, shape, presence, protobufPath, changed, defaultJson, nullable);
  }

  public Field listType(ListType type, String... mapKeys) {
    List<String> keys = List.of(mapKeys);
    return with(new MergeRules(type, keys, rules.atomic, rules.patchStrategy, rules.patchMergeKey));
  }

  public Field atomic() {
    return with(
        new MergeRules(
            rules.listType, rules.listMapKeys, true, rules.patchStrategy, rules.patchMergeKey));
  }

  /**
   * The strategic merge rules: merge, replace and retainKeys, and the key that names list items.
   */
  public Field patch(@Nullable String mergeKey, String... strategy) {
    return with(
        new MergeRules(
            rules.listType, rules.listMapKeys, rules.atomic, List.of(strategy), mergeKey));
  }

  /** The default that the server fills in, as JSON text. */
  public Field defaultJson(String json) {
    return new Field(
        name, shape, presence, protobufPath, rules, Objects.requireNonNull(json), nullable);
  }

  /** Marks a field that servers print as null when it is absent; see {@link #isNullable}. */
  public Field nullable() {
    return new Field(name, shape, presence, protobufPath, rules, defaultJson, true);
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
    return rules.listType;
  }

  public List<String> listMapKeys() {
    return rules.listMapKeys;
  }

  /** Whether apply replaces this map or object as a whole. */
  public boolean isAtomic() {
    return rules.atomic;
  }

  public List<String> patchStrategy() {
    return rules.patchStrategy;
  }

  public @Nullable String patchMergeKey() {
    return rules.patchMergeKey;
  }

  public @Nullable String defaultJson() {
    return defaultJson;
  }

  /**
   * Whether servers print null when there is nothing in it. Go: a pointer, slice, map or time
   * without omitempty.
   */
  public boolean isNullable() {
    return nullable;
  }

  @Override
  public String toString() {
    return name;
  }
}
