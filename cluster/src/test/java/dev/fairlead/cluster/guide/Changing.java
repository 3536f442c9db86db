package dev.fairlead.cluster.guide;

// docs: changing-imports
import static java.util.Objects.requireNonNull;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.JsonPointer;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;

// docs: end

/** The samples of docs/guide/changing.md. */
final class Changing {
  private Changing() {}

  static Deployment patch(Kubernetes k8s) {
    // docs: patch
    var deployments = k8s.appsV1().deployments("default");
    JsonPointer image = JsonPointer.parse("/spec/template/spec/containers/0/image");
    deployments.patch(
        "web",
        JsonPatch.of(
            new JsonPatch.Test(image, new JsonString("nginx:1.29")),
            new JsonPatch.Replace(image, new JsonString("nginx:1.30"))));
    Deployment web =
        deployments.patch(
            "web",
            StrategicMergePatch.parse(
                Codec.json()
                    .decodeTree(
                        """
                        {"spec": {"template": {"spec": {"containers": [
                          {"name": "log", "image": "busybox:1.37"}]}}}}
                        """)));
    // docs: end
    return web;
  }

  static MergePatch patchWhatDiffers(Kubernetes k8s) {
    // docs: patch-difference
    Deployment before = k8s.appsV1().deployments("default").get("web");
    Deployment after = before.with(d -> d.spec(s -> s.paused(true)));
    MergePatch difference =
        MergePatch.diff((JsonObject) Codec.toTree(before), (JsonObject) Codec.toTree(after));
    k8s.appsV1()
        .deployments("default")
        .patch("web", difference.guardedBy(requireNonNull(before.metadata().resourceVersion())));
    // docs: end
    return difference;
  }

  static void writeSubresources(Kubernetes k8s) {
    // docs: subresource
    Scale scale = k8s.appsV1().deployments("default").scale().get("web");
    k8s.appsV1().deployments("default").scale().update(scale.with(s -> s.spec(x -> x.replicas(3))));

    Pod pod = k8s.coreV1().pods("default").get("web-0");
    k8s.coreV1().pods("default").status().update(pod.with(p -> p.status(s -> s.phase("Running"))));
    // docs: end
  }

  static void apply(Kubernetes k8s) {
    // docs: apply
    var maps = k8s.coreV1().configMaps("default");
    JsonObject blue =
        (JsonObject)
            Codec.yaml()
                .decodeTree(
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: colors}
                    data: {door: blue}
                    """);
    maps.apply(blue, "painter");

    JsonObject red = blue.with("data", JsonObject.builder().put("door", "red").build());
    try {
      maps.apply(red, "builder");
    } catch (ConflictException e) {
      for (StatusCause cause : e.status().causes()) {
        System.out.println(cause.field() + ": " + cause.message());
      }
      maps.apply(red, "builder", o -> o.force());
    }
    // docs: end
  }
}
