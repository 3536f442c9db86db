package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Time;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Finds the class that is marked as the default. */
final class DefaultClasses {
  private DefaultClasses() {}

  /** The name of the newest of those with one of the annotations; of equally new, the first. */
  static <T extends KubernetesObject> Optional<String> newest(
      AdmissionRequest request, Type<T> type, String... annotations) {
    return request.lister().list(type, null).stream()
        .filter(each ->
            Arrays.stream(annotations)
                .anyMatch(name -> "true".equals(each.metadata().annotations().get(name))))
        .min(Comparator.comparingLong((T each) -> -created(each)).thenComparing(DefaultClasses::name))
        .map(DefaultClasses::name);
  }

  private static long created(KubernetesObject object) {
    Time created = object.metadata().creationTimestamp();
    return created == null ? 0 : created.epochSecond();
  }

  private static String name(KubernetesObject object) {
    return String.valueOf(object.metadata().name());
  }
}
