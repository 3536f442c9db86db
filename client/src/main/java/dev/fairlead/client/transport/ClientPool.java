package dev.fairlead.client.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * HttpClients to one server, and who uses them. HttpClient has one HTTP/2 connection to a server,
 * never gives it up while it seems to work, and fails what exceeds the server's limit of streams on
 * it. So there are as many clients as there are connections needed, and a client whose server is
 * silent is used no more.
 *
 * <p>One lock, for the counts. Nothing is sent under it.
 */
final class ClientPool implements AutoCloseable {
  /** Answers under way on one client at once. kube-apiserver's and Go's limits are 100 and 250. */
  static final int MAX_USES = 100;

  /** So at most 6,400 answers are under way at once; 10 MB of buffers and threads, when idle. */
  static final int MAX_CLIENTS = 64;

  private final Supplier<HttpClient> factory;

  /** Those for new requests: the first that isn't full gets them, so that the others run dry. */
  @GuardedBy("this")
  private final List<Client> clients = new ArrayList<>();

  /** Those that get no more requests, as long as they have answers under way. */
  @GuardedBy("this")
  private final List<Client> retired = new ArrayList<>();

  @GuardedBy("this")
  private boolean closed;

  ClientPool(Supplier<HttpClient> factory) {
    this.factory = factory;
  }

  /** Its numbers are the pool's to change, under its lock. */
  private static final class Client {
    final HttpClient http;
    int uses;
    boolean full;

    Client(HttpClient http) {
      this.http = http;
    }
  }

  /** One request and its answer. Any thread may call any method, any number of times. */
  final class Use {
    private final Client client;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Use(Client client) {
      this.client = client;
    }

    HttpClient http() {
      return client.http;
    }

    /** The request can't be sent on this client before another one's answer ends. */
    void refused() {
      release(this, true);
    }

    /** The server didn't answer in time: requests from now on go over another connection. */
    void silent() {
      retire(client);
    }

    /** The answer has ended, well or badly. */
    void ended() {
      release(this, false);
    }
  }

  synchronized Use take() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    for (Client client : clients) {
      if (!client.full && client.uses < MAX_USES) {
        return use(client);
      }
    }
    if (clients.size() == MAX_CLIENTS) {
      throw new IOException(
          "there are " + MAX_CLIENTS * MAX_USES + " answers under way: close watches");
    }
    Client client = new Client(factory.get());
    clients.add(client);
    return use(client);
  }

  @GuardedBy("this")
  private Use use(Client client) {
    client.uses++;
    return new Use(client);
  }

  private synchronized void release(Use use, boolean full) {
    if (use.ended.getAndSet(true)) {
      return;
    }
    Client client = use.client;
    client.uses--;
    client.full = full && client.uses > 0;
    if (client.uses == 0 && retired.remove(client)) {
      client.http.shutdown();
    }
  }

  private synchronized void retire(Client client) {
    if (clients.remove(client)) {
      if (client.uses == 0) {
        client.http.shutdown();
      } else {
        retired.add(client);
      }
    }
  }

  @Override
  public void close() {
    List<Client> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(clients);
      all.addAll(retired);
    }
    all.forEach(client -> client.http.shutdownNow());
  }
}
