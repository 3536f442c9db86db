package dev.fairlead.apiserver.apply;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@link FieldManagement} does, for objects that have a {@link Schema} and no descriptor:
 * custom resources. See there for the parameters.
 */
public final class TreeFieldManagement {
  private TreeFieldManagement() {}

  /**
   * Records who owns what after a write.
   *
   * @param servedVersions the other apiVersions in which the kind is served, with the same fields
   * @param live the stored object; null for a create
   */
  public static JsonObject update(
      Schema schema,
      List<String> servedVersions,
      @Nullable JsonObject live,
      JsonObject updated,
      String manager,
      String subresource,
      FieldSet reset,
      Instant now) {
    List<ManagedFieldsEntry> stored = live == null ? List.of() : managedFields(live);
    List<ManagedFieldsEntry> sent =
        isEmptyList(updated) ? FieldManagement.FORGET : managedFields(updated);
    Owners owners = FieldManagement.ownersForUpdate(stored, subresource.isEmpty() ? sent : stored);
    JsonObject plain = withoutManagedFields(updated);
    if (owners.isEmpty() && live != null) {
      return plain;
    }
    JsonObject old = live == null ? emptyLike(updated) : withoutManagedFields(live);
    Ownership ownership =
        new Ownership(
            schema,
            text(updated, "apiVersion"),
            subresource,
            reset,
            versions(schema, servedVersions));
    try {
      ownership.update(owners, old, plain, manager, Time.of(now));
    } catch (IllegalArgumentException e) {
      return withManagedFields(plain, stored); // as the server: the write itself goes on
    }
    return withManagedFields(plain, owners.encode());
  }

  /** Merges an applied configuration into the stored object. */
  public static JsonObject apply(
      Schema schema,
      GroupVersionKind kind,
      List<String> servedVersions,
      @Nullable JsonObject live,
      JsonObject patch,
      String manager,
      boolean force,
      String subresource,
      FieldSet reset,
      Instant now) {
    JsonObject empty =
        JsonObject.builder().put("apiVersion", kind.apiVersion()).put("kind", kind.kind()).build();
    JsonObject old = live == null ? empty : withoutManagedFields(live);
    Ownership ownership =
        new Ownership(
            schema, kind.apiVersion(), subresource, reset, versions(schema, servedVersions));
    List<ManagedFieldsEntry> stored = live == null ? List.of() : managedFields(live);
    Application.Result result =
        new Application(ownership, kind, empty, old, stored)
            .apply(patch, manager, force, Time.of(now));
    JsonObject merged = result.object();
    return withManagedFields(merged == null ? old : merged, result.managedFields());
  }

  private static Versions versions(Schema schema, List<String> served) {
    Versions.Version same = new Versions.Version(schema, UnaryOperator.identity());
    return apiVersion -> served.contains(apiVersion) ? same : null;
  }

  static List<ManagedFieldsEntry> managedFields(JsonObject object) {
    List<ManagedFieldsEntry> entries = new ArrayList<>();
    if (metadata(object).get("managedFields") instanceof JsonArray array) {
      array.items().forEach(item -> entries.add(Codec.fromTree(ManagedFieldsEntry.TYPE, item)));
    }
    return entries;
  }

  private static boolean isEmptyList(JsonObject object) {
    return JsonArray.EMPTY.equals(metadata(object).get("managedFields"));
  }

  private static JsonObject metadata(JsonObject object) {
    return object.get("metadata") instanceof JsonObject metadata ? metadata : JsonObject.EMPTY;
  }

  private static JsonObject withoutManagedFields(JsonObject object) {
    JsonObject metadata = metadata(object);
    return metadata.has("managedFields")
        ? object.with("metadata", metadata.without("managedFields"))
        : object;
  }

  private static JsonObject withManagedFields(
      JsonObject object, List<ManagedFieldsEntry> managedFields) {
    if (managedFields.isEmpty()) {
      return object;
    }
    JsonArray entries = new JsonArray(managedFields.stream().map(Codec::toTree).toList());
    return object.with("metadata", metadata(object).with("managedFields", entries));
  }

  private static JsonObject emptyLike(JsonObject object) {
    return JsonObject.builder()
        .put("apiVersion", text(object, "apiVersion"))
        .put("kind", text(object, "kind"))
        .build();
  }

  private static String text(JsonObject object, String name) {
    String text = object.string(name);
    return text == null ? "" : text;
  }
}
