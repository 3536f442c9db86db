package dev.fairlead.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.LimitRange;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.node.v1.RuntimeClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What admission sets in Pods, and which it refuses. */
class PodAdmissionTest extends AdmissionFixture {
  // --- Priority ---

  @Test
  void aPodHasThePriorityOfItsClassOrOfTheDefaultOne() {
    PodSpec plain = create(pod(s -> {})).spec();
    assertThat(plain.priority()).isEqualTo(0);
    assertThat(plain.preemptionPolicy()).isEqualTo("PreemptLowerPriority");
    assertThat(plain.priorityClassName()).isNull();
    stored
        .put(priorityClass("high", 7, false, "Never"))
        .put(priorityClass("usual", 5, true, "PreemptLowerPriority"));
    PodSpec usual = create(pod(s -> {})).spec();
    assertThat(usual.priority()).isEqualTo(5);
    assertThat(usual.priorityClassName()).isEqualTo("usual");
    PodSpec high = create(pod(s -> s.priorityClassName("high"))).spec();
    assertThat(high.priority()).isEqualTo(7);
    assertThat(high.preemptionPolicy()).isEqualTo("Never");
  }

  @Test
  void aPodCanNotChooseItsPriorityItself() {
    assertForbidden(pod(s -> s.priorityClassName("no")), "no PriorityClass with name no was found");
    assertForbidden(
        pod(s -> s.priority(7)),
        "the integer value of priority (7) must not be provided in pod spec; priority admission"
            + " controller computed 0 from the given PriorityClass name");
    assertForbidden(
        pod(s -> s.preemptionPolicy("Never")),
        "the string value of PreemptionPolicy (Never) must not be provided in pod spec; priority"
            + " admission controller computed PreemptLowerPriority from the given PriorityClass"
            + " name");
  }

  @Test
  void onlyOnePriorityClassIsTheDefault() {
    stored.put(priorityClass("d", 5, true, "Never"));
    AdmissionRequest second =
        request(
            Operation.CREATE,
            "scheduling.k8s.io",
            "priorityclasses",
            "",
            "",
            "",
            priorityClass("e", 5, true, "Never"),
            null);
    assertThatThrownBy(() -> admission.validate(second))
        .hasMessage(
            "priorityclasses.scheduling.k8s.io \"e\" is forbidden: PriorityClass d is already"
                + " marked as default. Only one default can exist");
  }

  // --- LimitRanger ---

  @Test
  void containersGetTheDefaultsOfTheirNamespaceAndStayWithinItsBounds() {
    stored.put(
        LimitRange.of(r ->
            r.metadata(m -> m.name("a").namespace("shop"))
                .spec(s ->
                    s.limit(l ->
                            l.type("Container")
                                .max(quantities("cpu", "1"))
                                .min(quantities("cpu", "100m"))
                                .defaultValue(quantities("cpu", "500m"))
                                .defaultRequest(quantities("cpu", "500m")))
                        .limit(l -> l.type("Pod").max(quantities("cpu", "1500m"))))));
    Pod small = create(pod(s -> {}));
    assertThat(small.metadata().annotations())
        .containsEntry(
            "kubernetes.io/limit-ranger",
            "LimitRanger plugin set: cpu request for container a; cpu limit for container a");
    assertThat(small.spec().containers().getFirst().resources().limits())
        .isEqualTo(quantities("cpu", "500m"));
    Pod large =
        pod(s ->
            s.containers(List.of())
                .container(c -> c.name("a").resources(r -> r.limits(quantities("cpu", "2"))))
                .container(c -> c.name("b")));
    assertForbidden(
        large,
        "[maximum cpu usage per Container is 1, but limit is 2, maximum cpu usage per Pod is"
            + " 1500m, but limit is 2500m]");
  }

  // --- ServiceAccount ---

