package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.apiregistration.v1.APIService;
import dev.fairlead.model.flowcontrol.v1.FlowSchema;
import dev.fairlead.model.flowcontrol.v1.PriorityLevelConfiguration;
import dev.fairlead.model.networking.v1.ServiceCIDR;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Writes what a server starts with, unless the storage has it already. */
final class FirstObjects {
  private static final String MANAGER = "kube-apiserver";
  private static final String FLOW_MANAGER = "api-priority-and-fairness-config-producer-v1";

  private final Resources resources;
  private final Registry registry;
  private final Storage storage;
  private final Call call;

  /**
   * A writer.
   *
   * @param now in whole seconds
   */
  FirstObjects(Resources resources, Registry registry, Storage storage, Instant now) {
    this.resources = resources;
    this.registry = registry;
    this.storage = storage;
    this.call = new Call(User.of("system:apiserver", User.MASTERS_GROUP), now);
  }

  /** Keeps the object; a FlowSchema or an APIService with the status that it gets at the start. */
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
    return switch (object) {
      case FlowSchema schema -> Bootstrap.found(schema, call.now());
      case APIService service -> LocalApiServices.available(service, call.now());
      default -> object;
    };
  }

  /** Marks the network of the Services as ready. */
  @SuppressWarnings("unchecked") // the resource is that of the kind
  void markReady() {
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
