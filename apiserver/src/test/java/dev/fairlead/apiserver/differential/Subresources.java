package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.World.Held;
import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.schema.ApiResource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests to subresources. */
final class Subresources {
  private final Dice dice;
  private final Mutation mutation;

  Subresources(Dice dice, Mutation mutation) {
    this.dice = dice;
    this.mutation = mutation;
  }

  Draft request(ApiResource resource, String path, @Nullable Held held) {
    List<String> names = new ArrayList<>();
    for (ApiResource.Subresource each : resource.subresources()) {
      names.add(each.name());
    }
    if (names.isEmpty()) {
      return new Draft("get", "GET", resource, path);
    }
    String name = names.contains("status") && dice.percent(45) ? "status" : dice.of(names);
    Draft draft = new Draft("update", "PUT", resource, path);
    draft.subresource(name);
    String objectName = path.substring(path.lastIndexOf('/') + 1);
    return switch (name) {
      case "status" -> status(draft, resource, held);
      case "scale" -> scale(draft, objectName, held);
      case "binding" -> post(draft, binding(objectName));
      case "eviction" -> post(draft, eviction(objectName));
      case "token" -> post(draft, token());
      case "ephemeralcontainers" -> ephemeral(draft, held);
      case "resize" -> resize(draft, held);
      case "approval" -> approval(draft, held);
      case "finalize" -> finalizing(draft, held);
      case "log", "exec", "attach", "portforward", "proxy" ->
          new Connections(dice).request(draft, name, held);
      default -> got(draft);
    };
  }

  private Draft got(Draft draft) {
    draft.verb = "get";
    draft.method = "GET";
    return draft;
  }

  private Draft post(Draft draft, JsonObject body) {
    draft.verb = "create";
    draft.method = "POST";
    return draft.body(body, dice);
  }

  private Draft status(Draft draft, ApiResource resource, @Nullable Held held) {
    if (held == null || dice.percent(15)) {
      return got(draft);
    }
    Type<?> type = Catalog.type(resource);
    JsonObject object = held.tree();
    var field = type.field("status");
    if (field.isPresent() && dice.percent(75)) {
      JsonValue status = mutation.values().plausible("status", field.get().shape(), 2);
      object = object.with("status", known(resource, status));
    }
    if (dice.percent(35)) {
      Mutation.Changed changed = mutation.change(type, object);
      object = changed.object();
      draft.note(changed.note());
    }
    if (dice.percent(60)) {
      return draft.body(object, dice);
    }
    if (dice.percent(60)) {
      draft.verb = dice.percent(50) ? "patch-merge" : "patch-strategic";
      draft.method = "PATCH";
      JsonValue status = object.get("status");
      JsonObject patch = JsonObject.of("status", status == null ? JsonObject.EMPTY : status);
      return draft.text(
          "application/"
              + (draft.verb.equals("patch-merge") ? "" : "strategic-")
              + "merge-patch+json",
          patch.toString().replace(Mutation.DUPLICATE, ""));
    }
    new Patches(dice, mutation).fill(draft, type, object);
    return draft;
  }