  @Test
  void aPodRunsAsAServiceAccountWhoseTokenItFinds() {
    admission = Admission.standard(rbac, new Random(1), true, this::write);
    assertForbidden(
        pod(s -> {}),
        "error looking up service account shop/default: serviceaccount \"default\" not found");
    stored.put(
        ServiceAccount.of(a ->
            a.metadata(m -> m.name("default").namespace("shop"))
                .imagePullSecret(s -> s.name("p"))));
    PodSpec spec = create(pod(s -> {})).spec();
    assertThat(spec.serviceAccountName()).isEqualTo("default");
    assertThat(spec.serviceAccount()).isEqualTo("default");
    assertThat(spec.imagePullSecrets().getFirst().name()).isEqualTo("p");
    String volume = spec.volumes().getFirst().name();
    assertThat(volume).matches("kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(Objects.requireNonNull(spec.volumes().getFirst().projected()).sources()).hasSize(3);
    assertThat(spec.containers().getFirst().volumeMounts().getFirst().mountPath())
        .isEqualTo("/var/run/secrets/kubernetes.io/serviceaccount");
    assertThat(create(pod(s -> s.automountServiceAccountToken(false))).spec().volumes()).isEmpty();
  }

  // --- RuntimeClass ---

  @Test
  void aPodHasTheOverheadAndSchedulingOfItsRuntimeClass() {
    assertForbidden(
        pod(s -> s.runtimeClassName("rc")), "pod rejected: RuntimeClass \"rc\" not found");
    assertForbidden(
        pod(s -> s.overhead(quantities("cpu", "1"))),
        "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
    stored.put(
        RuntimeClass.of(c ->
            c.metadata(m -> m.name("rc"))
                .overhead(o -> o.podFixed(quantities("cpu", "250m")))
                .scheduling(s -> s.nodeSelector("runtime", "rc"))));
    PodSpec spec = create(pod(s -> s.runtimeClassName("rc"))).spec();
    assertThat(spec.overhead()).isEqualTo(quantities("cpu", "250m"));
    assertThat(spec.nodeSelector()).isEqualTo(Map.of("runtime", "rc"));
    assertForbidden(
        pod(s -> s.runtimeClassName("rc").nodeSelector("runtime", "x")),
        "conflict: runtimeClass.scheduling.nodeSelector[runtime] = rc;"
            + " pod.spec.nodeSelector[runtime] = x");
  }

  // --- PodSecurity ---

  @Test
  void unknownLevelsAreInvalid() {
    Namespace bad =
        namespace(
            "x",
            Map.of(
                "pod-security.kubernetes.io/enforce", "foo",
                "pod-security.kubernetes.io/warn-version", "1"));
    assertThatThrownBy(() -> create("namespaces", "", bad))
        .hasMessage(
            "Namespace \"x\" is invalid: [metadata.labels[pod-security.kubernetes.io/enforce]:"
                + " Invalid value: \"foo\": must be one of privileged, baseline, restricted,"
                + " metadata.labels[pod-security.kubernetes.io/warn-version]: Invalid value:"
                + " \"1\": must be \"latest\" or \"v1.x\"]");
  }

  @Test
  void restrictedTellsAllThatAPodLacks() {
    stored.put(namespace("shop", Map.of("pod-security.kubernetes.io/enforce", "restricted")));
    assertForbidden(
        pod(s ->
            s.hostNetwork(true)
                .container(c -> c.name("b"))
                .volume(v -> v.name("h").hostPath(h -> h.path("/")))),
        "violates PodSecurity \"restricted:latest\": host namespaces (hostNetwork=true),"
            + " allowPrivilegeEscalation != false (containers \"a\", \"b\" must set"
            + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities"
            + " (containers \"a\", \"b\" must set securityContext.capabilities.drop=[\"ALL\"]),"
            + " restricted volume types (volume \"h\" uses restricted volume type \"hostPath\"),"
            + " runAsNonRoot != true (pod or containers \"a\", \"b\" must set"
            + " securityContext.runAsNonRoot=true), seccompProfile (pod or containers \"a\","
            + " \"b\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
            + " \"Localhost\")");
    create(
        pod(s ->
            s.securityContext(
                    x -> x.runAsNonRoot(true).seccompProfile(p -> p.type("RuntimeDefault")))
                .containers(List.of())
                .container(c ->
                    c.name("a")
                        .securityContext(x ->
                            x.allowPrivilegeEscalation(false).capabilities(k -> k.drop("ALL"))))));
  }

  @Test
  void baselineRefusesKnownWaysOut() {
    stored.put(namespace("shop", Map.of("pod-security.kubernetes.io/enforce", "baseline")));
    create(pod(s -> {}));
    assertForbidden(
        pod(s ->
            s.containers(List.of())
                .securityContext(x -> x.seLinuxOptions(o -> o.type("x").user("u")))
                .container(c ->
                    c.name("a")
                        .port(p -> p.hostPort(9))
                        .securityContext(
                            x -> x.privileged(true).capabilities(k -> k.add("NET_ADMIN"))))),
        "violates PodSecurity \"baseline:latest\": non-default capabilities (container \"a\" must"
            + " not include \"NET_ADMIN\" in securityContext.capabilities.add), hostPort"
            + " (container \"a\" uses hostPort 9), privileged (container \"a\" must not set"
            + " securityContext.privileged=true), seLinuxOptions (pod set forbidden"
            + " securityContext.seLinuxOptions: type \"x\"; user may not be set)");
  }

  @Test
  void aStricterNamespaceWarnsOfThePodsThatAreThere() {
    Namespace before = namespace("shop", Map.of());
    Namespace after = namespace("shop", Map.of("pod-security.kubernetes.io/enforce", "restricted"));
    stored.put(pod(s -> {}));
    AdmissionRequest change =
        request(Operation.UPDATE, "", "namespaces", "", "shop", "shop", after, before);
    admission.validate(change);
    assertThat(warnings)
        .containsExactly(
            "existing pods in namespace \"shop\" violate the new PodSecurity enforce level"
                + " \"restricted:latest\"",
            "web: allowPrivilegeEscalation != false, unrestricted capabilities, runAsNonRoot !="
                + " true, seccompProfile");
  }
}
