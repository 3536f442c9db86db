package dev.fairlead.client.transport;

import java.io.IOException;
import java.util.List;

/**
 * Carries requests to one API server. Any number of threads may use it at once.
 *
 * <p>{@link HttpTransport} goes over the network; a server in the same JVM is reached without it.
 */
public interface Transport extends AutoCloseable {

  /**
   * Sends a request, and waits for the head of its answer on this thread. The body follows while it
   * is read; whoever gets the answer closes it.
   *
   * @throws java.net.SocketTimeoutException if a limit has passed; reading the body throws it too
   * @throws IOException if there is no answer, or reading the body finds that it is cut
   * @throws InterruptedException if this thread is interrupted; the request is given up
   */
  ApiResponse send(ApiRequest request, TimeLimits limits) throws IOException, InterruptedException;

  /**
   * Sends a GET that asks for a WebSocket. The answer has a {@link ApiResponse#connection}, or it
   * is the refusal.
   *
   * <p>Transports without sockets send it as any other request: what answers it then says why there
   * is none.
   *
   * @param subprotocols those that the caller speaks, the best first
   * @throws java.net.SocketTimeoutException if a limit has passed
   * @throws IOException if there is no answer
   * @throws InterruptedException if this thread is interrupted; the request is given up
   */
  default ApiResponse upgrade(ApiRequest request, List<String> subprotocols, TimeLimits limits)
      throws IOException, InterruptedException {
    return send(request, limits);
  }

  /** Gives up all requests, answers and WebSockets that are under way. */
  @Override
  void close();
}
