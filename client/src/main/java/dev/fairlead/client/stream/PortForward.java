package dev.fairlead.client.stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fairlead.client.transport.WebSocketConnection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Pod, to connect to from here.
 *
 * <pre>{@code
 * try (PortForward forward = k8s.coreV1().pods("shop").portForward("web-0", 8080)) {
 *   forward.listen(0);
 *   URI page = URI.create("http://localhost:" + forward.localPort());
 * }
 * }</pre>
 *
 * <p>Each connection goes over a WebSocket of its own, so that none holds up another, and one that
 * fails leaves the others alone. Of what it receives, up to 1 MiB waits for its reader.
 */
public final class PortForward implements AutoCloseable {
  static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";
  static final String CHANNELS = "v4.channel.k8s.io";

  /** What to offer a server. The second is for kubelets from before the first (1.30). */
  public static final List<String> SUBPROTOCOLS = List.of(TUNNEL, CHANNELS);

  /** A connection that was opened to see whether it can be is used up to this age. */
  private static final Duration MAX_SPARE = Duration.ofSeconds(10);

  private final int port;
  private final Supplier<Opened> opener;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable Opened spare;

  @GuardedBy("lock")
  private @Nullable PortListener listener;

  private final long spareSince;

  /** A WebSocket to the Pod, and the exceptions of what goes wrong with it. */
  public record Opened(WebSocketConnection socket, Complaints complaints) {}

  /**
   * For who can open connections with one of {@link #SUBPROTOCOLS}. Opens one, so that it is known
   * at once whether the Pod is there.
   */
  public static PortForward to(int port, Supplier<Opened> opener) {
    return new PortForward(port, opener);
  }

  private PortForward(int port, Supplier<Opened> opener) {
    this.port = port;
    this.opener = opener;
    this.spare = opener.get();
    this.spareSince = System.nanoTime();
  }

  /**
   * Connects to the port.
   *
   * @throws dev.fairlead.client.error.ApiException if the Pod can't be reached
   */
  public PortConnection connect() {
    Opened opened = takeSpare();
    if (opened != null && System.nanoTime() - spareSince > MAX_SPARE.toNanos()) {
      opened.socket.close();
      opened = null;
    }
    if (opened == null) {
      opened = opener.get();
    }
    try {
      return opened.socket.subprotocol().equals(TUNNEL)
          ? TunnelledPort.start(opened.socket, port, opened.complaints)
          : ChannelPort.start(opened.socket, opened.complaints);
    } catch (InterruptedIOException e) {
      throw opened.complaints.broken(e);
    } catch (IOException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : opened.complaints.broken(e);
    }
  }

  private @Nullable Opened takeSpare() {
    lock.lock();
    try {
      Opened taken = spare;
      spare = null;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #listen(int, Consumer)}, with failures logged as warnings. */
  public PortForward listen(int localPort) throws IOException {
    System.Logger log = System.getLogger(PortForward.class.getName());
    return listen(
        localPort, e -> log.log(System.Logger.Level.WARNING, "port " + port + " of a Pod", e));
  }

  /**
   * Accepts connections to a port of this machine's loopback address, and carries each to the Pod,
   * up to 500 at once.
   *
   * @param localPort 0 for any that is free: see {@link #localPort}
   * @param failures told, on the thread of the connection, why one failed; it is reset then
   * @throws IOException if the port is taken
   * @throws IllegalStateException if it listens already
   */
  public PortForward listen(int localPort, Consumer<Exception> failures) throws IOException {
    lock.lock();
    try {
      if (listener != null) {
        throw new IllegalStateException("it listens already, at port " + listener.port());
      }
      listener = PortListener.start(localPort, this::connect, failures);
    } finally {
      lock.unlock();
    }
    return this;
  }

  /**
   * Where it listens.
   *
   * @throws IllegalStateException if it doesn't
   */
  public int localPort() {
    lock.lock();
    try {
      if (listener == null) {
        throw new IllegalStateException("it doesn't listen: call listen(0) first");
      }
      return listener.port();
    } finally {
      lock.unlock();
    }
  }

  /** Listens no more, and ends the connections that came in. Those of {@link #connect} stay. */
  @Override
  public void close() {
    Opened unused = takeSpare();
    if (unused != null) {
      unused.socket.close();
    }
    lock.lock();
    try {
      if (listener != null) {
        listener.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
