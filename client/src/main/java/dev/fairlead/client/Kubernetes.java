package dev.fairlead.client;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.version.Info;

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

  private Kubernetes(Calls calls) {
    super(calls);
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

  /** Ends all watches and calls that are under way, and closes the connections. */
  @Override
  public void close() {
    calls.close();
  }
}
