package dev.fairlead.model;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An object of any kind: its metadata typed, all of it a tree. Immutable; what changes something
 * returns a copy. Nothing that a server sends is lost on the way back to it.
 *
 * <pre>{@code
 * String image = web.string("spec.template.spec.containers[0].image").orElse("");
 * DynamicObject more = web.with("spec.replicas", 5);
 * }</pre>
 *
 * <p>Paths are written with dots, {@code spec.containers[0].image}, and names that have dots or
 * brackets in quotes, {@code metadata.annotations['example.com/owner']}; or as JSON pointers, which
 * start with a slash: {@code /metadata/annotations/example.com~1owner}. A path that is none is an
 * {@link IllegalArgumentException}.
 */
public final class DynamicObject implements KubernetesObject {
  /** Objects that say themselves what kind they are. See {@link #typeOf} for those of one kind. */
  public static final Type<DynamicObject> TYPE = new DynamicType(null);

  /** What becomes of fields that a type doesn't know. */
  public enum Loss {
    /** They are left out. */
    ALLOWED,
    /** They are an error that names all of them. */
    REFUSED
  }

  private final GroupVersionKind kind;
  private final ObjectMeta metadata;
  private final JsonObject tree;

  private DynamicObject(GroupVersionKind kind, ObjectMeta metadata, JsonObject tree) {
    this.kind = kind;
    this.metadata = metadata;
    this.tree = tree;
  }

  /**
   * An object from all of its fields.
   *
   * @throws IllegalArgumentException if it has no apiVersion or kind, or its metadata is none
   */
  public static DynamicObject of(JsonObject tree) {
    String apiVersion = tree.string("apiVersion");
    String kind = tree.string("kind");
    if (apiVersion == null || apiVersion.isEmpty() || kind == null || kind.isEmpty()) {
      throw new IllegalArgumentException(
          "an object needs apiVersion and kind, texts that say what it is: this one has "
              + (apiVersion == null || apiVersion.isEmpty() ? "no apiVersion" : "no kind"));
    }
    JsonValue metadata = tree.get("metadata");
    return new DynamicObject(
        GroupVersionKind.of(apiVersion, kind),
        metadata == null ? ObjectMeta.TYPE.empty() : typedMetadata(metadata),
        tree);
  }

  /** An object of this kind with a name and nothing else. */
  public static DynamicObject of(GroupVersionKind kind, String name) {
    return of(
        JsonObject.builder()
            .put("apiVersion", kind.apiVersion())
            .put("kind", kind.kind())
            .put("metadata", JsonObject.builder().put("name", name).build())
            .build());
  }

  /** A typed object as a dynamic one. */
  public static DynamicObject of(KubernetesObject object) {
    return object instanceof DynamicObject dynamic
        ? dynamic
        : of((JsonObject) Codec.toTree(object));
  }

  /**
   * The descriptor of objects of one kind: they are read from documents that say this kind or, as
   * in lists, none.
   */
  public static Type<DynamicObject> typeOf(GroupVersionKind kind) {
    return new DynamicType(kind);
  }

  private static ObjectMeta typedMetadata(JsonValue metadata) {
    try {
      return Codec.fromTree(ObjectMeta.TYPE, metadata);
    } catch (DecodeException e) {
      throw new IllegalArgumentException("metadata: " + e.getMessage(), e);
    }
  }

  /** As this type, without the fields that it doesn't know. */
  public <T> T to(Type<T> type) {
    return to(type, Loss.ALLOWED);
  }

  /**
   * As this type.
   *
   * @throws DecodeException if this is an object of another kind or version, a value can't be what
   *     the type demands, or loss is refused and there would be some: {@code problems()} are the
   *     fields
   */
  public <T> T to(Type<T> type, Loss loss) {
    return Codec.fromTree(type, tree, Decoding.DEFAULT.withStrict(loss == Loss.REFUSED));
  }

  @Override
  public GroupVersionKind kind() {
    return kind;
  }

  public String apiVersion() {
    return kind.apiVersion();
  }

  @Override
  public ObjectMeta metadata() {
    return metadata;
  }

  /** The whole object, with apiVersion, kind and metadata. */
  public JsonObject tree() {
    return tree;
  }

  /** What stands at this path; empty if nothing does. JSON null is a value. */
  public Optional<JsonValue> find(String path) {
    return Optional.ofNullable(TreePath.parse(path).find(tree));
  }

  /** The text at this path; empty if there is none, or something else. */
  public Optional<String> string(String path) {
    return find(path).map(v -> v instanceof JsonString(String text) ? text : null);
  }

  /** The whole number at this path; empty if there is none of 64 bits. */
  public OptionalLong integer(String path) {
    return find(path).orElse(null) instanceof JsonNumber number && number.isLong()
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** The boolean at this path; empty if there is none. */
  public Optional<Boolean> bool(String path) {
    return find(path).map(v -> v instanceof JsonBool flag ? flag.value() : null);
  }

  /** The items at this path; none if there is no list. */
  public List<JsonValue> items(String path) {
    return find(path).orElse(null) instanceof JsonArray array ? array.items() : List.of();
  }

  /** The value at this path as a type: {@code as("spec.template", PodTemplateSpec.TYPE)}. */
  public <T> Optional<T> as(String path, Type<T> type) {
    return find(path).map(value -> Codec.fromTree(type, value));
  }

  /**
   * A copy with this value at the path. Objects on the way are made, and lists for {@code [0]}; of
   * a list an item can be replaced or, by the index after the last or {@code -} in a pointer,
   * added.
   *
   * @param value null, a String, Boolean, Number, Map, List, tree or typed part such as a PodSpec
   * @throws IllegalArgumentException if the way leads through something that is neither
   */
  public DynamicObject with(String path, @Nullable Object value) {
    return of(TreePath.object(TreePath.parse(path).with(tree, TreePath.tree(value))));
  }

  /** A copy without what stands at this path; this very object if nothing does. */
  public DynamicObject without(String path) {
    TreePath place = TreePath.parse(path);
    return place.find(tree) == null ? this : of(TreePath.object(place.without(tree)));
  }

  /** A copy with changed metadata; members of it that this library doesn't know stay. */
  public DynamicObject withMetadata(Consumer<ObjectMeta.Builder> change) {
    JsonObject before = TreePath.object(tree.get("metadata"));
    JsonObject after = (JsonObject) Codec.toTree(metadata.with(change));
    JsonObject.Builder merged = JsonObject.builder().putAll(before);
    ObjectMeta.TYPE.fields().forEach(field -> merged.remove(field.name()));
    return of(tree.with("metadata", merged.putAll(after).build()));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DynamicObject that && tree.equals(that.tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /**
   * What and which, without its content, which may be secret: {@code apps/v1 Deployment shop/web}.
   */
  @Override
  public String toString() {
    String namespace = metadata.namespace();
    String place = namespace == null || namespace.isEmpty() ? "" : namespace + "/";
    return apiVersion() + " " + kind.kind() + " " + place + metadata.name();
  }
}
