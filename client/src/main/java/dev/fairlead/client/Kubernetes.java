package dev.fairlead.client;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.discovery.Discovery;
import dev.fairlead.client.discovery.ServerDocuments;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import dev.fairlead.model.version.Info;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A client of one API server.
 *
 * <pre>{@code
 * try (Kubernetes k8s = Kubernetes.connect()) {
 *   for (Pod pod : k8s.coreV1().pods("shop").list().items()) {
 *     System.out.println(pod.metadata().name());
 *   }
 * }
 * }</pre>
 *
 * <p>Calls block the thread that makes them, and are made for virtual threads; any number of
 * threads may share a client. Interrupting a thread cancels its call, which then throws a {@link
 * java.util.concurrent.CancellationException} and leaves the thread marked as interrupted; closing
 * the client does the same to all its calls, and later ones throw {@link IllegalStateException}.
 * All else that can go wrong with a call is an {@link dev.fairlead.client.error.ApiException}.
 *
 * <p>Limits: {@link HttpTransport#CONNECT_TIMEOUT} (30 s) to connect; two minutes of silence, after
 * which a server counts as dead (for the events of a watch, see {@link
 * WatchOptions#serverTimeout}); no limit for a whole call, unless the Config or the call sets one;
 * no limit of requests per second, unless the Config sets one; 1 GiB for an answer and 16 MiB for
 * an event, unpacked. Failed calls are repeated as docs/guide/errors.md says: at most 10 times when
 * the server asks for it, at most 4 times otherwise, once with renewed credentials, and never past
 * the call's timeout.
 */
public final class Kubernetes extends ApiGroups implements AutoCloseable {

  private final Discovery discovery;

  private Kubernetes(Calls calls) {
    super(calls);
    this.discovery =
        new Discovery(
            new ServerDocuments(path -> DiscoveryReader.get(calls, path)), calls.ticker::nanos);
  }

  /**
   * The cluster that kubectl would talk to: see {@link Config#load()}. Nothing is sent yet.
   *
   * @throws dev.fairlead.client.config.ConfigException if there is none
   */
  public static Kubernetes connect() {
    return connect(Config.load());
  }

  public static Kubernetes connect(Config config) {
    return connect(config, new HttpTransport(config));
  }

  /** With a listener that hears of all calls and warnings. */
  public static Kubernetes connect(Config config, CallListener listener) {
    return connect(config, new HttpTransport(config), listener);
  }

  /** Over another transport, which is closed with the client, and with a listener. */
  public static Kubernetes connect(Config config, Transport transport, CallListener listener) {
    return new Kubernetes(new Calls(config, transport, Ticker.SYSTEM, Decoding.DEFAULT, listener));
  }

  /** Over another transport, which is closed with the client. */
  public static Kubernetes connect(Config config, Transport transport) {
    return connect(config, transport, Ticker.SYSTEM);
  }

  static Kubernetes connect(Config config, Transport transport, Ticker ticker) {
    return connect(config, transport, ticker, Decoding.DEFAULT);
  }

  static Kubernetes connect(Config config, Transport transport, Ticker ticker, Decoding how) {
    return new Kubernetes(new Calls(config, transport, ticker, how, LoggedWarnings.SHARED));
  }

  public Config config() {
    return calls.config;
  }

  /** The namespace that the Config names, for programs that ask for none of their own. */
  public String namespace() {
    return calls.config.namespace();
  }

  /** The version of the server. */
  public Info version() {
    return calls.make(
        new Call<>(
            ApiRequest.of("GET", "/version"),
            null,
            false,
            true,
            null,
            new Call.ObjectReader<>(Info.TYPE)));
  }

  /** The objects of one namespace. */
  public <T extends KubernetesObject, L extends KubernetesList<T>> Resource<T, L> resource(
      ResourceType<T, L> type, String namespace) {
    if (!type.isNamespaced()) {
      throw new IllegalArgumentException(
          type.plural() + " are in no namespace: call resource(type)");
    }
    return TypedResource.in(calls, type, namespace);
  }

  /** The objects of a resource that is in no namespace. */
  public <T extends KubernetesObject, L extends KubernetesList<T>> Resource<T, L> resource(
      ResourceType<T, L> type) {
    if (type.isNamespaced()) {
      throw new IllegalArgumentException(
          type.plural() + " are in namespaces: call resource(type, namespace) or allNamespaces");
    }
    return TypedResource.everywhere(calls, type);
  }

  /** The objects of all namespaces. */
  public <T extends KubernetesObject, L extends KubernetesList<T>>
      AllNamespaces<T, L> allNamespaces(ResourceType<T, L> type) {
    return TypedResource.everywhere(calls, type);
  }

  // --- without types ---

  /** What the server serves, and how it is called. Asked for when it is first needed. */
  public Discovery discovery() {
    return discovery;
  }

  /**
   * A resource by the name that kubectl takes: {@code deploy}, {@code deployments.apps}, {@code
   * deployments.v1.apps}.
   *
   * @throws dev.fairlead.client.discovery.UnknownKindException if the server serves none
   * @throws dev.fairlead.client.discovery.AmbiguousKindException if several could be meant
   */
  public DynamicResource dynamic(String name) {
    return new DynamicResource(this, discovery.resource(name));
  }

  /**
   * The resource of this kind.
   *
   * @throws dev.fairlead.client.discovery.UnknownKindException if the server serves none
   */
  public DynamicResource dynamic(GroupVersionKind kind) {
    return new DynamicResource(this, discovery.resource(kind));
  }

  /**
   * The resource at this place.
   *
   * @throws dev.fairlead.client.discovery.UnknownKindException if the server serves none
   */
  public DynamicResource dynamic(GroupVersionResource name) {
    return new DynamicResource(this, discovery.resource(name));
  }

  /** As {@link #dynamic(String)}, but of its objects only the metadata. */
  public MetadataResource metadata(String name) {
    return new MetadataResource(calls, discovery.resource(name));
  }

  /** As {@link #dynamic(GroupVersionKind)}, but of its objects only the metadata. */
  public MetadataResource metadata(GroupVersionKind kind) {
    return new MetadataResource(calls, discovery.resource(kind));
  }

  /** As {@link #dynamic(GroupVersionResource)}, but of its objects only the metadata. */
  public MetadataResource metadata(GroupVersionResource name) {
    return new MetadataResource(calls, discovery.resource(name));
  }

  // --- manifests ---

  /** As {@link #apply(Manifests, Consumer)}, of a file or folder. */
  public List<ManifestResult> apply(Path fileOrFolder) {
    return apply(Manifests.read(fileOrFolder), o -> {});
  }

  /**
   * Applies objects of any kinds, by server-side apply: namespaces and definitions of custom
   * resources first, then what others need, then what needs others. Objects whose definition is in
   * the set wait until it is served.
   *
   * @return what became of each, in the order in which they were applied, and then what was pruned
   * @throws ManifestsFailedException if any failed; the others are applied nevertheless
   */
  public List<ManifestResult> apply(Manifests manifests, Consumer<ManifestOptions> options) {
    return run(manifests, options).apply();
  }

  /** As {@link #delete(Manifests, Consumer)}, of a file or folder. */
  public List<ManifestResult> delete(Path fileOrFolder) {
    return delete(Manifests.read(fileOrFolder), o -> {});
  }

  /**
   * Deletes objects of any kinds, in the order opposite to that in which they are applied. One that
   * isn't there is no failure. Doesn't wait until they are gone.
   *
   * @return what became of each
   * @throws ManifestsFailedException if any failed; the others are deleted nevertheless
   */
  public List<ManifestResult> delete(Manifests manifests, Consumer<ManifestOptions> options) {
    return run(manifests, options).delete();
  }

  private ManifestRun run(Manifests manifests, Consumer<ManifestOptions> options) {
    ManifestOptions filled = new ManifestOptions();
    options.accept(filled);
    return new ManifestRun(this, manifests, filled);
  }

  /** Ends all watches and calls that are under way, and closes the connections. */
  @Override
  public void close() {
    calls.close();
  }
}
