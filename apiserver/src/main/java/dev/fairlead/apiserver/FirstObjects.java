package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Names;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Range;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.flowcontrol.v1.FlowSchema;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfiguration;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.networking.v1.ServiceCIDR;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a server starts with, unless the storage has it already.
 *
 * <p>Most of it is the same in every server, and a JVM that runs tests starts many. The first one
 * goes the way of all writes; later ones get the same objects with identities and times of their
 * own.
 */
final class FirstObjects {
  /** What the first server of this JVM made, and when. */
  private record Made(Instant when, List<Stored> objects) {}

  private static volatile @Nullable Made made;

  private static final String MANAGER = "kube-apiserver";
  private static final String FLOW_MANAGER = "api-priority-and-fairness-config-producer-v1";

  private final Resources resources;
  private final Registry registry;
  private final Storage storage;
  private final Names names;
  private final Call call;

  /**
   * A writer.
   *
   * @param now in whole seconds
   */
  FirstObjects(Resources resources, Registry registry, Storage storage, Names names, Instant now) {
    this.names = names;
    this.resources = resources;
    this.registry = registry;
    this.storage = storage;
    this.call = new Call(User.of("system:apiserver", User.MASTERS_GROUP), now);
  }

  /**
   * Keeps what is the same in every server.
   *
   * @param objects asked for by the first server only
   */
  void createStanding(Supplier<List<KubernetesObject>> objects) {
    Made known = made;
    if (known != null) {
      known.objects.forEach(stored -> renew(stored, known.when));
      return;
    }
    boolean fresh = isFresh();
    objects.get().forEach(this::create);
    markReady();
    if (fresh) {
      made = new Made(call.now(), everything());
    }
  }

  /** Whether the next server of this JVM gets what another one has made. */
  static boolean isRemembered() {
    return made != null;
  }

  private boolean isFresh() {
    for (Served<?> resource : resources.all()) {
      if (storage.count(resource.storage()) > 0) {
        return false;
      }
    }
    return true;
  }

  /** In the order in which it was written last. */
  private List<Stored> everything() {
    Set<String> kept = new HashSet<>();
    resources.all().forEach(resource -> kept.add(resource.storage()));
    return kept.stream()
        .flatMap(
            resource -> storage.list(Range.of(resource, ""), 0, 0, all -> true).items().stream())
        .sorted(Comparator.comparingLong(Stored::revision))
        .toList();
  }

  private void renew(Stored old, Instant when) {
    if (storage.get(old.key()) == null) {
      KubernetesObject object = Times.replaced(old.object(), Time.of(when), Time.of(call.now()));
      ObjectMeta metadata = object.metadata().with(m -> m.uid(names.uid()));
      storage.create(old.key(), MetadataChange.with(object, metadata));
    }
  }

  /** Keeps the object; a FlowSchema with the status that it gets at the start. */
  void create(KubernetesObject object) {
    GroupVersionKind kind = Type.of(object.getClass()).kind().orElseThrow();
    for (Served<?> resource : resources.all()) {
      if (resource.gvk().equals(kind)) {
        create(resource, object);
      }
    }
  }

  private <S extends KubernetesObject> void create(Served<S> resource, KubernetesObject object) {
    String name = Objects.requireNonNull(object.metadata().name());
    String namespace = Objects.requireNonNullElse(object.metadata().namespace(), "");
    if (storage.get(resource.key(namespace, name)) != null) {
      return;
    }
    boolean flow = object instanceof FlowSchema || object instanceof PriorityLevelConfiguration;
    WriteContext context = new WriteContext("", false, flow ? FLOW_MANAGER : MANAGER);
    S prepared = registry.prepared(resource, object, call);
    Stored stored = registry.create(resource, namespace, prepared, call, context).stored();
    KubernetesObject seen = seen(stored.object());
    if (!seen.equals(stored.object())) {
      storage.update(stored.key(), seen, stored.revision());
    }
  }

  /** With the status that the server's own loops write within its first second. */
  private KubernetesObject seen(KubernetesObject object) {
    return object instanceof FlowSchema schema ? Bootstrap.found(schema, call.now()) : object;
  }

  /** Marks the network of the Services as ready. */
  @SuppressWarnings("unchecked") // the resource is that of the kind
  private void markReady() {
    Served<ServiceCIDR> ranges =
        (Served<ServiceCIDR>)
            resources.find("networking.k8s.io", "v1", "servicecidrs").orElseThrow();
    WriteContext context = new WriteContext("status", false, "kubernetes-service-cidr-controller");
    UnaryOperator<ServiceCIDR> ready =
        current ->
            current.status().conditions().isEmpty()
                ? registry.owned(
                    ranges, current, Bootstrap.ready(current, call.now()), call, context)
                : current;
    registry.update(
        ranges,
        "",
        "kubernetes",
        Rules.status(ranges.kind()),
        current -> ready.apply(Objects.requireNonNull(current)),
        false,
        call,
        context);
  }
}
