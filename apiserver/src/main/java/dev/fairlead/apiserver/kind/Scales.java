package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.ReplicaSet;
import dev.fairlead.model.apps.v1.StatefulSet;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.core.v1.ReplicationController;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.selector.Labels;
import org.jspecify.annotations.Nullable;

/** The subresource {@code scale}: how many Pods a workload shall have, and has. */
public final class Scales {
  private Scales() {}

  /** Whether objects of this class have the subresource. */
  public static boolean hasScale(Class<? extends KubernetesObject> javaClass) {
    return javaClass == Deployment.class
        || javaClass == ReplicaSet.class
        || javaClass == StatefulSet.class
        || javaClass == ReplicationController.class;
  }

  /**
   * The scale of a workload.
   *
   * @throws IllegalArgumentException if its kind has none, see {@link #hasScale}
   */
  public static Scale of(KubernetesObject workload) {
    return switch (workload) {
      case Deployment d ->
          scale(
              d.metadata(),
              d.spec().replicas(),
              d.status().replicas(),
              Selectors.text(d.spec().selector()));
      case ReplicaSet r ->
          scale(
              r.metadata(),
              r.spec().replicas(),
              r.status().replicas(),
              Selectors.text(r.spec().selector()));
      case StatefulSet s ->
          scale(
              s.metadata(),
              s.spec().replicas(),
              s.status().replicas(),
              Selectors.text(s.spec().selector()));
      case ReplicationController c ->
          scale(
              c.metadata(),
              c.spec().replicas(),
              c.status().replicas(),
              Labels.matching(c.spec().selector()).toString());
      default -> throw noScale(workload);
    };
  }

  private static Scale scale(
      ObjectMeta metadata, @Nullable Integer replicas, int now, String selector) {
    return Scale.of(scale ->
        scale
            .metadata(m ->
                m.name(metadata.name())
                    .namespace(metadata.namespace())
                    .uid(metadata.uid())
                    .resourceVersion(metadata.resourceVersion())
                    .creationTimestamp(metadata.creationTimestamp()))
            .spec(s -> s.replicas(requireNonNullElse(replicas, 0)))
            .status(s -> s.replicas(now).selector(selector.isEmpty() ? null : selector)));
  }

  /** What is wrong with a scale. */
  public static void validate(Scale scale, FieldErrors errors) {
    Workloads.nonNegative(scale.spec().replicas(), Path.of("spec", "replicas"), errors);
  }

  /**
   * The workload with the number of Pods and the resource version that the scale asks for.
   *
   * @throws IllegalArgumentException if its kind has no scale, see {@link #hasScale}
   */
  @SuppressWarnings("unchecked") // each case gives back the class that came in
  public static <T extends KubernetesObject> T scaled(T workload, Scale scale) {
    int replicas = scale.spec().replicas();
    String version = scale.metadata().resourceVersion();
    KubernetesObject changed =
        switch (workload) {
          case Deployment d ->
              d.with(
                  o -> o.metadata(m -> m.resourceVersion(version)).spec(s -> s.replicas(replicas)));
          case ReplicaSet r ->
              r.with(
                  o -> o.metadata(m -> m.resourceVersion(version)).spec(s -> s.replicas(replicas)));
          case StatefulSet t ->
              t.with(
                  o -> o.metadata(m -> m.resourceVersion(version)).spec(s -> s.replicas(replicas)));
          case ReplicationController c ->
              c.with(
                  o -> o.metadata(m -> m.resourceVersion(version)).spec(s -> s.replicas(replicas)));
          default -> throw noScale(workload);
        };
    return (T) changed;
  }

  private static IllegalArgumentException noScale(KubernetesObject workload) {
    return new IllegalArgumentException(
        workload.kind() + " has no scale: ask hasScale before you call this");
  }
}
