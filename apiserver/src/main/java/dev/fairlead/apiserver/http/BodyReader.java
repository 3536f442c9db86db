package dev.fairlead.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/** Takes in the body of a request, up to a size and within a time. */
final class BodyReader {
  private static final byte[] NONE = {};

  private BodyReader() {}

  /**
   * Waits for the whole body.
   *
   * @return null if it is longer than the limit; what is left of it is not read then
   */
  static byte @Nullable [] read(Request request, int maxBytes, Duration time)
      throws IOException, InterruptedException, TimeoutException {
    long announced = request.getLength();
    if (announced == 0 || announced > maxBytes) {
      return announced == 0 ? NONE : null;
    }
    long deadline = System.nanoTime() + time.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max((int) announced, 0));
    while (true) {
      Content.Chunk chunk = next(request, deadline);
      try {
        if (Content.Chunk.isFailure(chunk)) {
          throw new IOException("the body of a request did not come whole", chunk.getFailure());
        }
        if (body.size() + chunk.remaining() > maxBytes) {
          return null;
        }
        byte[] part = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(part);
        body.write(part, 0, part.length);
        if (chunk.isLast()) {
          return body.toByteArray();
        }
      } finally {
        chunk.release();
      }
    }
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
