package dev.fairlead.client;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.codec.Dictionary;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of one client share: the transport, the rate, the dictionary, and what the server
 * was found not to understand. Any number of threads may use it.
 */
final class Calls implements AutoCloseable {
  /**
   * How long a server may say nothing before it counts as dead. kube-apiserver answers everything
   * but watches within --request-timeout, by default one minute.
   */
  static final Duration SILENCE = Duration.ofMinutes(2);

  final Config config;
  final Transport transport;
  final Ticker ticker;
  final @Nullable TokenBucket rate;
  final Decoding decoding;
  final CallListener listener;

  /** Set by a 415 answer to a protobuf body, and by a 406 to asking for protobuf. */
  volatile boolean refusesProtobuf;

  private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  Calls(Config config, Transport transport, Ticker ticker, Decoding how, CallListener listener) {
    this.listener = listener;
    this.config = config;
    this.transport = transport;
    this.ticker = ticker;
    this.rate =
        config.qps() > 0 ? new TokenBucket(config.qps(), config.burst(), ticker.nanos()) : null;
    this.decoding = how.withDictionary(new Dictionary());
  }

  /**
   * Sends the request, again if it has to be, until there is an answer.
   *
   * @throws dev.fairlead.client.error.ApiException if it isn't a success
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which stays
   *     marked so, or the client is closed meanwhile
   * @throws IllegalStateException if the client was closed before
   */
  <R> R make(Call<R> call) {
    if (isClosed()) {
      throw new IllegalStateException(
          "this client was closed: call Kubernetes.connect() for a new one");
    }
    return new Exchange<>(this, call).run();
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Waits, but not beyond the client's end. */
  void pause(long nanos) throws InterruptedException {
    ticker.sleep(nanos, closed);
  }

  /** As {@link #pause}, for those who can't be interrupted but by a cancellation. */
  void pauseOrCancel(long nanos, String what) {
    pauseOrCancel(nanos, closed, what);
  }

  /** The same, but not beyond an end of its own, which closing the client has to bring too. */
  void pauseOrCancel(long nanos, CountDownLatch end, String what) {
    try {
      ticker.sleep(nanos, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException(what + ": interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
    if (isClosed()) {
      throw new CancellationException(what + ": the client was closed");
    }
  }

  /** What goes on after the call that began it, until somebody ends it. */
  interface UnderWay {
    void close();
  }

  /** Closes it too when the client is closed. */
  void register(UnderWay one) {
    underWay.add(one);
  }

  void unregister(UnderWay one) {
    underWay.remove(one);
  }

  @Override
  public void close() {
    closed.countDown();
    underWay.forEach(UnderWay::close);
    transport.close();
  }
}
