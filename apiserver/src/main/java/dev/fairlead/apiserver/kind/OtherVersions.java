package dev.fairlead.apiserver.kind;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import org.jspecify.annotations.Nullable;

/** Turns the objects of the kinds that have two versions in one group from one into the other. */
public final class OtherVersions {
  private OtherVersions() {}

  /** The object in that version; null if it doesn't come in it. */
  public static @Nullable KubernetesObject convert(KubernetesObject object, Type<?> to) {
    return switch (object) {
      case dev.fairlead.model.autoscaling.v1.HorizontalPodAutoscaler first
          when to.equals(dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscaler.TYPE) ->
          AutoscalerVersions.fromV1(first);
      case dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscaler second
          when to.equals(dev.fairlead.model.autoscaling.v1.HorizontalPodAutoscaler.TYPE) ->
          AutoscalerVersions.toV1(second);
      default -> null;
    };
  }
}
