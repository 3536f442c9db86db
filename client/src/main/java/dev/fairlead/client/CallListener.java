package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hears of what a client does: for metrics, traces and warnings. Give one to {@link
 * Kubernetes#connect(dev.fairlead.client.config.Config, CallListener)}.
 *
 * <p>Its methods are called on the thread of the call, by many threads at once. They should be
 * quick; what they throw ends the call. The requests that they see have neither credentials nor
 * bodies.
 */
public interface CallListener {
  /**
   * An attempt at a call is about to be sent.
   *
   * @param request its method, path and query
   * @param number 1 for the first attempt at the call, and one more for each repetition
   * @return hears how the attempt ends
   */
  default Attempt begins(ApiRequest request, int number) {
    return Attempt.UNHEARD;
  }

  /**
   * The server did what was asked, and warns: of a version that goes away, of a field that it
   * doesn't know. It is said again with each such request. By default each text is logged once, as
   * {@code dev.fairlead.client} at level WARNING.
   */
  default void warns(ApiRequest request, String warning) {
    LoggedWarnings.SHARED.warns(request, warning);
  }

  /** One attempt under way. */
  interface Attempt {
    Attempt UNHEARD = (status, failure) -> {};

    /** Headers to send with it, such as traceparent; none by default. */
    default Map<String, String> headers() {
      return Map.of();
    }

    /**
     * The attempt is over: its answer has been read, or there is none. That of a watch is over when
     * the server has accepted it.
     *
     * @param status of HTTP; 0 if there was no answer
     * @param failure why it wasn't a success, or null
     */
    void ended(int status, @Nullable Throwable failure);
  }
}
