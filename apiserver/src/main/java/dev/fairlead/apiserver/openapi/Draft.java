package dev.fairlead.apiserver.openapi;

import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import dev.fairlead.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects an {@link Operation}; what it starts with is right for most reads. */
final class Draft {
  private final KubernetesApi api;
  private final Descriptions texts;
  private final Names names;
  private final ApiResource resource;
  private final String method;
  private final String verb;
  private final ObjectSchema.Kind kind;
  private final List<Parameter> query = new ArrayList<>();
  private String action;
  private String connectMethod = "";
  private String collection = "";
  private String suffix = "";
  private String end = "";
  private String text = "";
  private boolean namespaced;
  private boolean named;
  private Map<String, JsonObject> body = Map.of();
  private boolean bodyRequired;
  private Map<String, JsonObject> answers = Map.of();
  private List<Integer> codes = List.of(200);

  Draft(
      KubernetesApi api,
      Descriptions texts,
      Names names,
      ApiResource resource,
      String method,
      String verb,
      ObjectSchema.Kind kind) {
    this.api = api;
    this.texts = texts;
    this.names = names;
    this.resource = resource;
    this.method = method;
    this.verb = verb;
    this.kind = kind;
    this.action = verb.equals("connect") || verb.equals("list") ? verb : method;
    this.namespaced = resource.namespaced();
  }

  Draft action(String value) {
    action = value;
    return this;
  }

  Draft connect(String capitalizedMethod) {
    connectMethod = capitalizedMethod;
    return this;
  }

  Draft collection() {
    collection = "Collection";
    return this;
  }

  Draft namespaced(boolean value) {
    namespaced = value;
    return this;
  }

  Draft named() {
    named = true;
    return this;
  }

  /** What follows the kind in the operation's id. */
  Draft suffix(String value) {
    suffix = value;
    return this;
  }

  Draft end(String value) {
    end = value;
    return this;
  }

  Draft text(String value) {
    text = value;
    return this;
  }

  Draft query(String... parameters) {
    query.addAll(Parameter.ofQuery(texts, parameters));
    return this;
  }

  /** The parameters of lists and watches. */
  Draft listQuery() {
    return query(
        "allowWatchBookmarks",
        "continue",
        "fieldSelector",
        "labelSelector",
        "limit",
        "pretty",
        "resourceVersion",
        "resourceVersionMatch",
        "sendInitialEvents",
        "shardSelector",
        "timeoutSeconds",
        "watch");
  }

  Draft options(ObjectSchema.Kind options) {
    api.schemas().values().stream()
        .filter(schema -> schema.kinds().contains(options))
        .findFirst()
        .ifPresent(schema -> query.addAll(Parameter.ofOptions(texts, schema)));
    return this;
  }

  Draft parameter(Parameter parameter) {
    query.add(parameter);
    return this;
  }

  Draft body(List<String> mediaTypes, String schema, boolean required) {
    body = Operation.content(mediaTypes, Operation.reference(schema));
    bodyRequired = required;
    return this;
  }

  Draft answer(List<String> mediaTypes, String schema) {
    answers = Operation.content(mediaTypes, Operation.reference(schema));
    return this;
  }

  Draft answerText(List<String> mediaTypes) {
    answers = Operation.content(mediaTypes, JsonObject.of("type", new JsonString("string")));
    return this;
  }

  Draft codes(Integer... values) {
    codes = List.of(values);
    return this;
  }

  Operation build() {
    List<Parameter> parameters = new ArrayList<>(query);
    if (named) {
      parameters.add(Parameter.ofPath("name", "name of the " + kind.kind()));
    }
    if (namespaced) {
      parameters.add(
          Parameter.ofPath(
              "namespace", "object name and auth scope, such as for teams and projects"));
    }
    String id =
        verb
            + names.capital()
            + connectMethod
            + collection
            + (namespaced ? "Namespaced" : "")
            + resource.kind()
            + suffix
            + end;
    return new Operation(
        method,
        names.tag(),
        id,
        text,
        action,
        kind,
        parameters,
        body,
        bodyRequired,
        answers,
        codes);
  }
}
