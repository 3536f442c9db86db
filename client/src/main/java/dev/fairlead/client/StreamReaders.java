package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.stream.Complaints;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.client.transport.WebSocketConnection;
import dev.fairlead.model.meta.v1.Status;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Reads the heads of answers that are streams: what follows is read by whoever gets them. */
final class StreamReaders {
  /** For what may be silent as long as it likes. Until then somebody has closed it. */
  private static final Duration NO_LIMIT = Duration.ofDays(10_000);

  private StreamReaders() {}

  /** A stream, and the exceptions for what goes wrong with it. */
  record Opened<S>(S stream, Complaints complaints) {}

  /** Opens a WebSocket. */
  record Socket(Calls calls, List<String> subprotocols)
      implements Call.Reader<Opened<WebSocketConnection>> {
    @Override
    public ApiResponse send(Transport transport, ApiRequest request, TimeLimits limits)
        throws IOException, InterruptedException {
      return transport.upgrade(request, subprotocols, limits);
    }

    @Override
    public Opened<WebSocketConnection> read(Answers answers) {
      WebSocketConnection connection = answers.response().connection();
      if (connection == null) {
        throw answers.unexpected("a success, but no WebSocket was opened", null);
      }
      if (!subprotocols.contains(connection.subprotocol())) {
        throw answers.unexpected(
            "the WebSocket speaks \"" + connection.subprotocol() + "\", not " + subprotocols, null);
      }
      return new Opened<>(connection, new Told(calls, answers));
    }

    @Override
    public boolean isEndless() {
      return true;
    }

    @Override
    public boolean isRaw() {
      return true;
    }
  }

  /** Hands a body on. */
  record Body(Calls calls, boolean quiet) implements Call.Reader<Opened<ApiResponse>> {
    @Override
    public Opened<ApiResponse> read(Answers answers) {
      return new Opened<>(answers.raw(), new Told(calls, answers));
    }

    @Override
    public boolean isEndless() {
      return true;
    }

    @Override
    public boolean isRaw() {
      return true;
    }

    @Override
    public Duration silence() {
      return quiet ? NO_LIMIT : Calls.SILENCE;
    }
  }

  /** Hands on what stands behind a proxy: all but the API server's own failures. */
  record Proxied() implements Call.Reader<ApiResponse> {
    @Override
    public ApiResponse read(Answers answers) {
      return answers.raw();
    }

    @Override
    public boolean takes(Answers failed) throws IOException {
      return !failed.failures().isStatus(failed);
    }

    @Override
    public boolean isEndless() {
      return true;
    }

    @Override
    public boolean isRaw() {
      return true;
    }

    @Override
    public Duration silence() {
      return NO_LIMIT;
    }
  }

  private record Told(Calls calls, Answers answers) implements Complaints {
    @Override
    public RuntimeException broken(IOException error) {
      boolean ours =
          error instanceof InterruptedIOException && !(error instanceof SocketTimeoutException);
      if (!ours && !Thread.currentThread().isInterrupted() && !calls.isClosed()) {
        return answers.failures().disconnected(error, answers.received());
      }
      CancellationException cancelled =
          new CancellationException(
              calls.isClosed() ? "the client was closed" : String.valueOf(error.getMessage()));
      cancelled.initCause(error);
      return cancelled;
    }

    @Override
    public ApiException failed(Status status, String advice) {
      return answers.failures().ofStream(status, advice);
    }
  }
}
