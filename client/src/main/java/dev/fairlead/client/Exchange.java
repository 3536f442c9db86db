package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.model.codec.Codec;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One call from its first attempt to its answer, on the caller's thread. */
final class Exchange<R> {
  private static final String PROTOBUF_OR_JSON = Answers.PROTOBUF + "," + Answers.JSON;

  private final Calls calls;
  private final Call<R> call;
  private final Failures failures;
  private final @Nullable Duration timeout;
  private final long start;
  private int made;
  private boolean renewed;

  Exchange(Calls calls, Call<R> call) {
    this.calls = calls;
    this.call = call;
    this.failures = new Failures(call.request(), calls.config);
    this.timeout = call.timeout() == null ? calls.config.timeout().orElse(null) : call.timeout();
    this.start = calls.ticker.nanos();
  }

  R run() {
    try {
      while (true) {
        waitForRate();
        R result = attempt();
        if (result != null) {
          return result;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled("interrupted", e);
    }
  }

  /** As client-go, which lets the first attempt of a watch pass. */
  private void waitForRate() throws InterruptedException {
    if (calls.rate != null && !(made == 0 && call.reader().isEndless())) {
      long wait = calls.rate.take(calls.ticker.nanos());
      if (wait > 0) {
        calls.ticker.sleep(wait);
      }
    }
  }

  /** The answer; null when there is to be another attempt. */
  private @Nullable R attempt() throws InterruptedException {
    Answers answers = null;
    boolean kept = false;
    ApiException failure;
    boolean protobuf = call.protobuf() && !calls.refusesProtobuf;
    made++;
    try {
      ApiResponse response = calls.transport.send(request(protobuf), limits());
      answers = new Answers(failures, calls.decoding, response);
      if (response.status() >= 200 && response.status() <= 206) { // as client-go
        R result = call.reader().read(answers);
        kept = call.reader().isEndless();
        return result;
      }
      failure = failures.of(answers);
      if (inAnotherFormat(response.status(), protobuf) || asSomebodyKnown(response.status())) {
        failures.remember(failure);
        return null;
      }
    } catch (IOException e) {
      failIfCancelled(e);
      failure = failures.disconnected(e, answers == null ? -1 : answers.received());
    } finally {
      if (answers != null && !kept) {
        answers.response().close();
      }
    }
    pauseAfter(failure);
    return null;
  }

  private ApiRequest request(boolean protobuf) {
    ApiRequest request =
        call.request()
            .header("Accept", protobuf ? PROTOBUF_OR_JSON : Answers.JSON)
            .header("User-Agent", calls.config.userAgent());
    if (!calls.config.disableCompression()) {
      request = request.header("Accept-Encoding", "gzip");
    }
    if ("https".equals(calls.config.server().getScheme())) { // a token in the clear is lost
      Optional<String> authorization = calls.config.authorization();
      if (authorization.isPresent()) {
        request = request.header("Authorization", authorization.get());
      }
    }
    if (call.body() == null) {
      return request;
    }
    boolean binary = protobuf && call.isBodyProtobuf();
    return request.body(
        binary ? Answers.PROTOBUF : Answers.JSON,
        (binary ? Codec.protobuf() : Codec.json()).encode(call.body()));
  }

  private TimeLimits limits() {
    Duration silence = call.reader().silence();
    return new TimeLimits(call.reader().isEndless() ? null : left(), silence);
  }

  /** What is left of the call's time; null for no limit. */
  private @Nullable Duration left() {
    return timeout == null ? null : timeout.minusNanos(calls.ticker.nanos() - start);
  }

  private boolean inAnotherFormat(int code, boolean protobuf) {
    boolean refused = protobuf && (code == 415 || code == 406);
    if (refused) {
      calls.refusesProtobuf = true;
    }
    return refused;
  }

  /** Once: a token may have been renewed since it was read. */
  private boolean asSomebodyKnown(int code) {
    if (code != 401 || renewed) {
      return false;
    }
    renewed = true;
    return false;
  }

  private void pauseAfter(ApiException failure) throws InterruptedException {
    Duration pause = Repetition.after(failure, call.repeatable(), made, left());
    if (pause == null) {
      throw failure;
    }
    failures.remember(failure);
    calls.ticker.sleep(pause.toNanos());
  }

  private void failIfCancelled(IOException error) {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled("interrupted", error);
    }
    boolean closed =
        error instanceof InterruptedIOException && !(error instanceof SocketTimeoutException);
    if (closed || calls.isClosed()) {
      throw cancelled("the client was closed", error);
    }
  }

  private CancellationException cancelled(String why, Exception cause) {
    CancellationException cancelled =
        new CancellationException(
            call.request().method()
                + " "
                + call.request().path()
                + " of "
                + calls.config.server()
                + ": "
                + why);
    cancelled.initCause(cause);
    return cancelled;
  }
}
