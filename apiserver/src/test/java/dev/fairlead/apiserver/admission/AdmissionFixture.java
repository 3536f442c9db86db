package dev.fairlead.apiserver.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.authorization.Rbac;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ResourceQuota;
import dev.fairlead.model.core.v1.Toleration;
import dev.fairlead.model.scheduling.v1.PriorityClass;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Admission over objects in memory, and how tests ask it. */
abstract class AdmissionFixture {
  final StoredObjects stored =
      new StoredObjects(Namespace.of(n -> n.metadata(m -> m.name("shop"))));
  final List<String> warnings = new ArrayList<>();
  final Rbac rbac = new Rbac(stored);
  Admission admission = Admission.standard(rbac, new Random(1), false, this::write);
  User user = User.of("joe");

  boolean write(ResourceQuota read, ResourceQuota changed) {
    stored.put(changed);
    return true;
  }

  void assertForbidden(Pod pod, String why) {
    assertThatThrownBy(() -> create(pod)).hasMessage("pods \"web\" is forbidden: " + why);
  }

  Pod create(Pod pod) {
    return (Pod) create("pods", "shop", pod);
  }

  KubernetesObject create(String resource, String namespace, KubernetesObject object) {
    AdmissionRequest request =
        request(Operation.CREATE, "", resource, "", namespace, "", object, null);
    KubernetesObject mutated = Objects.requireNonNull(admission.mutate(request));
    admission.validate(request.withObject(mutated));
    return mutated;
  }

  void update(String resource, KubernetesObject object, KubernetesObject old) {
    AdmissionRequest request =
        request(Operation.UPDATE, "", resource, "", "shop", "c", object, old);
    admission.validate(request.withObject(admission.mutate(request)));
  }

  void delete(String resource, String name) {
    AdmissionRequest request =
        request(Operation.DELETE, "", resource, "", "", name, null, configMap(name));
    assertThat(admission.mutate(request)).isNull();
    admission.validate(request);
  }

  AdmissionRequest request(
      Operation operation,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      @Nullable KubernetesObject object,
      @Nullable KubernetesObject old) {
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

  static Pod pod(Consumer<PodSpec.Builder> spec) {
    return Pod.of(p ->
        p.metadata(m -> m.name("web").namespace("shop"))
            .spec(s -> {
              s.container(c -> c.name("a").image("a"));
              spec.accept(s);
            }));
  }

  static Namespace namespace(String name, Map<String, String> labels) {
    return Namespace.of(n -> n.metadata(m -> m.name(name).labels(labels)));
  }

  static ConfigMap configMap(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name)));
  }

  static PersistentVolumeClaim claim(String size, String phase) {
    return PersistentVolumeClaim.of(c ->
        c.metadata(m -> m.name("c").namespace("shop"))
            .spec(s ->
                s.storageClassName("fast").resources(r -> r.requests(quantities("storage", size))))
            .status(s -> s.phase(phase)));
  }

  static Map<String, Quantity> quantities(String name, String value) {
    return Map.of(name, Quantity.parse(value));
  }

  static Toleration toleration(String key, long seconds) {
    return Toleration.of(
        t -> t.key(key).operator("Exists").effect("NoExecute").tolerationSeconds(seconds));
  }

  static PriorityClass priorityClass(String name, int value, boolean isDefault, String preemption) {
    return PriorityClass.of(c ->
        c.metadata(m -> m.name(name))
            .value(value)
            .globalDefault(isDefault)
            .preemptionPolicy(preemption));
  }
}
