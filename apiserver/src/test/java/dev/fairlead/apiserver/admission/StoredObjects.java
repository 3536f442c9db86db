package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.storage.Lister;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a test has stored. */
public final class StoredObjects implements Lister {
  private final List<KubernetesObject> objects = new ArrayList<>();

  public StoredObjects(KubernetesObject... objects) {
    this.objects.addAll(List.of(objects));
  }

  public StoredObjects(Collection<KubernetesObject> objects) {
    this.objects.addAll(objects);
  }

  /** Adds an object, or replaces the one of its name. */
  public StoredObjects put(KubernetesObject object) {
    remove(object);
    objects.add(object);
    return this;
  }

  public void remove(KubernetesObject object) {
    objects.removeIf(other ->
        other.getClass() == object.getClass()
            && text(other.metadata().name()).equals(text(object.metadata().name()))
            && text(other.metadata().namespace()).equals(text(object.metadata().namespace())));
  }

  @Override
  public <T extends KubernetesObject> Optional<T> get(Type<T> type, String namespace, String name) {
    return list(type, namespace.isEmpty() ? null : namespace).stream()
        .filter(object -> text(object.metadata().name()).equals(name))
        .findFirst();
  }

  @Override
  public <T extends KubernetesObject> List<T> list(Type<T> type, @Nullable String namespace) {
    return objects.stream()
        .filter(type.javaClass()::isInstance)
        .map(type.javaClass()::cast)
        .filter(o -> namespace == null || namespace.equals(text(o.metadata().namespace())))
        .sorted(
            Comparator.comparing((T o) -> text(o.metadata().namespace()))
                .thenComparing(o -> text(o.metadata().name())))
        .toList();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
