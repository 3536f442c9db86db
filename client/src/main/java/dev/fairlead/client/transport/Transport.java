package dev.fairlead.client.transport;

import java.io.IOException;

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

  /** Gives up all requests and answers that are under way. */
  @Override
  void close();
}
