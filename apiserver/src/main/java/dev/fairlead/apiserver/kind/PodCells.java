package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerStateTerminated;
import dev.fairlead.model.core.v1.ContainerStatus;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodCondition;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The row of a Pod: what became of all its containers, in one word. */
final class PodCells {
  private static final String COMPLETED = "Completed";

  /** Why a Pod's node can't be asked; the deletion of such a Pod doesn't end by itself. */
  private static final String NODE_LOST = "NodeLost";

  private final Pod pod;
  private final Set<String> sidecars = new HashSet<>();
  private String status;
  private int ready;
  private int restarts;
  private int sidecarRestarts;
  private @Nullable Time lastRestart;
  private @Nullable Time lastSidecarRestart;

  private PodCells(Pod pod) {
    this.pod = pod;
    this.status =
        isEmpty(pod.status().reason())
            ? orEmpty(pod.status().phase())
            : orEmpty(pod.status().reason());
    for (Container container : pod.spec().initContainers()) {
      if ("Always".equals(container.restartPolicy())) {
        sidecars.add(container.name());
      }
    }
  }

  static List<JsonValue> of(Pod pod, Instant now) {
    PodCells cells = new PodCells(pod);
    cells.gather();
    String restarts = Integer.toString(cells.restarts);
    if (cells.restarts != 0 && cells.lastRestart != null) {
      restarts += " (" + Ages.since(cells.lastRestart, now) + " ago)";
    }
    int total = pod.spec().containers().size() + cells.sidecars.size();
    var ips = pod.status().podIPs();
    return Row.of(pod.metadata(), now)
        .text(cells.ready + "/" + total)
        .text(cells.status)
        .text(restarts)
        .age(pod.metadata())
        .text(orNone(ips.isEmpty() ? "" : ips.getFirst().ip()))
        .text(orNone(pod.spec().nodeName()))
        .text(orNone(pod.status().nominatedNodeName()))
        .text(readinessGates(pod))
        .cells();
  }

  private static String orNone(@Nullable String text) {
    return isEmpty(text) ? Row.NONE : orEmpty(text);
  }

  private static String readinessGates(Pod pod) {
    var gates = pod.spec().readinessGates();
    long open =
        gates.stream()
            .filter(gate -> isTrue(pod, gate.conditionType()))
            .count();
    return gates.isEmpty() ? Row.NONE : open + "/" + gates.size();
  }

  /** Whether the first condition of that type is true. */
  private static boolean isTrue(Pod pod, String type) {
    return pod.status().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .map(condition -> condition.status().equals("True"))
        .orElse(false);
  }

  private void gather() {
    for (PodCondition condition : pod.status().conditions()) {
      if (condition.type().equals("PodScheduled")
          && "SchedulingGated".equals(condition.reason())) {
        status = "SchedulingGated";
      }
    }
    boolean initializing = initContainers();
    if (!initializing || isTrue(pod, "Initialized")) {
      containers();
    }
    if (pod.metadata().isTerminating()) {
      String phase = orEmpty(pod.status().phase());
      if (NODE_LOST.equals(pod.status().reason())) {
        status = "Unknown";
      } else if (!phase.equals("Failed") && !phase.equals("Succeeded")) {
        status = "Terminating";
      }
    }
  }

  /** Returns whether one of them is still to finish. */
  private boolean initContainers() {
    List<ContainerStatus> all = pod.status().initContainerStatuses();
    for (int i = 0; i < all.size(); i++) {
      ContainerStatus container = all.get(i);
      boolean sidecar = sidecars.contains(container.name());
      Time ended = lastEnd(container);
      restarts += container.restartCount();
      lastRestart = later(lastRestart, ended);
      if (sidecar) {
        sidecarRestarts += container.restartCount();
        lastSidecarRestart = later(lastSidecarRestart, ended);
      }
      ContainerStateTerminated terminated = container.state().terminated();
      if (terminated != null && terminated.exitCode() == 0) {
        continue;
      }
      if (sidecar && Boolean.TRUE.equals(container.started())) {
        ready += container.ready() ? 1 : 0;
        continue;
      }
      var waiting = container.state().waiting();
      String why = waiting == null ? "" : orEmpty(waiting.reason());
      String what =
          terminated != null
              ? reason(terminated)
              : !why.isEmpty() && !why.equals("PodInitializing")
                  ? why
                  : i + "/" + pod.spec().initContainers().size();
      status = "Init:" + what;
      return true;
    }
    return false;
  }

  private void containers() {
    restarts = sidecarRestarts;
    lastRestart = lastSidecarRestart;
    boolean running = false;
    String failure = "";
    for (ContainerStatus container : pod.status().containerStatuses().reversed()) {
      restarts += container.restartCount();
      lastRestart = later(lastRestart, lastEnd(container));
      var waiting = container.state().waiting();
      ContainerStateTerminated terminated = container.state().terminated();
      if (waiting != null && !isEmpty(waiting.reason())) {
        status = orEmpty(waiting.reason());
      } else if (terminated != null) {
        status = reason(terminated);
        failure = terminated.exitCode() == 0 ? failure : status;
      } else if (container.ready() && container.state().running() != null) {
        running = true;
        ready++;
      }
    }
    if (!status.equals(COMPLETED)) {
      return;
    }
    // Some containers have ended: the others tell how the Pod is.
    if (running && hasReadyCondition()) {
      status = "Running";
    } else if (!failure.isEmpty()) {
      status = failure;
    } else if (running) {
      status = "NotReady";
    }
  }

  private boolean hasReadyCondition() {
    return pod.status().conditions().stream()
        .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }

  private static String reason(ContainerStateTerminated terminated) {
    if (!isEmpty(terminated.reason())) {
      return orEmpty(terminated.reason());
    }
    return terminated.signal() != 0
        ? "Signal:" + terminated.signal()
        : "ExitCode:" + terminated.exitCode();
  }

  private static @Nullable Time lastEnd(ContainerStatus container) {
    ContainerStateTerminated last = container.lastState().terminated();
    return last == null ? null : last.finishedAt();
  }

  private static @Nullable Time later(@Nullable Time one, @Nullable Time other) {
    return one == null || (other != null && one.compareTo(other) < 0) ? other : one;
  }
}
