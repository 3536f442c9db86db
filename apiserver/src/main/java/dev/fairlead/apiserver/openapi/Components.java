package dev.fairlead.apiserver.openapi;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.catalog.Catalog.GroupVersion;
import dev.fairlead.apiserver.catalog.CustomResource;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.ObjectSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schemas that a document needs: those that it names, and those that these name. */
final class Components {
  private static final String GVK = "x-kubernetes-group-version-kind";
  private static final String LIST_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

  private final Catalog catalog;
  private final Descriptions texts;
  private final Map<String, JsonObject> custom = new HashMap<>();

  Components(Catalog catalog, Descriptions texts) {
    this.catalog = catalog;
    this.texts = texts;
    for (CustomResource each : catalog.customResources()) {
      ApiResource resource = each.resource();
      ObjectSchema.Kind kind = kind(resource, "");
      ObjectSchema.Kind list = kind(resource, "List");
      custom.put(CustomSchemas.name(kind), each.schema().with(GVK, kinds(List.of(kind))));
      custom.put(CustomSchemas.name(list), listSchema(CustomSchemas.name(kind), list));
    }
  }

  /** The schemas by name, for everything that {@code paths} refers to. */
  JsonObject reachable(JsonValue paths, GroupVersion version) {
    Map<String, JsonValue> found = new TreeMap<>();
    Deque<JsonValue> open = new ArrayDeque<>(List.of(paths));
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case JsonObject object -> {
          String name = referenced(object);
          if (name != null && !found.containsKey(name)) {
            JsonObject schema = schema(name, version);
            found.put(name, schema);
            open.push(schema);
          }
          object.members().values().forEach(open::push);
        }
        case JsonArray array -> array.items().forEach(open::push);
        default -> {} // scalars name nothing
      }
    }
    return JsonObject.copyOf(found);
  }

  private static @Nullable String referenced(JsonObject object) {
    String reference = object.string("$ref");
    return reference != null && reference.startsWith(Operation.REFERENCE)
        ? reference.substring(Operation.REFERENCE.length())
        : null;
  }

  private JsonObject schema(String name, GroupVersion version) {
    JsonObject own = custom.get(name);
    if (own != null) {
      return own;
    }
    ObjectSchema schema = catalog.api().schemas().get(name);
    if (schema == null || schema.union()) {
      return texts.describe(name, JsonObject.EMPTY); // any value: unions' forms aren't shown
    }
    JsonObject json =
        PublishedSchema.of(texts.describe(name, (JsonObject) JsonValue.of(schema.json())));
    return schema.kinds().size() > 1 ? json.with(GVK, kinds(shared(schema, version))) : json;
  }

  /** A kind that every group version has, such as DeleteOptions: the core's and this one's. */
  private static List<ObjectSchema.Kind> shared(ObjectSchema schema, GroupVersion version) {
    ObjectSchema.Kind core = schema.kinds().getFirst();
    return version.group().isEmpty()
        ? List.of(core)
        : List.of(core, new ObjectSchema.Kind(version.group(), version.version(), core.kind()));
  }

  private static ObjectSchema.Kind kind(ApiResource resource, String suffix) {
    return new ObjectSchema.Kind(resource.group(), resource.version(), resource.kind() + suffix);
  }

  private static JsonArray kinds(List<ObjectSchema.Kind> kinds) {
    List<JsonValue> items = new ArrayList<>();
    for (ObjectSchema.Kind kind : kinds) {
      items.add(
          JsonObject.builder()
              .put("group", kind.group())
              .put("kind", kind.kind())
              .put("version", kind.version())
              .build());
    }
    return new JsonArray(items);
  }

  private static JsonObject listSchema(String element, ObjectSchema.Kind list) {
    JsonObject text = JsonObject.of("type", new JsonString("string"));
    JsonObject items =
        JsonObject.builder()
            .put("type", "array")
            .put("items", Operation.reference(element))
            .build();
    return JsonObject.builder()
        .put("type", "object")
        .put("required", JsonArray.of(new JsonString("items")))
        .put(
            "properties",
            JsonObject.builder()
                .put("apiVersion", text)
                .put("items", items)
                .put("kind", text)
                .put("metadata", Operation.reference(LIST_META))
                .build())
        .put(GVK, kinds(List.of(list)))
        .build();
  }
}
