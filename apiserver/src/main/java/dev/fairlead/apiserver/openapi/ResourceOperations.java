package dev.fairlead.apiserver.openapi;

import dev.fairlead.apiserver.registry.DeletionAnswers;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import dev.fairlead.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The paths and operations of one resource. */
final class ResourceOperations {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final List<String> PROXY_METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch");

  private final KubernetesApi api;
  private final Descriptions texts;
  private final ApiResource resource;
  private final Names names;
  private final String root;
  private final Map<String, List<Operation>> paths = new TreeMap<>();

  /**
   * For one resource.
   *
   * @param root the path of the group version
   */
  ResourceOperations(KubernetesApi api, Descriptions texts, ApiResource resource, String root) {
    this.api = api;
    this.texts = texts;
    this.resource = resource;
    this.names = new Names(resource.group(), resource.version());
    this.root = root;
  }

  /** All operations by path. */
  Map<String, List<Operation>> paths() {
    String collection =
        (resource.namespaced() ? "/namespaces/{namespace}/" : "/") + resource.resource();
    collection(root + collection);
    object(root + collection + "/{name}");
    resource.subresources().forEach(part -> subresource(root + collection + "/{name}", part));
    if (resource.namespaced() && has("list")) {
      add(root + "/" + resource.resource(), list("ForAllNamespaces", false));
    }
    if (has("watch")) {
      String watch = root + "/watch";
      add(watch + collection, watch("List", "watchlist", resource.namespaced(), false));
      add(watch + collection + "/{name}", watch("", "watch", resource.namespaced(), true));
      if (resource.namespaced()) {
        add(
            watch + "/" + resource.resource(),
            watch("ListForAllNamespaces", "watchlist", false, false));
      }
    }
    return paths;
  }

  private void collection(String path) {
    if (has("list")) {
      add(path, list("", resource.namespaced()));
    }
    if (has("create")) {
      add(
          path,
          draft("post", "create", own())
              .text("create" + names.article(resource.kind()) + resource.kind())
              .query("dryRun", "fieldManager", "fieldValidation", "pretty")
              .body(MediaTypes.ANY, schemaOf(own()), true)
              .codes(200, 201, 202)
              .build());
    }
    if (has("deletecollection")) {
      add(
          path,
          draft("delete", "delete", own())
              .action("deletecollection")
              .collection()
              .text("delete collection of " + resource.kind())
              .query(DeleteParameters.ofCollection())
              .body(MediaTypes.ANY, META + "DeleteOptions", false)
              .answer(MediaTypes.OBJECT, META + "Status")
              .codes(200)
              .build());
    }
  }

  private void object(String path) {
    if (has("get")) {
      add(path, read("", own(), "read the specified " + resource.kind()));
    }
    if (has("update")) {
      add(path, replace("", own(), "replace the specified " + resource.kind()));
    }
    if (has("delete")) {
      String own = new GroupResource(resource.group(), resource.resource()).toString();
      boolean shown = DeletionAnswers.documentedAsObject(own);
      add(
          path,
          draft("delete", "delete", own())
              .named()
              .text("delete" + names.article(resource.kind()) + resource.kind())
              .query(DeleteParameters.ofObject())
              .body(MediaTypes.ANY, META + "DeleteOptions", false)
              .answer(MediaTypes.OBJECT, shown ? schemaOf(own()) : META + "Status")
              .codes(200, 202)
              .build());
    }
    if (has("patch")) {
      add(path, patch("", own(), "partially update the specified " + resource.kind()));
    }
  }

  private void subresource(String object, ApiResource.Subresource part) {
    String path = object + "/" + part.name();
    String suffix = capitalized(part.name());
    ObjectSchema.Kind kind =
        new ObjectSchema.Kind(
            part.group().isEmpty() ? resource.group() : part.group(),
            part.version().isEmpty() ? resource.version() : part.version(),
            part.kind());
    if (part.kind().endsWith("Options")) {
      connect(path, suffix, part, kind);
      return;
    }
    String of = part.name() + " of the specified " + resource.kind();
    if (part.verbs().contains("get")) {
      add(path, part.name().equals("log") ? log(of) : read(suffix, kind, "read " + of));
    }
    if (part.verbs().contains("create")) {
      String article = names.article(resource.kind());
      add(
          path,
          draft("post", "create", kind)
              .named()
              .suffix(suffix)
              .text("create " + part.name() + " of" + article + resource.kind())
              .query("dryRun", "fieldManager", "fieldValidation", "pretty")
              .body(MediaTypes.ANY, schemaOf(kind), true)
              .codes(200, 201, 202)
              .build());
    }
    if (part.verbs().contains("update")) {
      add(path, replace(suffix, kind, "replace " + of));
    }
    if (part.verbs().contains("patch")) {
      add(path, patch(suffix, kind, "partially update " + of));
    }
  }

