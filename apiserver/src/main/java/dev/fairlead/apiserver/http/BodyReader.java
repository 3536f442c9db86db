package dev.fairlead.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/** Takes in the body of a request, up to a size and within a time. */
final class BodyReader {
  private static final byte[] NONE = {};

  /**
   * How much of a body that is too long is taken in and dropped, in multiples of the limit: most
   * clients read no answer before they have sent everything.
   */
  private static final int DROPPED = 4;

  private BodyReader() {}

  /**
   * Waits for the whole body.
   *
   * @return null if it is longer than the limit; what is left of it may not have been read then
   */
  static byte @Nullable [] read(Request request, int maxBytes, Duration time)
      throws IOException, InterruptedException, TimeoutException {
    long announced = request.getLength();
    if (announced == 0) {
      return NONE;
    }
    if (announced > maxBytes && request.getHeaders().contains(HttpHeader.EXPECT)) {
      return null;
    }
    long deadline = System.nanoTime() + time.toNanos();
    int expected = announced < 0 || announced > maxBytes ? 0 : (int) announced;
    ByteArrayOutputStream body = new ByteArrayOutputStream(expected);
    long total = 0;
    while (total <= (long) maxBytes * DROPPED) {
      Content.Chunk chunk = next(request, deadline);
      try {
        if (Content.Chunk.isFailure(chunk)) {
          throw new IOException("the body of a request did not come whole", chunk.getFailure());
        }
        total += chunk.remaining();
        if (total <= maxBytes) {
          byte[] part = new byte[chunk.remaining()];
          chunk.getByteBuffer().get(part);
          body.write(part, 0, part.length);
        }
        if (chunk.isLast()) {
          return total <= maxBytes ? body.toByteArray() : null;
        }
      } finally {
        chunk.release();
      }
    }
    return null;
  }

  private static Content.Chunk next(Request request, long deadline)
      throws InterruptedException, TimeoutException {
    Semaphore ready = new Semaphore(0);
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk != null) {
        return chunk;
      }
      request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, ready::release));
      if (!ready.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException("the body of a request took too long");
      }
    }
  }
}
