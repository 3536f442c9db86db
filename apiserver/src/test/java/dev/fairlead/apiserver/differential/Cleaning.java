package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.Comparing.Pair;
import dev.fairlead.apiserver.differential.World.Held;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ApiResource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes objects from both servers, whatever holds them. */
final class Cleaning {
  private static final String NO_FINALIZERS = "{\"metadata\":{\"finalizers\":null}}";

  /** The namespaces of a run. */
  static final List<String> NAMESPACES =
      List.of(Requests.NAMESPACE, Requests.GENERATED, Requests.APART);

  private final Comparing run;
  private final Catalog catalog;

  Cleaning(Comparing run, Catalog catalog) {
    this.run = run;
    this.catalog = catalog;
  }

  Call namespace(String name) {
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" + name + "\"}}";
    return call("POST", "/api/v1/namespaces", body, "application/json");
  }

  private static Call call(String method, String path, String body, String type) {
    Map<String, String> headers = Map.of("Content-Type", type, "Accept", "application/json");
    return new Call(
        -1, method, path, headers, body, Call.Format.TEXT, "clean", "clean", "", path, false);
  }

  /** After a difference: the objects that the call was about are removed on both sides. */
  void forget(Call call, ApiResource resource, Pair answers) throws InterruptedException {
    if (call.verb().equals("deletecollection")) {
      for (Held held : run.world().of(resource)) {
        remove(resource, held.path());
        run.world().remove(held.path());
      }
      return;
    }
    Set<String> paths = new LinkedHashSet<>();
    paths.add(call.object());
    for (Answer answer : List.of(answers.a(), answers.b())) {
      if (answer.succeeded() && answer.body() instanceof JsonObject body) {
        JsonValue row = Trees.get(body, List.of("rows", 0, "object"));
        paths.add(run.path(call, row instanceof JsonObject object ? object : body));
      }
    }
    paths.removeIf(path -> path.endsWith("/" + resource.resource())); // that is everything
    if (resource.verbs().contains("delete")) {
      for (String path : paths) {
        remove(resource, path);
        run.world().remove(path);
      }
    }
  }

  private void remove(ApiResource resource, String path) throws InterruptedException {
    Pair gone = run.ask(call("DELETE", path + "?gracePeriodSeconds=0", "", "application/json"));
    if (held(gone.a()) || held(gone.b())) {
      run.ask(call("PATCH", path, NO_FINALIZERS, "application/merge-patch+json"));
    }
    if (resource.resource().equals("namespaces")) {
      removeNamespace(path.substring(path.lastIndexOf('/') + 1));
    }
  }

  private static boolean held(Answer answer) {
    return answer.succeeded()
        && Trees.get(answer.body(), List.of("metadata", "finalizers")) instanceof JsonArray;
  }

  private void removeNamespace(String name) throws InterruptedException {
    String path = "/api/v1/namespaces/" + name;
    Pair found = run.ask(call("GET", path, "", "application/json"));
    if (found.a().code() == 404 && found.b().code() == 404) {
      return;
    }
    run.ask(call("DELETE", path, "", "application/json"));
    run.ask(call("PATCH", path, NO_FINALIZERS, "application/merge-patch+json"));
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\""
            + name
            + "\"},\"spec\":{\"finalizers\":[]}}";
    run.ask(call("PUT", path + "/finalize", body, "application/json"));
  }

  /** Everything of this run, known or found by its name. */
  void removeAll() throws InterruptedException {
    for (ApiResource resource : catalog.resources()) {
      if (!resource.verbs().contains("list")) {
        continue;
      }
      if (resource.namespaced()) {
        for (String namespace : NAMESPACES) {
          removeListed(resource, Catalog.collection(resource, namespace));
        }
      } else {
        removeListed(resource, Catalog.collection(resource, ""));
      }
    }
    for (Held held : run.world().all()) {
      remove(held.resource(), held.path());
    }
    for (String namespace : NAMESPACES) {
      removeNamespace(namespace);
    }
    for (int i = 0; i < Requests.NAMES; i++) {
      removeNamespace(Alignment.MARK + "-o" + i); // they may have lost their label
    }
  }

  /** Removes what the run made; outside of its namespaces, that is what has its name. */
  private void removeListed(ApiResource resource, String collection) throws InterruptedException {
    Pair listed = run.ask(call("GET", collection, "", "application/json"));
    Set<String> names = new LinkedHashSet<>();
    for (Answer answer : List.of(listed.a(), listed.b())) {
      if (Trees.get(answer.body(), List.of("items")) instanceof JsonArray items) {
        for (JsonValue item : items.items()) {
          if (Trees.get(item, List.of("metadata", "name")) instanceof JsonString(String name)) {
            names.add(name);
          }
        }
      }
    }
    names.removeIf(name -> !resource.namespaced() && !name.startsWith(Alignment.MARK));
    if (resource.resource().equals("namespaces")) {
      names.removeAll(NAMESPACES); // without them nothing in them can be changed
    }
    for (String name : names) {
      remove(resource, collection + "/" + Comparing.segment(name));
    }
  }
}
