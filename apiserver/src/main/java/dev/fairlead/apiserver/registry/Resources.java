package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.kind.Kinds;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import dev.fairlead.schema.ApiResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All resources that are kept, in all of their versions. */
public final class Resources {
  private final Map<GroupVersionResource, Served<?>> served;
  private final Map<GroupVersionKind, String> storages;

  private Resources(
      Map<GroupVersionResource, Served<?>> served, Map<GroupVersionKind, String> storages) {
    this.served = served;
    this.storages = storages;
  }

  /** Those of Kubernetes that have objects; reviews and bindings, which have none, are left out. */
  public static Resources of(List<ApiResource> facts) {
    Map<GroupVersionKind, Kind<?>> kinds = new HashMap<>();
    Kinds.all().forEach(kind -> kinds.put(kind.type().kind().orElseThrow(), kind));
    Map<GroupVersionResource, Served<?>> served = new HashMap<>();
    Map<GroupVersionKind, String> storages = new HashMap<>();
    for (ApiResource fact : facts) {
      GroupVersionKind gvk = new GroupVersionKind(fact.group(), fact.version(), fact.kind());
      if (!fact.verbs().contains("get")) {
        continue;
      }
      Type<? extends KubernetesObject> type = objectType(gvk);
      String own = new GroupResource(fact.group(), fact.resource()).toString();
      Served<?> resource =
          Versions.find(fact, type, t -> kinds.get(t.kind().orElseThrow()))
              .<Served<?>>map(v -> v)
              .orElseGet(() -> plain(fact, type, kinds.get(gvk), own));
      served.put(new GroupVersionResource(fact.group(), fact.version(), fact.resource()), resource);
      storages.put(gvk, resource.storage());
    }
    return new Resources(Map.copyOf(served), Map.copyOf(storages));
  }

  @SuppressWarnings("unchecked") // the cast is checked one line above it
  private static Type<? extends KubernetesObject> objectType(GroupVersionKind gvk) {
    Type<?> type =
        TypeRegistry.kubernetes()
            .find(gvk)
            .orElseThrow(() -> new IllegalStateException("no type for " + gvk));
    if (!KubernetesObject.class.isAssignableFrom(type.javaClass())) {
      throw new IllegalStateException(gvk + " has no metadata");
    }
    return (Type<? extends KubernetesObject>) type;
  }

  @SuppressWarnings("unchecked") // kinds are found by the type's own group, version and kind
  private static <S extends KubernetesObject> Served<S> plain(
      ApiResource fact,
      Type<S> type,
      @org.jspecify.annotations.Nullable Kind<?> kind,
      String storage) {
    if (kind == null) {
      throw new IllegalStateException("kind " + type + " has no rules");
    }
    return new Served<>(fact, type, (Kind<S>) kind, storage, new Same<>(type));
  }

  private record Same<S extends KubernetesObject>(Type<S> type) implements Served.Conversion<S> {
    @Override
    public S toStored(KubernetesObject object) {
      return type.javaClass().cast(object);
    }

    @Override
    public KubernetesObject toServed(S stored) {
      return stored;
    }
  }

  public Optional<Served<?>> find(String group, String version, String resource) {
    return Optional.ofNullable(served.get(new GroupVersionResource(group, version, resource)));
  }

  /** Under which name the objects of a kind are kept. */
  public String storage(GroupVersionKind kind) {
    String storage = storages.get(kind);
    if (storage == null) {
      throw new IllegalArgumentException("no objects of kind " + kind + " are kept");
    }
    return storage;
  }

  public Iterable<Served<?>> all() {
    return served.values();
  }
}
