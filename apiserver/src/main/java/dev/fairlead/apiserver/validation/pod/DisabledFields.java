package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.core.v1.ClusterTrustBundleProjection;
import dev.fairlead.model.core.v1.ConfigMapVolumeSource;
import dev.fairlead.model.core.v1.DownwardAPIVolumeFile;
import dev.fairlead.model.core.v1.DownwardAPIVolumeSource;
import dev.fairlead.model.core.v1.EmptyDirVolumeSource;
import dev.fairlead.model.core.v1.GRPCAction;
import dev.fairlead.model.core.v1.HTTPGetAction;
import dev.fairlead.model.core.v1.KeyToPath;
import dev.fairlead.model.core.v1.Lifecycle;
import dev.fairlead.model.core.v1.PodCertificateProjection;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ProjectedVolumeSource;
import dev.fairlead.model.core.v1.SecretVolumeSource;
import dev.fairlead.model.core.v1.ServiceAccountTokenProjection;
import dev.fairlead.model.core.v1.VolumeMount;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes away the fields of features that a server of 1.37 has switched off unless it is told
 * otherwise; the server drops them in silence.
 */
final class DisabledFields {
  private static final Map<Type<?>, Set<String>> FIELDS =
      Map.ofEntries(
          Map.entry(PodSpec.TYPE, Set.of("evictionResponders", "schedulingGroup")),
          Map.entry(Lifecycle.TYPE, Set.of("stopSignal")),
          Map.entry(HTTPGetAction.TYPE, Set.of("protocol")),
          Map.entry(GRPCAction.TYPE, Set.of("mode")),
          Map.entry(VolumeMount.TYPE, Set.of("bindMountOptions")),
          Map.entry(EmptyDirVolumeSource.TYPE, Set.of("mode")),
          Map.entry(SecretVolumeSource.TYPE, Set.of("defaultUser")),
          Map.entry(ConfigMapVolumeSource.TYPE, Set.of("defaultUser")),
          Map.entry(DownwardAPIVolumeSource.TYPE, Set.of("defaultUser")),
          Map.entry(ProjectedVolumeSource.TYPE, Set.of("defaultUser")),
          Map.entry(KeyToPath.TYPE, Set.of("user")),
          Map.entry(DownwardAPIVolumeFile.TYPE, Set.of("user")),
          Map.entry(ServiceAccountTokenProjection.TYPE, Set.of("user")),
          Map.entry(ClusterTrustBundleProjection.TYPE, Set.of("user")),
          Map.entry(PodCertificateProjection.TYPE, Set.of("user")));

  /** Annotations for init containers from before the field; dropped too. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "pod.beta.kubernetes.io/init-containers",
          "pod.alpha.kubernetes.io/init-containers",
          "pod.beta.kubernetes.io/init-container-statuses",
          "pod.alpha.kubernetes.io/init-container-statuses");

  private DisabledFields() {}

  static PodSpec without(PodSpec spec) {
    return pruned(PodSpec.TYPE, spec);
  }

  static ObjectMeta without(ObjectMeta metadata) {
    return ANNOTATIONS.stream().noneMatch(metadata.annotations()::containsKey)
        ? metadata
        : metadata.with(m -> {
          Map<String, String> left = new java.util.TreeMap<>(metadata.annotations());
          left.keySet().removeAll(ANNOTATIONS);
          m.annotations(left);
        });
  }

  /** The object itself where there is nothing to drop. */
  private static <T> T pruned(Type<T> type, T object) {
    Set<String> dropped = FIELDS.getOrDefault(type, Set.of());
    List<Field> fields = type.fields();
    @Nullable Object @Nullable [] values = null;
    for (int i = 0; i < fields.size(); i++) {
      Object value = type.get(object, i);
      Object left =
          value == null || dropped.contains(fields.get(i).name())
              ? null
              : pruned(fields.get(i).shape(), value);
      if (left != value) {
        left = isVoid(left, value) ? null : left;
        if (values == null) {
          values = new Object[fields.size()];
          for (int k = 0; k < values.length; k++) {
            values[k] = type.get(object, k);
          }
        }
        values[i] = left;
      }
    }
    return values == null ? object : type.create(values);
  }

  /** A lifecycle that was nothing but a stop signal is none. */
  private static boolean isVoid(@Nullable Object left, @Nullable Object given) {
    return left != given && Lifecycle.TYPE.empty().equals(left);
  }

  private static Object pruned(Shape shape, Object value) {
    if (shape instanceof Shape.Message message) {
      return prunedMessage(message.type(), value);
    }
    if (!(shape instanceof Shape.ListOf list)
        || !(list.element() instanceof Shape.Message message)
        || !(value instanceof List<?> items)) {
      return value;
    }
    boolean changed = false;
    List<Object> left = new ArrayList<>(items.size());
    for (Object item : items) {
      Object one = prunedMessage(message.type(), item);
      changed |= one != item;
      left.add(one);
    }
    return changed ? left : value;
  }

  private static <T> Object prunedMessage(Type<T> type, Object value) {
    return value == type.empty() ? value : pruned(type, type.javaClass().cast(value));
  }
}
