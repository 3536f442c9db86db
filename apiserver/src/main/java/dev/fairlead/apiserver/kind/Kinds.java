package dev.fairlead.apiserver.kind;

import java.util.List;
import java.util.stream.Stream;

/** Every kind that has rules of its own. */
public final class Kinds {
  private Kinds() {}

  public static List<Kind<?>> all() {
    return Stream.of(pods(), core(), others()).flatMap(List::stream).toList();
  }

  /** Pods, and what is made of Pod templates alone. */
  private static List<Kind<?>> pods() {
    return List.of();
  }

  /** The rest of the core group, and the small groups beside it. */
  private static List<Kind<?>> core() {
    return List.of();
  }

  /** Workloads, policy, networking, RBAC and storage. */
  private static List<Kind<?>> others() {
    return List.of(
        new Deployments(),
        new ReplicaSets(),
        new StatefulSets(),
        new DaemonSets(),
        new ControllerRevisions());
  }
}
