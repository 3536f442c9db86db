package dev.fairlead.cluster.guide;

// docs: embedded
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.rbac.v1.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
  @Test
  void storesPods() {
    try (Cluster cluster = Cluster.start();
        Kubernetes k8s = cluster.connect()) {
      k8s.coreV1().namespaces().create(Namespace.of(n -> n.metadata(m -> m.name("shop"))));
      Pod web =
          Pod.of(p ->
              p.metadata(m -> m.generateName("web-"))
                  .spec(s -> s.container(c -> c.name("web").image("nginx:1.29"))));
      Pod stored = k8s.coreV1().pods("shop").create(web);
      assertEquals("Pending", stored.status().phase());
      assertEquals(List.of(stored), k8s.coreV1().pods("shop").list().items());
    }
  }

  @Test
  void letsFriendsLook() {
    try (Cluster cluster = Cluster.start();
        Kubernetes admin = cluster.connect();
        Kubernetes ada = cluster.connect("ada", List.of("friends"))) {
      assertThrows(ForbiddenException.class, () -> ada.coreV1().pods("default").list());
      admin
          .rbacV1()
          .roleBindings("default")
          .create(
              RoleBinding.of(b ->
                  b.metadata(m -> m.name("friends"))
                      .roleRef(r ->
                          r.apiGroup("rbac.authorization.k8s.io").kind("ClusterRole").name("view"))
                      .subject(s ->
                          s.apiGroup("rbac.authorization.k8s.io").kind("Group").name("friends"))));
      assertEquals(List.of(), ada.coreV1().pods("default").list().items());
    }
  }

  @Test
  void servesOthers(@TempDir Path folder) throws IOException {
    try (Cluster cluster = Cluster.start()) {
      Path kubeconfig = folder.resolve("kubeconfig"); // for kubectl and every other client
      Files.writeString(kubeconfig, cluster.kubeconfig());
      try (Kubernetes k8s = Kubernetes.connect(cluster.config())) { // over the network, as they do
        assertEquals("v1.37.2", k8s.version().gitVersion());
      }
    }
  }
}
// docs: end
