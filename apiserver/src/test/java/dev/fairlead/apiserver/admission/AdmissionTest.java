package dev.fairlead.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.PersistentVolume;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.Taint;
import dev.fairlead.model.core.v1.Toleration;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.networking.v1.Ingress;
import dev.fairlead.model.networking.v1.IngressClass;
import dev.fairlead.model.storage.v1.StorageClass;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Time;
import java.io.StringWriter;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class AdmissionTest extends AdmissionFixture {
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
              assertThat(Objects.requireNonNull(e.status().details()).causes())
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

  @Test
  void nobodyGetsAClientCertificateOfTheMasters() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    StringWriter pem = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
      writer.writeObject(
          new JcaPKCS10CertificationRequestBuilder(
                  new X500Name("O=dev,O=system:masters,CN=joe"), keys.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }
    assertThatThrownBy(() -> admission.validate(signing(pem.toString())))
        .hasMessage(
            "certificatesigningrequests.certificates.k8s.io \"csr\" is forbidden: use of"
                + " kubernetes.io/kube-apiserver-client signer with system:masters group is not"
                + " allowed");
  }

  private AdmissionRequest signing(String pem) {
    CertificateSigningRequest csr =
        CertificateSigningRequest.of(c ->
            c.metadata(m -> m.name("csr"))
                .spec(s ->
                    s.signerName("kubernetes.io/kube-apiserver-client")
                        .request(Bytes.ofUtf8(pem))));
    return request(
        Operation.CREATE,
        "certificates.k8s.io",
        "certificatesigningrequests",
        "",
        "",
        "",
        csr,
        null);
  }
}
