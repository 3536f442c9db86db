package dev.fairlead.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.authorization.Rbac;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.LimitRange;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.PersistentVolume;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.core.v1.Taint;
import dev.fairlead.model.core.v1.Toleration;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.networking.v1.Ingress;
import dev.fairlead.model.networking.v1.IngressClass;
import dev.fairlead.model.node.v1.RuntimeClass;
import dev.fairlead.model.scheduling.v1.PriorityClass;
import dev.fairlead.model.storage.v1.StorageClass;
import dev.fairlead.model.value.Quantity;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final StoredObjects stored =
      new StoredObjects(Namespace.of(n -> n.metadata(m -> m.name("shop"))));
  private final List<String> warnings = new ArrayList<>();
  private final Rbac rbac = new Rbac(stored);
  private Admission admission = Admission.standard(rbac, new Random(1), false);
  private User user = User.of("joe");

  // --- NamespaceLifecycle ---

  @Test
  void nothingIsCreatedInANamespaceThatIsNotThere() {
    assertThatThrownBy(() -> create("configmaps", "nope", configMap("a")))
        .hasMessage("namespaces \"nope\" not found");
  }

  @Test
  void nothingIsCreatedInANamespaceThatGoesAway() {
    stored.put(
        Namespace.of(n -> n.metadata(m -> m.name("gone")).status(s -> s.phase("Terminating"))));
    assertThatThrownBy(() -> create("configmaps", "gone", configMap("a")))
        .isInstanceOfSatisfying(
            StatusException.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "configmaps \"a\" is forbidden: unable to create new content in namespace"
                          + " gone because it is being terminated");
              assertThat(e.status().code()).isEqualTo(403);
              assertThat(e.status().details().causes())
                  .containsExactly(
                      StatusCause.of(c ->
                          c.reason("NamespaceTerminating")
                              .message("namespace gone is being terminated")
                              .field("metadata.namespace")));
            });
    KubernetesObject map = configMap("a");
    admission.mutate(request(Operation.UPDATE, "", "configmaps", "", "gone", "a", map, map));
  }

  @Test
  void threeNamespacesCanNotBeDeleted() {
    for (String name : List.of("default", "kube-system", "kube-public")) {
      assertThatThrownBy(() -> delete("namespaces", name))
          .hasMessage(
              "namespaces \"" + name + "\" is forbidden: this namespace may not be deleted");
    }
    delete("namespaces", "kube-node-lease");
  }

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

  // --- small defaults ---

  @Test
  void aPodToleratesALostNodeForFiveMinutes() {
    Toleration notReady = toleration("node.kubernetes.io/not-ready", 300L);
    Toleration unreachable = toleration("node.kubernetes.io/unreachable", 300L);
    assertThat(create(pod(s -> {})).spec().tolerations()).containsExactly(notReady, unreachable);
    Toleration own = toleration("node.kubernetes.io/not-ready", 5L);
    assertThat(create(pod(s -> s.toleration(own))).spec().tolerations())
        .containsExactly(own, unreachable);
    assertThat(create(pod(s -> s.toleration(t -> t.operator("Exists")))).spec().tolerations())
        .hasSize(1);
  }

  @Test
  void volumesAndClaimsAreProtectedWhileInUse() {
    KubernetesObject claim =
        create("persistentvolumeclaims", "shop", PersistentVolumeClaim.TYPE.empty());
    assertThat(claim.metadata().finalizers()).containsExactly("kubernetes.io/pvc-protection");
    KubernetesObject volume = create("persistentvolumes", "", PersistentVolume.TYPE.empty());
    assertThat(volume.metadata().finalizers()).containsExactly("kubernetes.io/pv-protection");
    assertThat(create("persistentvolumes", "", volume)).isEqualTo(volume);
  }

  @Test
  void theNewestDefaultClassIsTaken() {
    for (int i = 1; i <= 2; i++) {
      int at = i;
      stored
          .put(
              StorageClass.of(c ->
                  c.metadata(m ->
                      m.name("c" + at)
                          .creationTimestamp(new Time(at))
                          .annotation("storageclass.kubernetes.io/is-default-class", "true"))))
          .put(
              IngressClass.of(c ->
                  c.metadata(m ->
                      m.name("i" + at)
                          .annotation("ingressclass.kubernetes.io/is-default-class", "true"))));
    }
    assertThat(create("persistentvolumeclaims", "shop", PersistentVolumeClaim.TYPE.empty()))
        .isInstanceOfSatisfying(
            PersistentVolumeClaim.class,
            claim -> assertThat(claim.spec().storageClassName()).isEqualTo("c2"));
    AdmissionRequest ingress =
        request(
            Operation.CREATE,
            "networking.k8s.io",
            "ingresses",
            "",
            "shop",
            "",
            Ingress.TYPE.empty(),
            null);
    assertThat(admission.mutate(ingress))
        .isInstanceOfSatisfying(
            Ingress.class, i -> assertThat(i.spec().ingressClassName()).isEqualTo("i1"));
  }

  @Test
  void aNewNodeIsNotReady() {
    assertThat(create("nodes", "", Node.TYPE.empty()))
        .isInstanceOfSatisfying(
            Node.class,
            node ->
                assertThat(node.spec().taints())
                    .containsExactly(
                        Taint.of(t -> t.key("node.kubernetes.io/not-ready").effect("NoSchedule"))));
  }

  @Test
  void onlyBoundClaimsOfClassesThatAllowItGrow() {
    PersistentVolumeClaim small = claim("1Gi", "Pending");
    PersistentVolumeClaim bound = claim("1Gi", "Bound");
    PersistentVolumeClaim large = claim("2Gi", "Bound");
    assertThatThrownBy(() -> update("persistentvolumeclaims", large, small))
        .hasMessage(
            "persistentvolumeclaims \"c\" is forbidden: Only bound persistent volume claims can"
                + " be expanded");
    assertThatThrownBy(() -> update("persistentvolumeclaims", large, bound))
        .hasMessage(
            "persistentvolumeclaims \"c\" is forbidden: only dynamically provisioned pvc can be"
                + " resized and the storageclass that provisions the pvc must support resize");
    stored.put(StorageClass.of(c -> c.metadata(m -> m.name("fast")).allowVolumeExpansion(true)));
    update("persistentvolumeclaims", large, bound);
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
    admission = Admission.standard(rbac, new Random(1), true);
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
    assertThat(spec.volumes().getFirst().projected().sources()).hasSize(3);
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

  // --- certificates ---

  @Test
  void onlyWhoMayApproveForASignerApproves() {
    CertificateSigningRequest csr =
        CertificateSigningRequest.of(
            c -> c.metadata(m -> m.name("csr")).spec(s -> s.signerName("example.com/x")));
    AdmissionRequest approval =
        request(
            Operation.UPDATE,
            "certificates.k8s.io",
            "certificatesigningrequests",
            "approval",
            "",
            "csr",
            csr,
            csr);
    assertThatThrownBy(() -> admission.validate(approval))
        .hasMessage(
            "certificatesigningrequests.certificates.k8s.io \"csr\" is forbidden: user not"
                + " permitted to approve requests with signerName \"example.com/x\"");
    user = User.of("admin", User.MASTERS_GROUP);
    admission.validate(
        request(
            Operation.UPDATE,
            "certificates.k8s.io",
            "certificatesigningrequests",
            "approval",
            "",
            "csr",
            csr,
            csr));
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

  // --- how the tests ask ---

  private void assertForbidden(Pod pod, String why) {
    assertThatThrownBy(() -> create(pod)).hasMessage("pods \"web\" is forbidden: " + why);
  }

  private Pod create(Pod pod) {
    return (Pod) create("pods", "shop", pod);
  }

  private KubernetesObject create(String resource, String namespace, KubernetesObject object) {
    AdmissionRequest request =
        request(Operation.CREATE, "", resource, "", namespace, "", object, null);
    KubernetesObject mutated = admission.mutate(request);
    admission.validate(request.withObject(mutated));
    return mutated;
  }

  private void update(String resource, KubernetesObject object, KubernetesObject old) {
    AdmissionRequest request =
        request(Operation.UPDATE, "", resource, "", "shop", "c", object, old);
    admission.validate(request.withObject(admission.mutate(request)));
  }

  private void delete(String resource, String name) {
    AdmissionRequest request =
        request(Operation.DELETE, "", resource, "", "", name, null, configMap(name));
    assertThat(admission.mutate(request)).isNull();
    admission.validate(request);
  }

  private AdmissionRequest request(
      Operation operation,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      KubernetesObject object,
      KubernetesObject old) {
    return new AdmissionRequest(
        operation,
        new GroupResource(group, resource),
        subresource,
        namespace,
        name,
        object,
        old,
        user,
        false,
        stored,
        warnings::add);
  }

  private static Pod pod(Consumer<PodSpec.Builder> spec) {
    return Pod.of(p ->
        p.metadata(m -> m.name("web").namespace("shop"))
            .spec(s -> {
              s.container(c -> c.name("a").image("a"));
              spec.accept(s);
            }));
  }

  private static Namespace namespace(String name, Map<String, String> labels) {
    return Namespace.of(n -> n.metadata(m -> m.name(name).labels(labels)));
  }

  private static ConfigMap configMap(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name)));
  }

  private static PersistentVolumeClaim claim(String size, String phase) {
    return PersistentVolumeClaim.of(c ->
        c.metadata(m -> m.name("c").namespace("shop"))
            .spec(s ->
                s.storageClassName("fast").resources(r -> r.requests(quantities("storage", size))))
            .status(s -> s.phase(phase)));
  }

  private static Map<String, Quantity> quantities(String name, String value) {
    return Map.of(name, Quantity.parse(value));
  }

  private static Toleration toleration(String key, long seconds) {
    return Toleration.of(
        t -> t.key(key).operator("Exists").effect("NoExecute").tolerationSeconds(seconds));
  }

  private static PriorityClass priorityClass(
      String name, int value, boolean isDefault, String preemption) {
    return PriorityClass.of(c ->
        c.metadata(m -> m.name(name))
            .value(value)
            .globalDefault(isDefault)
            .preemptionPolicy(preemption));
  }
}
