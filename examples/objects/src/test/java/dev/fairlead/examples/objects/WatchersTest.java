package dev.fairlead.examples.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.batch.v1.JobCondition;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.events.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each program that waits for something tells of it, on the embedded API. */
@Timeout(30)
class WatchersTest {
  private static final Duration MOMENT = Duration.ofMillis(20);

  private interface Program {
    void run(Kubernetes k8s) throws InterruptedException;
  }

  private Cluster cluster;
  private Kubernetes k8s;

  @BeforeEach
  void start() {
    cluster = Cluster.start();
    k8s = cluster.connect();
  }

  @AfterEach
  void stop() {
    k8s.close();
    cluster.close();
  }

  /** Lets things happen again and again, because the program may begin late, until it tells. */
  private void tells(Program program, String line, Runnable happening) throws Exception {
    try (Printed printed = new Printed()) {
      Kubernetes its = cluster.connect();
      Thread thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  program.run(its);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      while (!printed.text().lines().anyMatch(l -> l.matches(line)) && thread.isAlive()) {
        happening.run();
        thread.join(MOMENT); // so that it keeps up
      }
      its.close();
      thread.join();
      assertThat(printed.text().lines()).anyMatch(l -> l.matches(line));
    }
  }

  private void pod() {
    k8s.coreV1()
        .pods("default")
        .create(
            Pod.of(p ->
                p.metadata(m -> m.generateName("web-"))
                    .spec(s -> s.container(c -> c.name("web").image("nginx:1.29")))));
  }

  private void configMap() {
    k8s.coreV1()
        .configMaps("default")
        .create(ConfigMap.of(c -> c.metadata(m -> m.generateName("map-"))));
  }

  @Test
  void ofPods() throws Exception {
    tells(PodWatcher::run, "Pod default/web-\\S+ was created", this::pod);
  }

  @Test
  void ofAnyKind() throws Exception {
    tells(k -> DynamicWatcher.run(k, "po"), "Added v1 Pod default/web-\\S+", this::pod);
  }

  @Test
  void ofSeveralKinds() throws Exception {
    tells(MultiWatcher::run, "configmaps: map-\\S+", this::configMap);
  }

  @Test
  void ofEvents() throws Exception {
    tells(
        EventWatcher::run,
        "Pod web-0: Pulled: have it",
        () ->
            k8s.eventsV1()
                .events("default")
                .create(
                    Event.of(e ->
                        e.metadata(m -> m.generateName("web-0-"))
                            .eventTime(Instant.now())
                            .reportingController("example.com/test")
                            .reportingInstance("test-1")
                            .action("Pulling")
                            .reason("Pulled")
                            .type("Normal")
                            .note("have it")
                            .regarding(r -> r.kind("Pod").name("web-0").namespace("default")))));
  }

  @Test
  void ofNodes() throws Exception {
    k8s.coreV1().nodes().create(Node.of(n -> n.metadata(m -> m.name("n1"))));
    tells(
        NodeWatcher::run,
        "Node n1: Ready=False",
        () ->
            k8s.coreV1()
                .nodes()
                .status()
                .edit(
                    "n1",
                    n ->
                        n.with(x ->
                            x.metadata(m -> m.annotation("at", Long.toString(System.nanoTime())))
                                .status(s -> s.condition(c -> c.type("Ready").status("False"))))));
  }

  @Test
  void ofAJobsEnd() throws Exception {
    var jobs = k8s.batchV1().jobs("default");
    tells(JobApi::run, "complete since .+", () -> complete(jobs.find("pi").isPresent()));
    assertThat(jobs.find("pi")).isEqualTo(Optional.empty());
  }

  private void complete(boolean there) {
    if (there) {
      JobCondition target = JobCondition.of(c -> c.type("SuccessCriteriaMet").status("True"));
      JobCondition complete = JobCondition.of(c -> c.type("Complete").status("True"));
      k8s.batchV1()
          .jobs("default")
          .status()
          .edit(
              "pi",
              j ->
                  j.with(x ->
                      x.status(s ->
                          s.startTime(Instant.now())
                              .completionTime(Instant.now())
                              .succeeded(1)
                              .condition(target)
                              .condition(complete))));
    }
  }
}
