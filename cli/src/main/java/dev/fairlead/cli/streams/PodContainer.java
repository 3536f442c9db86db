package dev.fairlead.cli.streams;

import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.Pods;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container that a command line means.
 *
 * @param pods those of the namespace
 * @param pod its Pod's name
 * @param container its name
 */
record PodContainer(Pods pods, String pod, String container) {
  /** Names the container for those who name none. */
  private static final String DEFAULT = "kubectl.kubernetes.io/default-container";

  /**
   * The container of that name, or else as kubectl the Pod's default one, or its first: then it is
   * said which.
   */
  static PodContainer of(Session session, String word, @Nullable String container) {
    String name = podName(word);
    Pods pods = session.k8s().coreV1().pods(session.namespace());
    if (container != null) {
      return new PodContainer(pods, name, container);
    }
    Pod pod = pods.get(name);
    String named = pod.metadata().annotations().get(DEFAULT);
    List<String> all = pod.spec().containers().stream().map(Container::name).toList();
    if (named != null && all.contains(named)) {
      return new PodContainer(pods, name, named);
    }
    if (all.size() > 1) {
      session
          .streams()
          .err()
          .println(
              "Defaulted container \"%s\" out of: %s"
                  .formatted(all.get(0), String.join(", ", all)));
    }
    return new PodContainer(pods, name, all.get(0));
  }

  /** A Pod's name, alone or as pod/NAME. */
  static String podName(String word) {
    int slash = word.indexOf('/');
    String type = slash < 0 ? "pod" : word.substring(0, slash);
    if (!List.of("pod", "pods", "po").contains(type)) {
      throw new UsageException("'" + word + "' is no Pod: give the name of one");
    }
    return word.substring(slash + 1);
  }
}
