package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.admission.PodSecurityChecks.Violation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.apps.v1.DaemonSet;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.ReplicaSet;
import dev.fairlead.model.apps.v1.StatefulSet;
import dev.fairlead.model.batch.v1.CronJob;
import dev.fairlead.model.batch.v1.Job;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.EphemeralContainer;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodTemplate;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.core.v1.ReplicationController;
import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pods stay within the level that their namespace's labels ask for. */
final class PodSecurity implements Plugin {
  private static final Set<String> IGNORED_SUBRESOURCES =
      Set.of("exec", "attach", "binding", "eviction", "log", "portforward", "proxy", "status");

  /**
   * Pods that are looked at when a namespace becomes stricter; Go: defaultNamespaceMaxPodsToCheck.
   */
  private static final int MAX_CHECKED_PODS = 3_000;

  @Override
  public void validate(AdmissionRequest request) {
    if (!request.creates() && !request.updates()) {
      return;
    }
    switch (request.object()) {
      case Namespace namespace when request.isFor("namespaces") ->
          checkNamespace(request, namespace);
      case Pod pod when !IGNORED_SUBRESOURCES.contains(request.subresource()) ->
          checkPod(request, pod);
      case KubernetesObject other when request.subresource().isEmpty() -> {
        PodTemplateSpec template = template(other);
        if (template != null) {
          Pod pod = Pod.of(p -> p.metadata(template.metadata()).spec(template.spec()));
          warn(request, policy(request), pod);
        }
      }
      case null, default -> {}
    }
  }

  private static void checkPod(AdmissionRequest request, Pod pod) {
    PodSecurityPolicy policy = policy(request);
    if (policy.asksNothing()
        || (request.updates() && request.oldObject() instanceof Pod old && isSame(pod, old))) {
      return;
    }
    List<Violation> found = PodSecurityChecks.violations(policy.enforce(), pod);
    if (!found.isEmpty()) {
      throw request.forbidden(
          "violates PodSecurity "
              + GoQuote.quote(policy.enforce().toString())
              + ": "
              + Violation.details(found));
    }
    warn(request, policy, pod);
  }

  private static void warn(AdmissionRequest request, PodSecurityPolicy policy, Pod pod) {
    List<Violation> found = PodSecurityChecks.violations(policy.warn(), pod);
    if (!found.isEmpty()) {
      request
          .warnings()
          .accept(
              "would violate PodSecurity "
                  + GoQuote.quote(policy.warn().toString())
                  + ": "
                  + Violation.details(found));
    }
  }

  private static PodSecurityPolicy policy(AdmissionRequest request) {
    Map<String, String> labels =
        request
            .lister()
            .get(Namespace.TYPE, "", request.namespace())
            .map(namespace -> namespace.metadata().labels())
            .orElse(Map.of());
    return PodSecurityPolicy.of(labels, new FieldErrors()); // the namespace's writer was told
  }

  /** Whether the change is one of those that can't make a Pod less safe. */
  private static boolean isSame(Pod pod, Pod old) {
    return images(pod.spec().containers()).equals(images(old.spec().containers()))
        && images(pod.spec().initContainers()).equals(images(old.spec().initContainers()))
        && ephemeral(old).entrySet().containsAll(ephemeral(pod).entrySet());
  }

  private static List<String> images(List<Container> containers) {
    return containers.stream().map(container -> String.valueOf(container.image())).toList();
  }

  private static Map<String, String> ephemeral(Pod pod) {
    return pod.spec().ephemeralContainers().stream()
        .collect(
            Collectors.toMap(
                EphemeralContainer::name, each -> String.valueOf(each.image()), (a, b) -> b));
  }

  private static @Nullable PodTemplateSpec template(KubernetesObject object) {
    return switch (object) {
      case Deployment o -> o.spec().template();
      case ReplicaSet o -> o.spec().template();
      case StatefulSet o -> o.spec().template();
      case DaemonSet o -> o.spec().template();
      case Job o -> o.spec().template();
      case CronJob o -> o.spec().jobTemplate().spec().template();
      case ReplicationController o -> o.spec().template();
      case PodTemplate o -> o.template();
      default -> null;
    };
  }

  // --- namespaces ---

  private static void checkNamespace(AdmissionRequest request, Namespace namespace) {
    FieldErrors errors = new FieldErrors();
    PodSecurityPolicy policy = PodSecurityPolicy.of(namespace.metadata().labels(), errors);
    if (!(request.oldObject() instanceof Namespace old)) {
      throwIfAny(request, errors);
      return;
    }
    FieldErrors oldErrors = new FieldErrors();
    PodSecurityPolicy oldPolicy = PodSecurityPolicy.of(old.metadata().labels(), oldErrors);
    if (!errors.list().equals(oldErrors.list())) {
      throwIfAny(request, errors);
    }
    boolean laxer =
        policy.enforce().minor() == oldPolicy.enforce().minor()
            && policy.enforce().level().compareTo(oldPolicy.enforce().level()) <= 0;
    if (!laxer && policy.enforce().level() != PodSecurityPolicy.Level.PRIVILEGED) {
      warnOfPods(request, policy.enforce());
    }
  }

  private static void throwIfAny(AdmissionRequest request, FieldErrors errors) {
    if (!errors.isEmpty()) {
      throw Failures.invalid(new GroupResource("", "Namespace"), request.knownName(), errors);
    }
  }

  /** Pods that are there already stay; the one who changed the label is told of them. */
  private static void warnOfPods(AdmissionRequest request, PodSecurityPolicy.Bar bar) {
    String namespace = request.knownName();
    List<Pod> pods = request.lister().list(Pod.TYPE, namespace);
    Map<String, List<String>> podsByReasons = new TreeMap<>();
    for (Pod pod : pods.subList(0, Math.min(pods.size(), MAX_CHECKED_PODS))) {
      List<Violation> found = PodSecurityChecks.violations(bar, pod);
      if (!found.isEmpty()) {
        String reasons = found.stream().map(Violation::reason).collect(Collectors.joining(", "));
        podsByReasons
            .computeIfAbsent(reasons, key -> new ArrayList<>())
            .add(Objects.requireNonNullElse(pod.metadata().name(), ""));
      }
    }
    if (pods.size() > MAX_CHECKED_PODS) {
      request
          .warnings()
          .accept(
              "new PodSecurity enforce level only checked against the first "
                  + MAX_CHECKED_PODS
                  + " of "
                  + pods.size()
                  + " existing pods");
    }
    if (!podsByReasons.isEmpty()) {
      request
          .warnings()
          .accept(
              "existing pods in namespace "
                  + GoQuote.quote(namespace)
                  + " violate the new PodSecurity enforce level "
                  + GoQuote.quote(bar.toString()));
    }
    TreeSet<String> lines = new TreeSet<>();
    podsByReasons.forEach((reasons, names) -> lines.add(someOf(names) + ": " + reasons));
    lines.forEach(request.warnings());
  }

  private static String someOf(List<String> names) {
    String first = names.stream().min(String::compareTo).orElse("");
    return switch (names.size()) {
      case 1 -> first;
      case 2 -> first + " (and 1 other pod)";
      default -> first + " (and " + (names.size() - 1) + " other pods)";
    };
  }
}