  private void connect(
      String path, String suffix, ApiResource.Subresource part, ObjectSchema.Kind kind) {
    boolean proxies = part.name().equals("proxy");
    for (String method : proxies ? PROXY_METHODS : List.of("get", "post")) {
      Draft draft =
          draft(method, "connect", kind)
              .connect(capitalized(method))
              .named()
              .suffix(suffix)
              .text(
                  "connect %s requests to %s of %s"
                      .formatted(method.toUpperCase(Locale.ROOT), part.name(), resource.kind()))
              .options(kind)
              .answerText(MediaTypes.ANY)
              .codes(200);
      add(path, draft.build());
      if (proxies) {
        Parameter rest = Parameter.ofPath("path", "path to the resource");
        add(path + "/{path}", draft.suffix(suffix + "WithPath").parameter(rest).build());
      }
    }
  }

  private Operation log(String of) {
    List<String> types = new ArrayList<>(MediaTypes.OBJECT);
    types.add("text/plain");
    return draft("get", "read", own())
        .named()
        .suffix("Log")
        .text("read " + of)
        .query("pretty")
        .options(new ObjectSchema.Kind("", "v1", "PodLogOptions"))
        .answerText(types)
        .codes(200)
        .build();
  }

  private Operation read(String suffix, ObjectSchema.Kind kind, String text) {
    return draft("get", "read", kind).named().suffix(suffix).text(text).query("pretty").build();
  }

  private Operation replace(String suffix, ObjectSchema.Kind kind, String text) {
    return draft("put", "replace", kind)
        .named()
        .suffix(suffix)
        .text(text)
        .query("dryRun", "fieldManager", "fieldValidation", "pretty")
        .body(MediaTypes.ANY, schemaOf(kind), true)
        .codes(200, 201)
        .build();
  }

  private Operation patch(String suffix, ObjectSchema.Kind kind, String text) {
    return draft("patch", "patch", kind)
        .named()
        .suffix(suffix)
        .text(text)
        .query("dryRun", "fieldValidation", "force", "pretty")
        .parameter(
            new Parameter(
                "fieldManager", "query", "string", texts.parameter("patch", "fieldManager")))
        .body(MediaTypes.PATCH, META + "Patch", true)
        .codes(200, 201)
        .build();
  }

  private Operation list(String end, boolean namespaced) {
    String words = has("watch") ? "list or watch objects of kind " : "list objects of kind ";
    return draft("get", "list", own())
        .namespaced(namespaced)
        .end(end)
        .text(words + resource.kind())
        .listQuery()
        .answer(MediaTypes.LIST, schemaOf(listKind()))
        .build();
  }

  private Operation watch(String end, String action, boolean namespaced, boolean named) {
    String words =
        named
            ? "watch changes to an object of kind %s. deprecated: use the 'watch' parameter with a"
                + " list operation instead, filtered to a single item with the 'fieldSelector'"
                + " parameter."
            : "watch individual changes to a list of %s. deprecated: use the 'watch' parameter with"
                + " a list operation instead.";
    Draft draft =
        draft("get", "watch", own())
            .action(action)
            .namespaced(namespaced)
            .end(end)
            .text(words.formatted(resource.kind()))
            .listQuery()
            .answer(MediaTypes.LIST, META + "WatchEvent");
    return (named ? draft.named() : draft).build();
  }

  private Draft draft(String method, String verb, ObjectSchema.Kind kind) {
    return new Draft(api, texts, names, resource, method, verb, kind)
        .answer(MediaTypes.OBJECT, schemaOf(kind));
  }

  private boolean has(String verb) {
    return resource.verbs().contains(verb);
  }

  private ObjectSchema.Kind own() {
    return new ObjectSchema.Kind(resource.group(), resource.version(), resource.kind());
  }

  private ObjectSchema.Kind listKind() {
    return new ObjectSchema.Kind(resource.group(), resource.version(), resource.kind() + "List");
  }

  private String schemaOf(ObjectSchema.Kind kind) {
    return api.kind(kind.group(), kind.version(), kind.kind())
        .map(ObjectSchema::name)
        .orElseGet(() -> CustomSchemas.name(kind));
  }

  private void add(String path, Operation operation) {
    paths.computeIfAbsent(path, p -> new ArrayList<>()).add(operation);
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
