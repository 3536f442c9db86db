package dev.fairlead.apiserver.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.apps.v1.DaemonSet;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscaler;
import dev.fairlead.model.batch.v1.CronJob;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.policy.v1.PodDisruptionBudget;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import dev.fairlead.model.rbac.v1.Role;
import dev.fairlead.model.value.IntOrString;
import org.junit.jupiter.api.Test;

/** What kube-apiserver 1.37.2 says of the same objects. */
class WorkloadKindsTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: c, image: i}]}
      """;

  private static <T extends KubernetesObject> String problems(Kind<T> kind, T object) {
    FieldErrors errors = new FieldErrors();
    kind.validate(kind.beforeCreate(kind.defaults(object)), errors);
    return errors.toString();
  }

  private static <T extends KubernetesObject> String problems(Kind<T> kind, String yaml) {
    return problems(kind, Codec.yaml().decode(kind.type(), yaml));
  }

  private static Deployment deployment() {
    return Codec.yaml().decode(Deployment.TYPE, DEPLOYMENT);
  }

  @Test
  void aDeploymentRollsAQuarterAtATime() {
    Deployment whole = new Deployments().defaults(deployment());

    assertThat(whole.spec().replicas()).isEqualTo(1);
    assertThat(whole.spec().strategy().type()).isEqualTo("RollingUpdate");
    assertThat(whole.spec().strategy().rollingUpdate())
        .extracting(r -> r.maxSurge())
        .isEqualTo(IntOrString.ofString("25%"));
    assertThat(problems(new Deployments(), whole)).isEqualTo("[]");
  }

  @Test
  void aDeploymentMustBeAbleToReplaceSomePod() {
    Deployment stuck =
        deployment()
            .with(d ->
                d.spec(
                    s -> s.strategy(t -> t.rollingUpdate(r -> r.maxSurge(0).maxUnavailable(0)))));

    assertThat(problems(new Deployments(), stuck))
        .isEqualTo(
            "spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when"
                + " `maxSurge` is 0");
  }

  @Test
  void aDeploymentsSelectorIsForLife() {
    Deployments kind = new Deployments();
    Deployment old = kind.defaults(deployment());
    Deployment changed =
        old.with(d ->
            d.spec(s ->
                s.selector(x -> x.matchLabel("tier", "front"))
                    .template(t -> t.metadata(m -> m.label("tier", "front")))));
    FieldErrors errors = new FieldErrors();

    kind.validateUpdate(changed, old, errors);

    assertThat(errors.toString())
        .isEqualTo(
            "spec.selector: Invalid value: {\"matchLabels\":{\"app\":\"web\",\"tier\":\"front\"}}:"
                + " field is immutable");
  }

  @Test
  void aDaemonSetCountsTheChangesOfItsTemplate() {
    DaemonSets kind = new DaemonSets();
    String yaml = DEPLOYMENT.replace("kind: Deployment", "kind: DaemonSet");
    DaemonSet created = kind.beforeCreate(kind.defaults(Codec.yaml().decode(DaemonSet.TYPE, yaml)));
    DaemonSet changed =
        kind.beforeUpdate(
            created.with(d -> d.spec(s -> s.template(t -> t.metadata(m -> m.label("x", "y"))))),
            created);

    assertThat(created.metadata().annotations()).containsEntry(DaemonSets.TEMPLATE_GENERATION, "1");
    assertThat(changed.metadata().annotations()).containsEntry(DaemonSets.TEMPLATE_GENERATION, "2");
  }

  @Test
  void aRulesMissingVerbsAreReportedLast() {
    Role role = Role.of(r -> r.metadata(m -> m.name("r")).rule(p -> p.apiGroup("")));

    assertThat(problems(new Roles(), role))
        .isEqualTo(
            "[rules[0].resources: Required value: resource rules must supply at least one"
                + " resource, rules[0].verbs: Required value]");
  }

  @Test
  void aClusterRoleBindingIsOnlyToClusterRoles() {
    ClusterRoleBinding binding =
        ClusterRoleBinding.of(b -> b.roleRef(r -> r.kind("Role").name("view")));

    assertThat(problems(new ClusterRoleBindings(), binding))
        .isEqualTo("roleRef.kind: Unsupported value: \"Role\": supported values: \"ClusterRole\"");
  }

  @Test
  void aBudgetLimitsOneSideOnly() {
    PodDisruptionBudget budget =
        PodDisruptionBudget.of(b -> b.spec(s -> s.minAvailable(1).maxUnavailable("50%")));

    assertThat(problems(new PodDisruptionBudgets(), budget))
        .isEqualTo(
            "spec: Invalid value:"
                + " {\"MinAvailable\":1,\"Selector\":null,\"MaxUnavailable\":\"50%\","
                + "\"UnhealthyPodEvictionPolicy\":null}: minAvailable and maxUnavailable cannot be"
                + " both set");
  }

  @Test
  void aCronJobsScheduleIsReadLikeCronReadsIt() {
    assertThat(CronSchedule.problem("*/5 1-3 1,2 jan-mar mon")).isNull();
    assertThat(CronSchedule.problem("@every 1h30m")).isNull();
    assertThat(CronSchedule.problem("60 * * * *"))
        .isEqualTo("end of range (60) above maximum (59): 60");
    assertThat(CronSchedule.problem("* * * *"))
        .isEqualTo("expected exactly 5 fields, found 4: [* * * *]");
  }

  @Test
  void aCronJobWithoutScheduleIsRefused() {
    String yaml =
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: x}
        spec:
          jobTemplate:
            spec:
              template:
                spec: {restartPolicy: Never, containers: [{name: c, image: i}]}
        """;

    assertThat(problems(new CronJobs(), Codec.yaml().decode(CronJob.TYPE, yaml)))
        .isEqualTo("spec.schedule: Required value");
  }

  @Test
  void anAutoscalerComesBackWholeFromVersion1() {
    HorizontalPodAutoscaler whole =
        new HorizontalPodAutoscalers()
            .defaults(
                HorizontalPodAutoscaler.of(a ->
                    a.metadata(m -> m.name("x").annotation("a", "b"))
                        .spec(s ->
                            s.maxReplicas(3)
                                .scaleTargetRef(
                                    r -> r.apiVersion("apps/v1").kind("Deployment").name("d"))
                                .metric(m ->
                                    m.type("Pods")
                                        .pods(p ->
                                            p.metric(n -> n.name("requests"))
                                                .target(
                                                    t -> t.type("AverageValue").averageValue("5"))))
                                .behavior(b -> b.scaleDown(d -> d.selectPolicy("Min"))))));

    assertThat(AutoscalerVersions.fromV1(AutoscalerVersions.toV1(whole))).isEqualTo(whole);
    assertThat(AutoscalerVersions.toV1(whole).metadata().annotations())
        .containsEntry(
            "autoscaling.alpha.kubernetes.io/metrics",
            "[{\"type\":\"Pods\",\"pods\":{\"metricName\":\"requests\","
                + "\"targetAverageValue\":\"5\"}}]");
  }

  @Test
  void aScaleKnowsItsSelectorAsText() {
    Deployment web = new Deployments().defaults(deployment());

    assertThat(Scales.of(web).status().selector()).isEqualTo("app=web");
    assertThat(Scales.scaled(web, Scales.of(web).with(s -> s.spec(n -> n.replicas(7)))).spec())
        .isEqualTo(web.spec().with(s -> s.replicas(7)));
  }

  @Test
  void anIngressNeedsABackendOfOneSort() {
    String yaml =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: x}
        spec: {defaultBackend: {service: {name: s, port: {name: a, number: 1}}}}
        """;

    assertThat(problems(new Ingresses(), yaml))
        .isEqualTo(
            "spec.defaultBackend: Invalid value: \"\": cannot set both port name & port number");
  }
}
