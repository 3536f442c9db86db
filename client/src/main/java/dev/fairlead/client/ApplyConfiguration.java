package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.FieldsV1;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects as server-side apply wants them: only the fields on which somebody has an opinion.
 *
 * <p>Whoever applies regularly builds the same configuration each time, from what it wants. Whoever
 * wants to go on from what it has applied before starts with {@link #extract}.
 */
public final class ApplyConfiguration {
  private ApplyConfiguration() {}

  /**
   * The fields that are set in the object. A field which Kubernetes' own types can't leave out,
   * such as a container's {@code resources}, counts as set if there is something in it; an optional
   * one ({@code replicas: 0}, {@code emptyDir: {}}) also if it is empty. {@code
   * metadata.managedFields} are left out, since a server refuses them.
   */
  public static JsonObject of(KubernetesObject object) {
    JsonObject tree = setFields((JsonObject) Codec.toTree(object), Type.of(object.getClass()));
    return tree.get("metadata") instanceof JsonObject metadata
        ? tree.with("metadata", metadata.without("managedFields"))
        : tree;
  }

  /** As {@link #extract(KubernetesObject, String, String)}, of what was applied to the object. */
  public static JsonObject extract(KubernetesObject object, String fieldManager) {
    return extract(object, fieldManager, "");
  }

  /**
   * What the manager owns by having applied it: apiVersion, kind, name, namespace and those fields.
   * To apply it without one of them gives that one up. client-go's Extract functions.
   *
   * @param subresource what it was applied to, such as status; empty for the object
   * @return nothing but its identity if the manager has applied nothing
   */
  public static JsonObject extract(
      KubernetesObject object, String fieldManager, String subresource) {
    JsonObject tree = (JsonObject) Codec.toTree(object);
    JsonObject owned = JsonObject.EMPTY;
    for (ManagedFieldsEntry entry : object.metadata().managedFields()) {
      boolean its =
          fieldManager.equals(entry.manager())
              && "Apply".equals(entry.operation())
              && subresource.equals(entry.subresource() == null ? "" : entry.subresource());
      FieldsV1 fields = entry.fieldsV1();
      if (its
          && fields != null
          && Codec.json().decodeTree(fields.json()) instanceof JsonObject set) {
        owned = OwnedFields.of(tree, set);
      }
    }
    return withIdentity(owned, tree);
  }

  private static JsonObject withIdentity(JsonObject owned, JsonObject tree) {
    JsonObject.Builder metadata = JsonObject.builder();
    if (tree.get("metadata") instanceof JsonObject all) {
      copy(all, metadata, "name", "namespace");
    }
    if (owned.get("metadata") instanceof JsonObject its) {
      metadata.putAll(its);
    }
    JsonObject.Builder result = JsonObject.builder();
    copy(tree, result, "apiVersion", "kind");
    return result.put("metadata", metadata.build()).putAll(owned.without("metadata")).build();
  }

  private static void copy(JsonObject from, JsonObject.Builder to, String... names) {
    for (String name : names) {
      JsonValue value = from.get(name);
      if (value != null) {
        to.put(name, value);
      }
    }
  }

  private static JsonObject setFields(JsonObject tree, Type<?> type) {
    JsonObject.Builder result = JsonObject.builder();
    tree.members()
        .forEach((name, member) -> {
          Field field = type.field(name).orElse(null);
          JsonValue set = field == null ? member : setIn(member, field.shape());
          if (field == null || !field.required() || !isZero(set)) {
            result.put(name, set);
          }
        });
    return result.build();
  }

  private static JsonValue setIn(JsonValue value, Shape shape) {
    return switch (value) {
      case JsonObject object when shape instanceof Shape.Message message ->
          setFields(object, message.type());
      case JsonObject object when shape instanceof Shape.MapOf(Shape inner) -> {
        JsonObject.Builder result = JsonObject.builder();
        object.members().forEach((name, member) -> result.put(name, setIn(member, inner)));
        yield result.build();
      }
      case JsonArray array when shape instanceof Shape.ListOf(Shape element) -> {
        List<JsonValue> items = new ArrayList<>(array.size());
        array.items().forEach(item -> items.add(setIn(item, element)));
        yield new JsonArray(items);
      }
      default -> value;
    };
  }

  private static boolean isZero(@Nullable JsonValue value) {
    return switch (value) {
      case JsonObject object -> object.isEmpty();
      case JsonArray array -> array.size() == 0;
      case JsonString text -> text.value().isEmpty();
      case JsonBool bool -> !bool.value();
      case JsonNumber number -> number.equals(JsonNumber.of(0));
      case null, default -> true;
    };
  }
}
