package dev.fairlead.model.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object: members by name, in the order in which they were written. */
public final class JsonObject implements JsonValue {
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  private final Map<String, JsonValue> members;

  /** Takes the map over: the caller hands it on and forgets it. */
  private JsonObject(Map<String, JsonValue> members) {
    this.members = Collections.unmodifiableMap(members);
  }

  public static JsonObject copyOf(Map<String, ? extends JsonValue> members) {
    return members.isEmpty() ? EMPTY : new JsonObject(new LinkedHashMap<>(members));
  }

  /** An object of one member, the start of many a patch. */
  public static JsonObject of(String name, JsonValue value) {
    return builder().put(name, value).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public Map<String, JsonValue> members() {
    return members;
  }

  /** The member, or null if there is none (a member that is JSON null is {@link JsonNull}). */
  public @Nullable JsonValue get(String name) {
    return members.get(name);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  public int size() {
    return members.size();
  }

  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** The text of a string member, or null if it is absent or not a string. */
  public @Nullable String string(String name) {
    return members.get(name) instanceof JsonString(String value) ? value : null;
  }

  /** A copy in which {@code name} has {@code value}; a new member comes last. */
  public JsonObject with(String name, JsonValue value) {
    return builder().putAll(this).put(name, value).build();
  }

  /** A copy without {@code name}; this very object if there is no such member. */
  public JsonObject without(String name) {
    return has(name) ? builder().putAll(this).remove(name).build() : this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  @Override
  public String toString() {
    return JsonText.of(this);
  }

  /** Collects members; a name that is put twice keeps its first place and its last value. */
  public static final class Builder {
    private @Nullable Map<String, JsonValue> members = new LinkedHashMap<>();

    private Builder() {}

    public Builder put(String name, JsonValue value) {
      open().put(name, value);
      return this;
    }

    public Builder put(String name, String value) {
      return put(name, new JsonString(value));
    }

    public Builder put(String name, long value) {
      return put(name, JsonNumber.of(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, JsonBool.of(value));
    }

    public Builder putAll(JsonObject other) {
      open().putAll(other.members);
      return this;
    }

    public Builder remove(String name) {
      open().remove(name);
      return this;
    }

    public boolean has(String name) {
      return open().containsKey(name);
    }

    /** The object; the builder can't be used after it. */
    public JsonObject build() {
      Map<String, JsonValue> built = open();
      members = null;
      return built.isEmpty() ? EMPTY : new JsonObject(built);
    }

    private Map<String, JsonValue> open() {
      if (members == null) {
        throw new IllegalStateException("build() was called already: start a new builder");
      }
      return members;
    }
  }
}
