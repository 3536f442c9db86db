package dev.fairlead.client.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * HttpClients to one server, and who uses them. HttpClient has one HTTP/2 connection to a server,
 * never gives it up while it seems to work, and fails what exceeds the server's limit of streams on
 * it; and until it has it, each request opens one. So there are as many clients as there are
 * connections needed, a client whose server is silent is used no more, and the first request on one
 * goes alone.
 *
 * <p>One lock, for the counts. Nothing is sent under it.
 */
final class ClientPool implements AutoCloseable {
  /** Answers under way on one client at once. kube-apiserver's and Go's limits are 100 and 250. */
  static final int MAX_USES = 100;

  /** So at most 12,800 answers are under way at once. */
  static final int MAX_CLIENTS = 128;

  /** How long others wait for the answer to the first request on a client; it may be a slow one. */
  static final Duration MAX_WAIT = Duration.ofSeconds(5);

  /** After so long without a request its connection may be gone: HttpClient keeps it for 30 s. */
  static final Duration IDLE = Duration.ofSeconds(20);

  private final Supplier<HttpClient> factory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition connected = lock.newCondition();

  /** Those for new requests: the first that isn't full gets them, so that the others run dry. */
  @GuardedBy("lock")
  private final List<Client> clients = new ArrayList<>();

  /** Those that get no more requests, as long as they have answers under way. */
  @GuardedBy("lock")
  private final List<Client> retired = new ArrayList<>();

  @GuardedBy("lock")
  private boolean closed;

  ClientPool(Supplier<HttpClient> factory) {
    this.factory = factory;
  }

  /** Its numbers are the pool's to change, under its lock. */
  private static final class Client {
    final HttpClient http;
    int uses;
    boolean full;
    boolean connecting;
    long idleSince = System.nanoTime() - IDLE.toNanos();

    Client(HttpClient http) {
      this.http = http;
    }

    boolean isCold() {
      return uses == 0 && System.nanoTime() - idleSince >= IDLE.toNanos();
    }
  }

  /** One request and its answer. Any thread may call any method, any number of times. */
  final class Use {
    private final Client client;
    private final boolean first;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Use(Client client, boolean first) {
      this.client = client;
      this.first = first;
    }

    HttpClient http() {
      return client.http;
    }

    /** The head of the answer has come: others may use the connection. */
    void connected() {
      if (first) {
        letOthersPass(client);
      }
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

  /**
   * A client for one request.
   *
   * @param nanos how long the request may wait
   */
  Use take(long nanos) throws IOException, InterruptedException {
    long left = Math.min(nanos, MAX_WAIT.toNanos());
    lock.lockInterruptibly();
    try {
      while (true) {
        Client client = free();
        if (!client.connecting || left <= 0) {
          boolean first = client.isCold();
          client.connecting |= first;
          client.uses++;
          return new Use(client, first);
        }
        left = connected.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Client free() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    for (Client client : clients) {
      if (!client.full && client.uses < MAX_USES) {
        return client;
      }
    }
    if (clients.size() == MAX_CLIENTS) {
      throw new IOException(
          "there are " + MAX_CLIENTS * MAX_USES + " answers under way: close watches");
    }
    Client client = new Client(factory.get());
    clients.add(client);
    return client;
  }

  private void letOthersPass(Client client) {
    lock.lock();
    try {
      client.connecting = false;
      connected.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void release(Use use, boolean full) {
    if (use.ended.getAndSet(true)) {
      return;
    }
    use.connected();
    Client client = use.client;
    lock.lock();
    try {
      client.uses--;
      client.full = full && client.uses > 0;
      client.idleSince = System.nanoTime();
      if (client.uses == 0 && retired.remove(client)) {
        client.http.shutdown();
      }
    } finally {
      lock.unlock();
    }
  }

  private void retire(Client client) {
    lock.lock();
    try {
      if (clients.remove(client)) {
        if (client.uses == 0) {
          client.http.shutdown();
        } else {
          retired.add(client);
        }
      }
      connected.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** No client gets more requests; what is under way goes on. */
  void retireAll() {
    List<Client> all;
    lock.lock();
    try {
      all = new ArrayList<>(clients);
    } finally {
      lock.unlock();
    }
    all.forEach(this::retire);
  }

  @Override
  public void close() {
    List<Client> all;
    lock.lock();
    try {
      closed = true;
      all = new ArrayList<>(clients);
      all.addAll(retired);
      connected.signalAll();
    } finally {
      lock.unlock();
    }
    all.forEach(client -> client.http.shutdownNow());
  }
}
