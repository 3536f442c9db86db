package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Pods;
import dev.fairlead.client.error.InvalidException;
import dev.fairlead.model.core.v1.Pod;
import java.time.Duration;

/** Creates a Pod, reads it, changes it, is refused what Pods may not, lists and deletes it. */
public class PodApi {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) {
    Pods pods = k8s.coreV1().pods(k8s.namespace());
    Pod blog =
        Pod.of(p ->
            p.metadata(m -> m.name("blog"))
                .spec(s -> s.container(c -> c.name("web").image("nginx:1.29"))));
    System.out.println("created " + pods.create(blog));

    Pod labelled = pods.edit("blog", p -> p.with(x -> x.metadata(m -> m.label("app", "blog"))));
    System.out.println("has labels " + labelled.metadata().labels());
    try {
      pods.edit("blog", p -> p.with(x -> x.spec(s -> s.hostname("no"))));
    } catch (InvalidException e) {
      System.out.println("refused: " + e.reason());
    }

    for (Pod pod : pods.list(o -> o.labelSelector("app=blog")).items()) {
      System.out.println("found " + pod);
    }
    pods.delete("blog");
    pods.waitForDeletion("blog", Duration.ofMinutes(1));
    System.out.println("deleted blog");
  }
}
