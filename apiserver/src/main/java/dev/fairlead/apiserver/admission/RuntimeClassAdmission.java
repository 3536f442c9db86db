package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Toleration;
import dev.fairlead.model.node.v1.RuntimeClass;
import dev.fairlead.model.node.v1.Scheduling;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** RuntimeClass: a Pod has the overhead and the scheduling rules of its RuntimeClass. */
final class RuntimeClassAdmission implements Plugin {
  private static final String OTHER_OVERHEAD =
      "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.creates() || !request.isFor("pods") || !(request.object() instanceof Pod pod)) {
      return request.object();
    }
    RuntimeClass found = runtimeClass(request, pod);
    return found == null ? pod : scheduled(request, withOverhead(request, pod, found), found);
  }

  @Override
  public void validate(AdmissionRequest request) {
    if (!request.creates() || !request.isFor("pods") || !(request.object() instanceof Pod pod)) {
      return;
    }
    RuntimeClass found = runtimeClass(request, pod);
    Map<String, Quantity> overhead = pod.spec().overhead();
    if (found != null && found.overhead() != null) {
      if (!same(found.overhead().podFixed(), overhead)) {
        throw request.forbidden(OTHER_OVERHEAD);
      }
    } else if (!overhead.isEmpty()) {
      throw request.forbidden(
          "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }
  }

  private static @Nullable RuntimeClass runtimeClass(AdmissionRequest request, Pod pod) {
    String name = pod.spec().runtimeClassName();
    return name == null
        ? null
        : request
            .lister()
            .get(RuntimeClass.TYPE, "", name)
            .orElseThrow(() ->
                request.forbidden(
                    "pod rejected: RuntimeClass " + GoQuote.quote(name) + " not found"));
  }

  private static Pod withOverhead(AdmissionRequest request, Pod pod, RuntimeClass found) {
    if (found.overhead() == null) {
      return pod;
    }
    Map<String, Quantity> fixed = found.overhead().podFixed();
    if (!pod.spec().overhead().isEmpty() && !same(fixed, pod.spec().overhead())) {
      throw request.forbidden(OTHER_OVERHEAD);
    }
    return pod.with(p -> p.spec(s -> s.overhead(fixed)));
  }

  private static boolean same(Map<String, Quantity> a, Map<String, Quantity> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream()
            .allMatch(
                each -> each.getValue().sameValue(Objects.requireNonNull(b.get(each.getKey()))));
  }

  private static Pod scheduled(AdmissionRequest request, Pod pod, RuntimeClass found) {
    Scheduling scheduling = found.scheduling();
    if (scheduling == null) {
      return pod;
    }
    Map<String, String> selector = new LinkedHashMap<>(pod.spec().nodeSelector());
    scheduling
        .nodeSelector()
        .forEach((key, value) -> {
          String own = selector.putIfAbsent(key, value);
          if (own != null && !own.equals(value)) {
            throw request.forbidden(
                "conflict: runtimeClass.scheduling.nodeSelector["
                    + key
                    + "] = "
                    + value
                    + "; pod.spec.nodeSelector["
                    + key
                    + "] = "
                    + own);
          }
        });
    List<Toleration> tolerations = merged(pod.spec().tolerations(), scheduling.tolerations());
    return pod.with(p -> p.spec(s -> s.nodeSelector(selector).tolerations(tolerations)));
  }

  /** Both, without those that another one covers. */
  static List<Toleration> merged(List<Toleration> first, List<Toleration> second) {
    List<Toleration> all = new ArrayList<>(first);
    all.addAll(second);
    List<Toleration> merged = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Toleration each = all.get(i);
      boolean covered =
          merged.stream().anyMatch(other -> covers(other, each))
              || all.subList(i + 1, all.size()).stream()
                  .anyMatch(other -> !other.equals(each) && covers(other, each));
      if (!covered) {
        merged.add(each);
      }
    }
    return merged;
  }

  private static boolean covers(Toleration wide, Toleration narrow) {
    if (wide.equals(narrow)) {
      return true;
    }
    boolean isExists = "Exists".equals(wide.operator());
    if (!Objects.equals(wide.key(), narrow.key()) && !(wide.key() == null && isExists)) {
      return false;
    }
    if (wide.effect() != null && !wide.effect().equals(narrow.effect())) {
      return false;
    }
    Long seconds = wide.tolerationSeconds();
    if ("NoExecute".equals(wide.effect()) && seconds != null) {
      Long narrowSeconds = narrow.tolerationSeconds();
      if (narrowSeconds == null || narrowSeconds > seconds) {
        return false;
      }
    }
    return isExists
        || ((wide.operator() == null || wide.operator().equals("Equal"))
            && "Equal".equals(narrow.operator())
            && Objects.equals(wide.value(), narrow.value()));
  }
}
