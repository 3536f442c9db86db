package dev.fairlead.apiserver.table;

import dev.fairlead.apiserver.kind.Ages;
import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.ListMeta;
import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.meta.v1.PartialObjectMetadataList;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import dev.fairlead.schema.ApiResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows objects in the form that a client asked for: a Table, or metadata alone. What it gives is
 * for {@link dev.fairlead.apiserver.request.Negotiation#encode}.
 *
 * <p>Any thread may use it. Go: k8s.io/apiserver/pkg/endpoints/handlers/response.go.
 */
public final class Tables {
  /** Of a resource that names no columns. */
  private static final List<ApiResource.Column> DEFAULT_COLUMNS =
      List.of(
          new ApiResource.Column("Name", "string", "name", 0),
          new ApiResource.Column("Created At", "date", "", 0));

  private static final List<ApiResource.Column> SCALE_COLUMNS =
      List.of(
          new ApiResource.Column("Name", "string", "", 0),
          new ApiResource.Column("Desired", "integer", "", 0),
          new ApiResource.Column("Available", "integer", "", 0),
          new ApiResource.Column("Age", "string", "", 0));

  private final Columns columns = Columns.load();

  /** The columns of a Scale, which is of no resource of its own. */
  public JsonArray scaleColumns() {
    return columns.of("autoscaling/v1/scales", SCALE_COLUMNS);
  }

  private static JsonArray definitions(List<ApiResource.Column> shown) {
    return new JsonArray(
        shown.stream()
            .map((ApiResource.Column c) -> (JsonValue) Columns.definition(c, ""))
            .toList());
  }

  /** One object. */
  public <T extends KubernetesObject> Object object(View<T> view, T object, Instant now) {
    if (view.as().isTable()) {
      return table(view, versionOf(object), List.of(object), now, true);
    }
    if (view.as().isPartialObjectList()) {
      throw notAcceptable(view, "PartialObjectMetadataList", "not a list", "");
    }
    return view.format() == Format.PROTOBUF
        ? partial(view.kind().shown(object))
        : partialTree(view.apiVersion(), view.kind().shown(object));
  }

  /** An object of a resource without columns: as it is, or its metadata alone. */
  public static Object plain(Negotiation form, Object answer) {
    Negotiation.As as = form.as();
    if (as == null || !(answer instanceof KubernetesObject object)) {
      return answer; // a Status is always shown as it is
    }
    if (as.isPartialObjectList()) {
      throw Failures.other(
          406,
          "NotAcceptable",
          "you requested PartialObjectMetadataList, but the requested object is not a list (*"
              + object.getClass().getSimpleName()
              + ")");
    }
    return form.format() == Format.PROTOBUF
        ? partial(object)
        : partialTree(as.group() + "/" + as.version(), object);
  }

  /** A list, whole or a page of it. */
  public <T extends KubernetesObject> Object list(
      View<T> view, ListMeta metadata, List<T> items, Instant now) {
    if (view.as().isTable()) {
      return table(view, metadata, items, now, true);
    }
    if (view.as().isPartialObject()) {
      throw notAcceptable(view, "PartialObjectMetadata", "a list", "List");
    }
    if (view.format() == Format.PROTOBUF) {
      List<PartialObjectMetadata> partial =
          items.stream().map(item -> partial(view.kind().shown(item))).toList();
      return PartialObjectMetadataList.of(d -> d.metadata(metadata).items(partial));
    }
    List<JsonValue> partial = new ArrayList<>();
    items.forEach(item -> partial.add(partialTree(view.apiVersion(), view.kind().shown(item))));
    return head("PartialObjectMetadataList", view.apiVersion())
        .put("metadata", Codec.toTree(metadata))
        .put("items", partial.isEmpty() ? JsonNull.NULL : new JsonArray(partial))
        .build();
  }

  /**
   * The object of a watch event, bookmarks included.
   *
   * @param first whether it is the watch's first: only that has the columns
   */
  public <T extends KubernetesObject> Object event(
      View<T> view, T object, Instant now, boolean first) {
    return view.as().isTable()
        ? table(view, versionOf(object), List.of(object), now, first)
        : object(view, object, now);
  }

  private <T extends KubernetesObject> JsonObject table(
      View<T> view, ListMeta metadata, List<T> items, Instant now, boolean withColumns) {
    List<JsonValue> rows = new ArrayList<>(items.size());
    view.kind().rowOrder(items).forEach(item -> rows.add(row(view, item, now)));
    return head("Table", view.apiVersion())
        .put("metadata", Codec.toTree(metadata))
        .put("columnDefinitions", withColumns ? definitions(view) : JsonNull.NULL)
        .put("rows", new JsonArray(rows))
        .build();
  }

  private <T extends KubernetesObject> JsonObject row(View<T> view, T item, Instant now) {
    List<JsonValue> cells = view.kind().cells(item, now);
    JsonValue object =
        switch (view.include()) {
          case NONE -> JsonNull.NULL;
          case METADATA -> partialTree(view.apiVersion(), view.kind().shown(item));
          case OBJECT -> Codec.toServerTree(item);
        };
    JsonObject.Builder row =
        JsonObject.builder()
            .put(
                "cells",
                new JsonArray(cells.isEmpty() ? defaultCells(view.resource(), item, now) : cells));
    List<JsonValue> conditions = view.kind().rowConditions(item);
    if (!conditions.isEmpty()) {
      row.put("conditions", new JsonArray(conditions));
    }
    return row.put("object", object).build();
  }

  private JsonArray definitions(View<?> view) {
    JsonArray own = view.columns();
    if (own != null) {
      return own;
    }
    ApiResource resource = view.resource();
    return resource.columns().isEmpty() ? definitions(DEFAULT_COLUMNS) : columns.of(resource);
  }

  /** What metadata tells, and null for the columns that only a kind of its own could fill. */
  private static List<JsonValue> defaultCells(
      ApiResource resource, KubernetesObject object, Instant now) {
    List<ApiResource.Column> shown =
        resource.columns().isEmpty() ? DEFAULT_COLUMNS : resource.columns();
    Time created = object.metadata().creationTimestamp();
    List<JsonValue> cells = new ArrayList<>();
    for (ApiResource.Column column : shown) {
      cells.add(
          switch (column.name()) {
            case "Name" -> JsonValue.of(object.metadata().name());
            case "Age" -> new JsonString(Ages.since(created, now));
            case "Created At" ->
                new JsonString(created == null ? "0001-01-01T00:00:00Z" : created.toString());
            default -> JsonNull.NULL;
          });
    }
    return cells;
  }

  private static PartialObjectMetadata partial(KubernetesObject object) {
    return PartialObjectMetadata.of(d -> d.metadata(object.metadata()));
  }

  private static JsonObject partialTree(String apiVersion, KubernetesObject object) {
    return head("PartialObjectMetadata", apiVersion)
        .put("metadata", Codec.toTree(object.metadata()))
        .build();
  }

  private static ListMeta versionOf(KubernetesObject object) {
    return ListMeta.of(d -> d.resourceVersion(object.metadata().resourceVersion()));
  }

  private static JsonObject.Builder head(String kind, String apiVersion) {
    return JsonObject.builder().put("kind", kind).put("apiVersion", apiVersion);
  }

  /** The words name the type by which the Go server holds such objects. */
  private static StatusException notAcceptable(
      View<?> view, String wanted, String is, String suffix) {
    ApiResource resource = view.resource();
    String group = resource.group().equals("events.k8s.io") ? "" : resource.group();
    String goPackage = group.isEmpty() ? "core" : group.split("\\.", -1)[0];
    return Failures.other(
        406,
        "NotAcceptable",
        "you requested %s, but the requested object is %s (*%s.%s%s)"
            .formatted(wanted, is, goPackage, resource.kind(), suffix));
  }
}