  /** What controllers write, as random statuses are seldom taken. */
  private JsonValue known(ApiResource resource, JsonValue otherwise) {
    String text =
        switch (resource.resource()) {
          case "pods" ->
              dice.of(
                  "{\"phase\":\"Running\",\"podIP\":\"192.168.5.5\",\"podIPs\":[{\"ip\":\"192.168.5.5\"}],\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}],\"startTime\":\"2020-01-02T03:04:05Z\"}",
                  "{\"phase\":\"Succeeded\"}",
                  "{\"phase\":\"Running\",\"containerStatuses\":[{\"name\":\"web\",\"image\":\"nginx\",\"imageID\":\"\",\"ready\":true,\"restartCount\":1,\"state\":{\"running\":{\"startedAt\":\"2020-01-02T03:04:05Z\"}}}]}");
          case "deployments", "replicasets", "statefulsets", "replicationcontrollers" ->
              "{\"replicas\":3,\"readyReplicas\":2,\"availableReplicas\":2,\"observedGeneration\":1}";
          case "jobs" ->
              dice.of(
                  "{\"active\":2,\"startTime\":\"2020-01-02T03:04:05Z\"}",
                  "{\"succeeded\":3,\"startTime\":\"2020-01-02T03:04:05Z\",\"completionTime\":\"2020-01-02T03:05:05Z\",\"conditions\":[{\"type\":\"Complete\",\"status\":\"True\"}]}");
          case "services" ->
              "{\"loadBalancer\":{\"ingress\":[{\"ip\":\"192.168.9.9\",\"ports\":[{\"port\":80,\"protocol\":\"TCP\"}]}]}}";
          case "persistentvolumeclaims" ->
              "{\"phase\":\"Bound\",\"capacity\":{\"storage\":\"1Gi\"},\"accessModes\":[\"ReadWriteOnce\"]}";
          case "nodes" ->
              "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"R\",\"message\":\"m\"}],\"nodeInfo\":{\"kubeletVersion\":\"v1.37.2\"}}";
          case "resourcequotas" ->
              dice.of(
                  "{\"hard\":{\"count/limitranges\":\"6\",\"resourcequotas\":\"5\"},\"used\":{\"count/limitranges\":\"1\",\"resourcequotas\":\"2\"}}",
                  "{\"hard\":{\"count/limitranges\":\"2\",\"pods\":\"1\"},\"used\":{\"pods\":\"0\"}}");
          default -> "";
        };
    return text.isEmpty() || dice.percent(40) ? otherwise : Codec.json().decodeTree(text);
  }

  private Draft scale(Draft draft, String name, @Nullable Held held) {
    if (held == null || dice.percent(30)) {
      return got(draft);
    }
    JsonObject.Builder metadata =
        JsonObject.builder().put("name", name).put("namespace", Requests.NAMESPACE);
    if (dice.percent(50)) {
      metadata.put("resourceVersion", dice.of(held.versions()));
    }
    JsonObject scale =
        JsonObject.builder()
            .put("apiVersion", "autoscaling/v1")
            .put("kind", "Scale")
            .put("metadata", metadata.build())
            .put("spec", JsonObject.of("replicas", JsonValue.of(dice.of(0, 1, 2, 5, -1))))
            .build();
    Type<?> type =
        TypeRegistry.kubernetes()
            .find(GroupVersionKind.of("autoscaling/v1", "Scale"))
            .orElseThrow();
    if (dice.percent(20)) {
      scale = mutation.change(type, scale).object();
    }
    if (dice.percent(40)) {
      new Patches(dice, mutation).fill(draft, type, scale);
      return draft;
    }
    return draft.body(scale, dice);
  }

  private JsonObject binding(String name) {
    return JsonObject.builder()
        .put("apiVersion", "v1")
        .put("kind", "Binding")
        .put("metadata", JsonObject.of("name", JsonValue.of(dice.percent(90) ? name : "other")))
        .put(
            "target",
            JsonObject.of("kind", JsonValue.of(dice.percent(90) ? "Node" : "Pod"))
                .with("name", JsonValue.of(dice.percent(90) ? "node-y" : "")))
        .build();
  }

  private JsonObject eviction(String name) {
    JsonObject eviction =
        JsonObject.builder()
            .put("apiVersion", "policy/v1")
            .put("kind", "Eviction")
            .put("metadata", JsonObject.of("name", JsonValue.of(dice.percent(90) ? name : "other")))
            .build();
    return dice.percent(60)
        ? eviction
        : eviction.with("deleteOptions", JsonObject.of("gracePeriodSeconds", JsonValue.of(0)));
  }

