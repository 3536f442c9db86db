package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the listener and the log of one attempt: as {@code dev.fairlead.client.http}, a line each
 * at level DEBUG, and its headers at level TRACE, but for those that prove who is asking. Bodies
 * are never logged: there may be Secrets in them.
 */
final class CallLog {
  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.http");
  private static final Set<String> SECRET =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final CallListener listener;
  private final ApiRequest request;
  private final int number;
  private final Ticker ticker;
  private final long start;
  private final CallListener.Attempt attempt;
  private int status;
  private @Nullable Throwable failure;

  CallLog(CallListener listener, Ticker ticker, ApiRequest request, int number) {
    this.listener = listener;
    this.ticker = ticker;
    this.start = ticker.nanos();
    this.request = request;
    this.number = number;
    this.attempt = listener.begins(request, number);
  }

  /** The request with the listener's headers. */
  ApiRequest sent(ApiRequest whole) {
    ApiRequest result = whole;
    for (Map.Entry<String, String> header : attempt.headers().entrySet()) {
      result = result.header(header.getKey(), header.getValue());
    }
    if (LOG.isLoggable(Level.TRACE)) {
      result.headers().forEach((name, value) -> LOG.log(Level.TRACE, "> " + shown(name, value)));
    }
    return result;
  }

  void answered(ApiResponse response) {
    status = response.status();
    if (LOG.isLoggable(Level.TRACE)) {
      response
          .headers()
          .forEach((name, values) -> LOG.log(Level.TRACE, "< " + shown(name, values.toString())));
    }
    for (String warning : WarningHeader.texts(response.headers("Warning"))) {
      listener.warns(request, warning);
    }
  }

  void failed(Throwable why) {
    failure = why;
  }

  void ended() {
    if (LOG.isLoggable(Level.DEBUG)) {
      long millis = (ticker.nanos() - start) / NANOS_PER_MILLI;
      LOG.log(
          Level.DEBUG,
          request.method()
              + " "
              + request.target()
              + (number == 1 ? "" : " (attempt " + number + ")")
              + ": "
              + (status == 0 ? "no answer" : status)
              + " in "
              + millis
              + " ms");
    }
    attempt.ended(status, failure);
  }

  private static String shown(String name, String value) {
    return name + ": " + (SECRET.contains(name.toLowerCase(Locale.ROOT)) ? "(hidden)" : value);
  }
}
