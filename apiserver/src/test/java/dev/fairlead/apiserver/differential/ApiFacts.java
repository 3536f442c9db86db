package dev.fairlead.apiserver.differential;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a running kube-apiserver tells in words: of fields, parameters and columns of tables. */
final class ApiFacts implements AutoCloseable {
  private static final String LICENSE =
      ", Copyright The Kubernetes Authors, licensed under the Apache License, Version 2.0; read"
          + " from ";
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

  /** The parameters of patches, some of which have words of their own. */
  private static final String PATCH = "patch";

  private static final String SCALES = "autoscaling/v1/scales";
  private static final String SETS = "/apis/apps/v1/namespaces/default/replicasets";
  private static final String SET = "fairlead-api-facts";

  /** Members of a schema that hold schemas, or are kept as they are. */
  private static final List<String> INNER = List.of("items", "additionalProperties");

  private final Endpoint server;
  private final HttpClient client;
  private final KubernetesApi api = KubernetesApi.load();

  ApiFacts(Endpoint server) {
    this.server = server;
    HttpClient.Builder builder = HttpClient.newBuilder();
    if (server.tls() != null) {
      builder.sslContext(server.tls());
    }
    client = builder.build();
  }

  private JsonObject get(String path, String accept) throws IOException, InterruptedException {
    return send(request(path, accept));
  }

