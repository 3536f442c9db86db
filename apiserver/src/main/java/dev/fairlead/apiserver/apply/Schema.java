package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What apply has to know of a place in an object: which kinds of value may stand there, at least
 * one, and how each of them is merged.
 */
public record Schema(@Nullable Scalar scalar, @Nullable Items list, @Nullable Members map) {

  /** The scalars that may stand at a place. */
  public enum Scalar {
    NUMERIC,
    STRING,
    BOOLEAN,
    UNTYPED
  }

  /** A list. */
  public interface Items {
    /** Whether the list is one value. If not, it is a set, or a list map if there are keys. */
    boolean atomic();

    /** The fields that tell the items of a list map apart. */
    List<String> keys();

    Schema element();
  }

  /** An object or a map. */
  public interface Members {
    /** Whether the object is one value. */
    boolean atomic();

    /** Whether the member is named by the schema, not just one of a map. */
    boolean declares(String name);

    /** The schema of a member; null if there can be no such member. */
    @Nullable Schema member(String name);

    /** What an absent member stands for where it is a key of a list map. */
    default @Nullable JsonValue defaultOf(String name) {
      return null;
    }

    /** The members that are null where an object doesn't have them. */
    default List<String> nullIfAbsent() {
      return List.of();
    }
  }

  /** A list whose items all have the same schema. */
  record ListOf(boolean atomic, List<String> keys, Schema element) implements Items {}

  /** A map. */
  record MapOf(boolean atomic, Schema value) implements Members {
    @Override
    public boolean declares(String name) {
      return false;
    }

    @Override
    public Schema member(String name) {
      return value;
    }
  }

  /** Another object as one value. */
  record AtomicMembers(Members members) implements Members {
    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public boolean declares(String name) {
      return members.declares(name);
    }

    @Override
    public @Nullable Schema member(String name) {
      return members.member(name);
    }

    @Override
    public @Nullable JsonValue defaultOf(String name) {
      return members.defaultOf(name);
    }

    @Override
    public List<String> nullIfAbsent() {
      return members.nullIfAbsent();
    }
  }

  /** Free-form content: stays what it is below, so these schemas refer to themselves. */
  private enum FreeForm implements Items, Members {
    ATOMIC,
    DEDUCED;

    @Override
    public boolean atomic() {
      return this == ATOMIC;
    }

    @Override
    public List<String> keys() {
      return List.of();
    }

    @Override
    public Schema element() {
      return anyAtomic();
    }

    @Override
    public boolean declares(String name) {
      return false;
    }

    @Override
    public Schema member(String name) {
      return this == ATOMIC ? anyAtomic() : deduced();
    }
  }

  private static final Schema ANY_ATOMIC =
      new Schema(Scalar.UNTYPED, FreeForm.ATOMIC, FreeForm.ATOMIC);

  private static final Schema FREE = new Schema(Scalar.UNTYPED, FreeForm.ATOMIC, FreeForm.DEDUCED);

  /** Anything, as one value. */
  public static Schema anyAtomic() {
    return ANY_ATOMIC;
  }

  /** Anything, read off the object itself: objects are merged, lists are one value. */
  public static Schema deduced() {
    return FREE;
  }

  public static Schema ofScalar(Scalar scalar) {
    return new Schema(scalar, null, null);
  }

  public static Schema ofList(Items items) {
    return new Schema(null, items, null);
  }

  public static Schema ofMap(Members members) {
    return new Schema(null, null, members);
  }

  public static Schema atomicList(Schema element) {
    return ofList(new ListOf(true, List.of(), element));
  }

  /** A set of scalars, or a list map if there are keys. */
  public static Schema associativeList(List<String> keys, Schema element) {
    return ofList(new ListOf(false, keys, element));
  }

  public static Schema mapOf(boolean atomic, Schema value) {
    return ofMap(new MapOf(atomic, value));
  }

  /** The same objects, each as one value. */
  public Schema atomicMap() {
    return map == null || map.atomic() ? this : new Schema(scalar, list, new AtomicMembers(map));
  }
}
