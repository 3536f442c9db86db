package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.core.v1.ContainerState;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Toleration;
import dev.fairlead.model.value.Quantity;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PodsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Pods PODS = new Pods();
  private static final Pod WEB = pod(p -> {});

  private static Pod pod(Consumer<Pod.Builder> change) {
    return PODS.beforeCreate(
        PODS.defaults(
            Pod.of(p -> {
              p.metadata(m -> m.name("web").namespace("shop"))
                  .spec(s -> s.container(c -> c.name("web").image("nginx")));
              change.accept(p);
            })));
  }

  private static FieldErrors update(Pod old, Consumer<Pod.Builder> change) {
    Pod changed = PODS.beforeUpdate(PODS.defaults(old.with(change)), old);
    FieldErrors errors = new FieldErrors();
    PODS.validateUpdate(changed, old, errors);
    return errors;
  }

  @Test
  void limitsAreRequestsToo() {
    Pod pod =
        pod(p ->
            p.spec(s ->
                s.containers(
                    List.of(
                        WEB.spec()
                            .containers()
                            .getFirst()
                            .with(c ->
                                c.resources(r -> r.limits(Map.of("cpu", Quantity.parse("1")))))))));
    assertThat(pod.spec().containers().getFirst().resources().requests())
        .isEqualTo(Map.of("cpu", Quantity.parse("1")));
    assertThat(pod.status().qosClass()).isEqualTo("Burstable");
  }

  @Test
  void anImageMayChange() {
    FieldErrors errors =
        update(
            WEB,
            p ->
                p.spec(s ->
                    s.containers(
                        List.of(
                            WEB.spec().containers().getFirst().with(c -> c.image("nginx:2"))))));
    assertThat(errors.list()).isEmpty();
  }

  @Test
  void whatMayNotChangeIsShownAsTheServerShowsIt() {
    assertThat(update(WEB, p -> p.spec(s -> s.hostname("h"))).toString())
        .isEqualTo(
            """
            spec: Forbidden: pod updates may not change fields other than \
            `spec.containers[*].image`,`spec.initContainers[*].image`,\
            `spec.activeDeadlineSeconds`,\
            `spec.tolerations` (only additions to existing tolerations),\
            `spec.terminationGracePeriodSeconds` \
            (allow it to be set to 1 if it was previously negative)
            @@ -64,7 +64,7 @@
               "SELinuxChangePolicy": null
              },
              "ImagePullSecrets": null,
            - "Hostname": "",
            + "Hostname": "h",
              "Subdomain": "",
              "Affinity": null,
              "SchedulerName": "default-scheduler",
            """);
  }

  @Test
  void tolerationsMayOnlyBeAdded() {
    Toleration one = Toleration.of(t -> t.key("a").operator("Exists"));
    Pod old = pod(p -> p.spec(s -> s.toleration(one)));
    assertThat(
            update(old, p -> p.spec(s -> s.toleration(t -> t.key("b").operator("Exists")))).list())
        .isEmpty();
    assertThat(update(old, p -> p.spec(s -> s.tolerations(List.of()))).toString())
        .isEqualTo(
            "spec.tolerations: Forbidden: existing toleration can not be modified except its"
                + " tolerationSeconds");
  }

  @Test
  void theStatusKeepsItsQualityOfService() {
    Pod changed = PODS.beforeStatusUpdate(WEB.with(p -> p.status(s -> s.qosClass(null))), WEB);
    assertThat(changed.status().qosClass()).isEqualTo("BestEffort");
    FieldErrors errors = new FieldErrors();
    PODS.validateStatusUpdate(WEB.with(p -> p.status(s -> s.qosClass("Guaranteed"))), WEB, errors);
    assertThat(errors.toString())
        .isEqualTo("status.qosClass: Invalid value: \"Guaranteed\": field is immutable");
  }

  @Test
  void aPodThatRunsNowhereIsDeletedAtOnce() {
    assertThat(PODS.gracePeriodSeconds(WEB, null)).isZero();
    Pod placed = WEB.with(p -> p.spec(s -> s.nodeName("n")));
    assertThat(PODS.gracePeriodSeconds(placed, null)).isEqualTo(30);
    assertThat(PODS.gracePeriodSeconds(placed, 5L)).isEqualTo(5);
    assertThat(PODS.gracePeriodSeconds(placed, -5L)).isEqualTo(1);
    Pod failed = placed.with(p -> p.status(s -> s.phase("Failed")));
    assertThat(PODS.gracePeriodSeconds(failed, 5L)).isZero();
  }

  @Test
  void theRowTellsHowAPodIs() {
    Time ended = Time.of(NOW.minusSeconds(90));
    Pod pod =
        WEB.with(p ->
            p.metadata(m -> m.creationTimestamp(Time.of(NOW.minusSeconds(600))))
                .status(s ->
                    s.phase("Running")
                        .containerStatus(c ->
                            c.name("web")
                                .restartCount(3)
                                .lastState(l -> l.terminated(t -> t.finishedAt(ended)))
                                .state(
                                    ContainerState.of(
                                        x -> x.waiting(w -> w.reason("CrashLoopBackOff")))))));
    assertThat(PODS.cells(pod, NOW).toString())
        .isEqualTo(
            "[\"web\", \"0/1\", \"CrashLoopBackOff\", \"3 (90s ago)\", \"10m\", \"<none>\","
                + " \"<none>\", \"<none>\", \"<none>\"]");
  }
}