  private JsonObject token() {
    JsonObject.Builder spec = JsonObject.builder();
    spec.put("audiences", dice.percent(60) ? Draft.strings("a") : Draft.strings());
    if (dice.percent(60)) {
      spec.put("expirationSeconds", dice.of(600L, 3600L, 10L, -1L, 1L << 33));
    }
    if (dice.percent(25)) {
      spec.put(
          "boundObjectRef",
          JsonObject.of("kind", JsonValue.of(dice.of("Pod", "Secret", "Node", "X")))
              .with("apiVersion", JsonValue.of("v1"))
              .with("name", JsonValue.of("o1")));
    }
    return JsonObject.builder()
        .put("apiVersion", "authentication.k8s.io/v1")
        .put("kind", "TokenRequest")
        .put("spec", spec.build())
        .build();
  }

  private Draft ephemeral(Draft draft, @Nullable Held held) {
    if (held == null || dice.percent(20)) {
      return got(draft);
    }
    String container =
        dice.of(
            "{\"name\":\"debug\",\"image\":\"busybox\"}",
            "{\"name\":\"web\",\"image\":\"busybox\",\"targetContainerName\":\"web\"}",
            "{\"name\":\"debug2\",\"image\":\"busybox\",\"ports\":[{\"containerPort\":1}]}",
            "{\"name\":\"debug3\",\"image\":\"busybox\",\"targetContainerName\":\"web\",\"stdin\":true,\"tty\":true}");
    JsonValue containers = Codec.json().decodeTree("[" + container + "]");
    if (dice.percent(40)) {
      JsonObject pod =
          (JsonObject) Trees.with(held.tree(), List.of("spec", "ephemeralContainers"), containers);
      return draft.body(pod, dice);
    }
    draft.method = "PATCH";
    draft.verb = "patch-strategic";
    return draft.text(
        "application/strategic-merge-patch+json",
        "{\"spec\":{\"ephemeralContainers\":" + containers + "}}");
  }

  private Draft resize(Draft draft, @Nullable Held held) {
    if (held == null || dice.percent(20)) {
      return got(draft);
    }
    String resources =
        dice.of(
            "{\"requests\":{\"cpu\":\"200m\"}}",
            "{\"limits\":{\"cpu\":\"2\"}}",
            "{\"requests\":{\"cpu\":\"x\"}}",
            "{}");
    JsonValue value = Codec.json().decodeTree(resources);
    List<Object> path = List.of("spec", "containers", 0, "resources");
    JsonObject pod = (JsonObject) Trees.with(held.tree(), path, value);
    if (dice.percent(50)) {
      return draft.body(pod, dice);
    }
    draft.method = "PATCH";
    draft.verb = "patch-strategic";
    JsonValue name = Trees.get(pod, List.of("spec", "containers", 0, "name"));
    return draft.text(
        "application/strategic-merge-patch+json",
        "{\"spec\":{\"containers\":[{\"name\":" + name + ",\"resources\":" + resources + "}]}}");
  }

  private Draft approval(Draft draft, @Nullable Held held) {
    if (held == null || dice.percent(20)) {
      return got(draft);
    }
    String condition =
        "[{\"type\":\""
            + dice.of("Approved", "Denied", "Failed", "X")
            + "\",\"status\":\""
            + dice.of("True", "True", "False")
            + "\",\"reason\":\"R\",\"message\":\"m\"}]";
    JsonObject request =
        (JsonObject)
            Trees.with(
                held.tree(), List.of("status", "conditions"), Codec.json().decodeTree(condition));
    return draft.body(request, dice);
  }

  private Draft finalizing(Draft draft, @Nullable Held held) {
    if (held == null) {
      return got(draft);
    }
    JsonValue finalizers =
        dice.of(Draft.strings(), Draft.strings("kubernetes"), Draft.strings("example.com/f"));
    return draft.body(
        (JsonObject) Trees.with(held.tree(), List.of("spec", "finalizers"), finalizers), dice);
  }
}
