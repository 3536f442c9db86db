package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.registry.WriteContext;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.Page;
import dev.fairlead.apiserver.storage.Range;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.storage.Watcher;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.networking.v1.IPAddress;
import dev.fairlead.model.networking.v1.ParentReference;
import dev.fairlead.model.type.Type;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A storage that keeps an IPAddress for each address of each Service in it. */
final class ServiceAddressRecords implements Storage {
  private static final User SERVER = User.of("system:apiserver", User.MASTERS_GROUP);
  private static final String MANAGER_LABEL = "ipaddress.kubernetes.io/managed-by";
  private static final String MANAGER = "ipallocator.k8s.io";

  private final Storage kept;
  private final Served<IPAddress> addresses;
  private final InstantSource clock;
  private volatile @Nullable Registry registry;

  @SuppressWarnings("unchecked") // the resource is that of the kind
  ServiceAddressRecords(Storage kept, Resources resources, InstantSource clock) {
    this.kept = kept;
    this.addresses =
        (Served<IPAddress>) resources.find("networking.k8s.io", "v1", "ipaddresses").orElseThrow();
    this.clock = clock;
  }

  /** To be called before the first Service is written. */
  void use(Registry writer) {
    registry = writer;
  }

  @Override
  public Stored create(Key key, KubernetesObject object) {
    if (!(object instanceof Service service)) {
      return kept.create(key, object);
    }
    List<String> claimed = addresses(service);
    claim(claimed, service);
    try {
      return kept.create(key, object);
    } catch (StorageException e) {
      release(claimed, service);
      throw e;
    }
  }

  @Override
  public Stored update(Key key, KubernetesObject object, long expected) {
    if (!(object instanceof Service service)) {
      return kept.update(key, object, expected);
    }
    Stored before = kept.get(key);
    List<String> dropped =
        before == null ? new ArrayList<>() : addresses((Service) before.object());
    List<String> claimed = addresses(service);
    claimed.removeAll(dropped);
    dropped.removeAll(addresses(service));
    claim(claimed, service);
    try {
      Stored updated = kept.update(key, object, expected);
      release(dropped, service);
      return updated;
    } catch (StorageException e) {
      release(claimed, service);
      throw e;
    }
  }

  @Override
  public Stored delete(Key key, KubernetesObject lastState, long expected) {
    Stored deleted = kept.delete(key, lastState, expected);
    if (lastState instanceof Service service) {
      release(addresses(service), service);
    }
    return deleted;
  }

  /** Those in the network; a Service without a network has None in their place. */
  private static List<String> addresses(Service service) {
    List<String> addresses = new ArrayList<>(service.spec().clusterIPs());
    addresses.remove("None");
    return addresses;
  }

  /** All of them or none. */
  private void claim(List<String> claimed, Service service) {
    int done = 0;
    try {
      for (String address : claimed) {
        claim(address, service);
        done++;
      }
    } catch (StatusException e) {
      release(claimed.subList(0, done), service);
      throw e;
    }
  }

  private void claim(String address, Service service) {
    Registry writer = Objects.requireNonNull(registry);
    Call call = new Call(SERVER, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    IPAddress record =
        IPAddress.of(a ->
            a.metadata(m ->
                    m.name(address)
                        .label(
                            "ipaddress.kubernetes.io/ip-family",
                            address.contains(":") ? "IPv6" : "IPv4")
                        .label(MANAGER_LABEL, MANAGER))
                .spec(s -> s.parentRef(parent(service.metadata()))));
    writer.create(addresses, "", record, call, new WriteContext("", false, "kube-apiserver"));
  }

  private static ParentReference parent(ObjectMeta service) {
    return ParentReference.of(
        p -> p.resource("services").namespace(service.namespace()).name(service.name()));
  }

  private void release(List<String> released, Service service) {
    for (String address : released) {
      Key key = addresses.key("", address);
      Stored stored = kept.get(key);
      if (stored != null && isOf((IPAddress) stored.object(), service)) {
        kept.delete(key, stored.object(), stored.revision());
      }
    }
  }

  /** Whether it was made here; others may keep addresses for themselves. */
  private static boolean isOf(IPAddress address, Service service) {
    return MANAGER.equals(address.metadata().labels().get(MANAGER_LABEL))
        && parent(service.metadata()).equals(address.spec().parentRef());
  }

  // --- all else is the storage's ---

  @Override
  public long revision() {
    return kept.revision();
  }

  @Override
  public long compactedRevision() {
    return kept.compactedRevision();
  }

  @Override
  public @Nullable Stored get(Key key) {
    return kept.get(key);
  }

  @Override
  public <T extends KubernetesObject> Optional<T> get(Type<T> type, String namespace, String name) {
    return kept.get(type, namespace, name);
  }

  @Override
  public <T extends KubernetesObject> List<T> list(Type<T> type, @Nullable String namespace) {
    return kept.list(type, namespace);
  }

  @Override
  public Page list(Range range, long revision, long limit, Predicate<Stored> wanted) {
    return kept.list(range, revision, limit, wanted);
  }

  @Override
  public long count(String resource) {
    return kept.count(resource);
  }

  @Override
  public Watcher watch(Range range, long after) {
    return kept.watch(range, after);
  }

  @Override
  public void compact(long revision) {
    kept.compact(revision);
  }
}
