package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonValue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One call from its first attempt to its answer, on the caller's thread. */
final class Exchange<R> {
  private final Calls calls;
  private final Call<R> call;
  private final Failures failures;
  private final @Nullable Duration timeout;
  private long start;
  private int made;
  private @Nullable String authorization;
  private long tlsGeneration;
  private boolean renewed;

  Exchange(Calls calls, Call<R> call) {
    this.calls = calls;
    this.call = call;
    this.failures = new Failures(call.request(), calls.config);
    this.timeout = call.timeout() == null ? calls.config.timeout().orElse(null) : call.timeout();
  }

  R run() {
    try {
      throttleFirst();
      start = calls.ticker.nanos();
      while (true) {
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

  /** The answer; null when there is to be another attempt. */
  private @Nullable R attempt() throws InterruptedException {
    Answers answers = null;
    boolean kept = false;
    ApiException failure;
    boolean protobuf = call.protobuf() && !calls.refusesProtobuf;
    made++;
    CallLog log = new CallLog(calls.listener, calls.ticker, call.request(), made);
    try {
      ApiResponse response =
          call.reader().send(calls.transport, log.sent(request(protobuf)), limits());
      log.answered(response);
      answers = new Answers(failures, calls.decoding, response);
      boolean success = response.status() >= 200 && response.status() <= 206; // as client-go
      if (success || response.connection() != null || call.reader().takes(answers)) {
        R result = read(answers);
        kept = call.reader().isEndless();
        return result;
      }
      failure = failures.of(answers);
      log.failed(failure);
    } catch (IOException e) {
      log.failed(e);
      failIfCancelled(e);
      failure = failures.disconnected(e, answers == null ? -1 : answers.received());
    } catch (RuntimeException | InterruptedException e) {
      log.failed(e);
      throw e;
    } finally {
      log.ended();
      if (answers != null && !kept) {
        answers.response().close();
      }
    }
    prepareAnother(failure, inAnotherFormat(failure, protobuf) || asSomebodyKnown(failure));
    return null;
  }

  /**
   * Waits for another attempt, or throws the failure if there is to be none.
   *
   * @param now whether there is to be one at once
   */
  private void prepareAnother(ApiException failure, boolean now) throws InterruptedException {
    Duration pause =
        now ? Duration.ZERO : Repetition.after(failure, call.repeatable(), made, left());
    if (pause == null) {
      throw failure;
    }
    failures.remember(failure);
    calls.pause(pause.toNanos());
    throttle(failure);
    failIfClosed(failure);
  }

  private R read(Answers answers) throws IOException {
    try {
      return call.reader().read(answers);
    } catch (ZipException | DecodeException e) {
      throw answers.unreadable("the answer", e);
    }
  }

  /** As client-go: the call's time doesn't run yet, and the first attempt of a watch passes. */
  private void throttleFirst() throws InterruptedException {
    if (!call.reader().isEndless()) {
      throttle(null);
    }
  }

  /**
   * Waits as the rate of requests demands.
   *
   * @param failure what to throw if the call's time is over before; null if it doesn't run yet
   */
  private void throttle(@Nullable ApiException failure) throws InterruptedException {
    if (calls.rate == null) {
      return;
    }
    long now = calls.ticker.nanos();
    long wait = calls.rate.take(now);
    Duration left = failure == null ? null : left();
    if (failure != null && left != null && left.toNanos() <= wait) {
      calls.rate.giveBack(now + wait);
      throw failure;
    }
    if (wait > 0) {
      try {
        calls.pause(wait);
      } catch (InterruptedException e) {
        calls.rate.giveBack(now + wait);
        throw e;
      }
    }
  }

  private ApiRequest request(boolean protobuf) {
    ApiRequest request = call.request().header("User-Agent", calls.config.userAgent());
    if (!call.reader().isRaw()) {
      request = request.header("Accept", call.reader().accept(protobuf));
    }
    if (!call.reader().isRaw() && !calls.config.disableCompression()) {
      request = request.header("Accept-Encoding", "gzip");
    }
    request = request.repeatedHeaders(calls.config.impersonationHeaders());
    if ("https".equals(calls.config.server().getScheme())) { // a token in the clear is lost
      authorization = calls.config.authorization().orElse(null);
      tlsGeneration = authorization == null ? calls.config.tlsGeneration() : 0;
    }
    if (authorization != null) {
      failures.hide(authorization);
      request = request.header("Authorization", authorization);
    }
    if (call.body() == null) {
      return request;
    }
    if (call.body() instanceof Call.Document(String mediaType, JsonValue content)) {
      return request.body(mediaType, Codec.json().encode(content));
    }
    if (call.body() instanceof Call.Content(String mediaType, byte[] bytes)) {
      return request.body(mediaType, bytes);
    }
    boolean binary = protobuf && call.isBodyProtobuf();
    return request.body(
        binary ? Answers.PROTOBUF : Answers.JSON,
        (binary ? Codec.protobuf() : Codec.json()).encode(call.body()));
  }

  private TimeLimits limits() {
    boolean endless = call.reader().isEndless();
    Duration spent = Duration.ofNanos(calls.ticker.nanos() - start);
    return new TimeLimits(
        endless ? call.timeout() : timeout, spent, Calls.SILENCE, call.reader().silence());
  }

  /** What is left of the call's time; null for no limit. */
  private @Nullable Duration left() {
    return timeout == null ? null : timeout.minusNanos(calls.ticker.nanos() - start);
  }

  private boolean inAnotherFormat(ApiException failure, boolean protobuf) {
    boolean aboutTheBody = failure.code() == 415 && !(call.body() instanceof Call.Document);
    boolean refused = protobuf && (aboutTheBody || failure.code() == 406);
    if (refused) {
      calls.refusesProtobuf = true;
    }
    return refused;
  }

  /** Once, if the credentials have been renewed since. A 401 says that nothing was done. */
  private boolean asSomebodyKnown(ApiException failure) {
    if (failure.code() != 401 || renewed) {
      return false;
    }
    renewed = true;
    return authorization == null
        ? calls.config.renewClientCertificate(tlsGeneration)
        : calls.config.authorizationInsteadOf(authorization).isPresent();
  }

  private void failIfCancelled(IOException error) {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled("interrupted", error);
    }
    boolean closed =
        error instanceof InterruptedIOException && !(error instanceof SocketTimeoutException);
    if (closed) {
      throw cancelled("the client was closed", error);
    }
    failIfClosed(error);
  }

  private void failIfClosed(Exception cause) {
    if (calls.isClosed()) {
      throw cancelled("the client was closed", cause);
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
