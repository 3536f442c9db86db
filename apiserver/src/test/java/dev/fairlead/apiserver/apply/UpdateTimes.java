package dev.fairlead.apiserver.apply;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodCondition;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Measures what a create and a status update of a typical Pod cost. Run it by hand. */
final class UpdateTimes {
  private static final int PODS = 10_000;
  private static final int ROUNDS = 8;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final FieldSet RESET = FieldSet.of("status");
  private static final FieldSet STATUS_RESET =
      FieldSet.of("spec", "metadata.deletionTimestamp", "metadata.ownerReferences");

  private UpdateTimes() {}

  public static void main(String[] args) {
    for (int round = 0; round < ROUNDS; round++) {
      List<Pod> pods = new ArrayList<>(PODS);
      for (int i = 0; i < PODS; i++) {
        pods.add(pod("pod-" + i));
      }
      long start = System.nanoTime();
      List<Pod> created = new ArrayList<>(PODS);
      for (Pod pod : pods) {
        created.add(FieldManagement.update(Pod.TYPE, null, pod, "client", "", RESET, NOW));
      }
      long creates = System.nanoTime() - start;
      List<Pod> running = new ArrayList<>(PODS);
      for (Pod pod : created) {
        running.add(running(pod));
      }
      start = System.nanoTime();
      long entries = 0;
      for (int i = 0; i < PODS; i++) {
        Pod live = created.get(i);
        Pod updated = running.get(i);
        updated =
            FieldManagement.update(Pod.TYPE, live, updated, "client", "status", STATUS_RESET, NOW);
        entries += updated.metadata().managedFields().size();
      }
      long updates = System.nanoTime() - start;
      System.out.printf(
          "create %.1f us, status %.1f us, %d entries%n",
          creates / 1e3 / PODS, updates / 1e3 / PODS, entries);
    }
  }

  static Pod pod(String name) {
    return Pod.of(p ->
        p.metadata(m ->
                m.name(name)
                    .namespace("bench")
                    .uid("0d3b1c1e-0000-4000-8000-000000000000")
                    .label("app", "web")
                    .label("tier", "front"))
            .spec(s ->
                s.restartPolicy("Always")
                    .dnsPolicy("ClusterFirst")
                    .schedulerName("default-scheduler")
                    .terminationGracePeriodSeconds(30L)
                    .enableServiceLinks(true)
                    .preemptionPolicy("PreemptLowerPriority")
                    .priority(0)
                    .container(c ->
                        c.name("web")
                            .image("nginx:1.29")
                            .imagePullPolicy("IfNotPresent")
                            .terminationMessagePath("/dev/termination-log")
                            .terminationMessagePolicy("File")
                            .port(port -> port.containerPort(80).protocol("TCP"))
                            .env(e -> e.name("A").value("1"))
                            .env(e -> e.name("B").value("2")))));
  }

  private static Pod running(Pod pod) {
    Time now = Time.of(NOW);
    PodCondition ready =
        PodCondition.of(c -> c.type("Ready").status("True").lastTransitionTime(now));
    PodCondition scheduled =
        PodCondition.of(c -> c.type("PodScheduled").status("True").lastTransitionTime(now));
    return pod.with(p ->
        p.status(s ->
            s.phase("Running")
                .podIP("10.0.0.1")
                .condition(ready)
                .condition(scheduled)
                .startTime(now)));
  }
}