  private HttpRequest.Builder request(String path, String accept) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.url().resolve(path)).header("Accept", accept);
    return server.token() == null
        ? request
        : request.header("Authorization", "Bearer " + server.token());
  }

  private JsonObject send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() >= 300) {
      throw new IOException(
          answer.uri() + ": status " + answer.statusCode() + ": " + answer.body());
    }
    return (JsonObject) Codec.json().decodeTree(answer.body());
  }

  // --- descriptions.json ---

  /** The whole file of the descriptions. */
  String descriptions() throws IOException, InterruptedException {
    TreeMap<String, JsonValue> schemas = new TreeMap<>();
    TreeMap<String, Map<String, JsonValue>> parameters = new TreeMap<>();
    JsonObject index = object(get("/openapi/v3", "application/json").get("paths"));
    for (String path : index.members().keySet()) {
      if (path.startsWith(".well-known") || path.startsWith("openid")) {
        continue;
      }
      String url = object(index.get(path)).string("serverRelativeURL");
      JsonObject document = get(url == null ? "" : url, "application/json");
      object(object(document.get("components")).get("schemas"))
          .members()
          .forEach((name, schema) -> {
            JsonValue text = texts(object(schema));
            if (text != null) {
              schemas.putIfAbsent(name, text);
            }
          });
      object(document.get("paths"))
          .members()
          .forEach((at, operations) -> addParameters(at, object(operations), parameters));
    }
    JsonObject shown = onceEach(parameters);
    String note =
        "Descriptions and enumerations of the Kubernetes "
            + api.version()
            + " API"
            + LICENSE
            + "the OpenAPI documents of a kube-apiserver. A text in place of an object is its"
            + " description.";
    return "{\n\"note\":"
        + JsonValue.of(note)
        + ",\n\"parameters\":"
        + shown
        + ",\n\"schemas\":{\n"
        + lines(schemas)
        + "\n}\n}\n";
  }

  /** What a schema says beyond its shape; null if that is nothing, a text if it is one alone. */
  private static @Nullable JsonValue texts(JsonObject schema) {
    LinkedHashMap<String, JsonValue> found = new LinkedHashMap<>();
    if (schema.get("description") instanceof JsonString text) {
      found.put("description", text);
    }
    if (schema.get("enum") instanceof JsonArray values) {
      found.put("enum", values);
    }
    TreeMap<String, JsonValue> properties = new TreeMap<>();
    object(schema.get("properties"))
        .members()
        .forEach((name, property) -> {
          JsonValue text = texts(object(property));
          if (text != null) {
            properties.put(name, text);
          }
        });
    for (String member : INNER) {
      JsonValue text = schema.get(member) instanceof JsonObject inner ? texts(inner) : null;
      if (text != null) {
        found.put(member, text);
      }
    }
    if (!properties.isEmpty()) {
      found.put("properties", object(properties));
    }
    JsonValue description = found.get("description");
    if (found.isEmpty()) {
      return null;
    }
    return found.size() == 1 && description != null ? description : object(found);
  }

  private static void addParameters(
      String path, JsonObject operations, Map<String, Map<String, JsonValue>> all) {
    String options = path.endsWith("/log") ? "PodLogOptions" : "";
    for (JsonValue operation : operations.members().values()) {
      String kind = object(object(operation).get("x-kubernetes-group-version-kind")).string("kind");
      options = kind != null && kind.endsWith("Options") ? kind : options;
    }
    add(options, operations, all);
    for (String method : List.of("get", "put", "post", "delete", "patch")) {
      boolean patches = options.isEmpty() && method.equals("patch");
      add(patches ? PATCH : options, object(operations.get(method)), all);
    }
  }

  /** What most have alike isn't said again of the others. */
  private static JsonObject onceEach(Map<String, Map<String, JsonValue>> parameters) {
    Map<String, JsonValue> common = parameters.computeIfAbsent("", o -> new TreeMap<>());
    parameters.computeIfAbsent(PATCH, o -> new TreeMap<>()).forEach(common::putIfAbsent);
    TreeMap<String, JsonValue> shown = new TreeMap<>();
    parameters.forEach((options, own) -> {
      if (!options.isEmpty()) {
        own.entrySet().removeAll(common.entrySet());
      }
      shown.put(options, object(own));
    });
    return object(shown);
  }

  private static void add(
      String options, JsonObject holder, Map<String, Map<String, JsonValue>> all) {
    if (holder.get("parameters") instanceof JsonArray parameters) {
      for (JsonValue each : parameters.items()) {
        JsonObject parameter = object(each);
        if ("query".equals(parameter.string("in"))
            && parameter.get("description") instanceof JsonString text) {
          all.computeIfAbsent(options, o -> new TreeMap<>())
              .putIfAbsent(String.valueOf(parameter.string("name")), text);
        }
      }
    }
  }

  // --- columns.json ---

  /** The whole file of the columns. */
  String columns() throws IOException, InterruptedException {
    List<JsonValue> texts = new ArrayList<>();
    LinkedHashMap<String, JsonValue> columns = new LinkedHashMap<>();
    columns.put(SCALES, JsonArray.EMPTY); // they stand first, and are asked for last
    for (ApiResource resource : api.resources()) {
      if (resource.verbs().contains("list")) {
        String group = resource.group().isEmpty() ? "" : resource.group() + "/";
        String version = group + resource.version();
        String path = (group.isEmpty() ? "/api/" : "/apis/") + version + "/" + resource.resource();
        columns.put(version + "/" + resource.resource(), numbers(path + "?limit=1", texts));
      }
    }
    columns.put(SCALES, scales(texts));
    return columns(texts, columns);
  }

  /** Only an object has a scale, so one is made for a moment. */
  private JsonValue scales(List<JsonValue> texts) throws IOException, InterruptedException {
    String set =
        """
        {"metadata":{"name":"%s"},"spec":{"replicas":0,"selector":{"matchLabels":{"a":"b"}},\
        "template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":\
        [{"name":"c","image":"i"}]}}}}\
        """
            .formatted(SET);
    send(
        request(SETS, "application/json")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(set)));
    try {
      return numbers(SETS + "/" + SET + "/scale", texts);
    } finally {
      send(request(SETS + "/" + SET, "application/json").DELETE());
    }
  }

  private JsonValue numbers(String path, List<JsonValue> texts)
      throws IOException, InterruptedException {
    List<JsonValue> numbers = new ArrayList<>();
    if (get(path, TABLE).get("columnDefinitions") instanceof JsonArray definitions) {
      for (JsonValue definition : definitions.items()) {
        JsonValue text = JsonValue.of(object(definition).string("description"));
        if (!texts.contains(text)) {
          texts.add(text);
        }
        numbers.add(JsonValue.of(texts.indexOf(text)));
      }
    }
    return new JsonArray(numbers);
  }

  private String columns(List<JsonValue> texts, Map<String, JsonValue> columns) {
    List<String> lines = texts.stream().map(JsonValue::toString).toList();
    String note =
        "Descriptions of the columns of tables in Kubernetes "
            + api.version()
            + LICENSE
            + "a kube-apiserver. Each column of a resource has the number of its text.";
    return "{\n\"note\":"
        + JsonValue.of(note)
        + ",\n\"texts\":[\n"
        + String.join(",\n", lines)
        + "\n],\n\"columns\":{\n"
        + lines(columns)
        + "\n}\n}\n";
  }

  // --- JSON ---

  private static String lines(Map<String, JsonValue> members) {
    return String.join(
        ",\n",
        members.entrySet().stream()
            .map(each -> JsonValue.of(each.getKey()) + ":" + each.getValue())
            .toList());
  }

  private static JsonObject object(Map<String, JsonValue> members) {
    JsonObject.Builder json = JsonObject.builder();
    members.forEach(json::put);
    return json.build();
  }

  private static JsonObject object(@Nullable JsonValue value) {
    return value instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  @Override
  public void close() {
    client.close();
  }
}
