package dev.fairlead.client.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket between the thread that receives and those that read and write.
 *
 * <p>Two locks: one for the hand-over of parts and the state, under which nothing is sent; one that
 * is held while a message goes, since the JDK takes one at a time. The first may be taken under the
 * second.
 */
final class JdkWebSocket implements WebSocketConnection, WebSocket.Listener {
  /** Parts asked for ahead of the reader. Each is at most 16 KiB, as a TLS record is. */
  static final int PARTS_AHEAD = 16;

  /** After so long without a sign of life the other side is asked for one. client-go asks at 5 s. */
  static final Duration PING_AFTER = Duration.ofSeconds(10);

  /** So long it may take to give one; client-go's limit. */
  static final Duration MAX_SILENCE = Duration.ofSeconds(60);

  /** For the goodbye, which is in the socket's buffer at once unless that is full. */
  private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

  private static final int ABNORMAL = 1006;

  private final Consumer<JdkWebSocket> atEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock writing = new ReentrantLock();

  @GuardedBy("lock")
  private final ArrayDeque<Part> parts = new ArrayDeque<>();

  @GuardedBy("lock")
  private @Nullable WebSocket socket;

  @GuardedBy("lock")
  private @Nullable String ended;

  @GuardedBy("lock")
  private @Nullable Throwable failure;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private boolean sending;

  @GuardedBy("lock")
  private @Nullable Throwable unsent;

  @GuardedBy("lock")
  private long heard = System.nanoTime();

  /**
   * Whether anything but pings was sent since something was heard. The other side reads pings in
   * turn, so it can't answer them while it can't pass on what came before; if it is gone, TCP finds
   * out as the data isn't acknowledged.
   */
  @GuardedBy("lock")
  private boolean busy;

  // Only the receiving thread's.
  private boolean first = true;

  // Only the reader's.
  private long pinged = System.nanoTime();

  JdkWebSocket(Consumer<JdkWebSocket> atEnd) {
    this.atEnd = atEnd;
  }

  // --- receiving ---

  @Override
  public void onOpen(WebSocket opened) {
    boolean unwanted;
    lock.lock();
    try {
      socket = opened;
      heard = System.nanoTime();
      unwanted = closed;
    } finally {
      lock.unlock();
    }
    if (unwanted) {
      opened.abort();
    } else {
      opened.request(PARTS_AHEAD);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] content = new byte[data.remaining()];
    data.get(content);
    add(content, last);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    add(data.toString().getBytes(StandardCharsets.UTF_8), last);
    return null;
  }

  private void add(byte[] content, boolean last) {
    Part part = new Part(content, first, last);
    first = last;
    heard(() -> {
      if (!closed) {
        parts.add(part);
      }
    });
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    heard(() -> {});
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    heard(() -> {});
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    heard(() -> ended = code == ABNORMAL ? "" : code + (reason.isEmpty() ? "" : " " + reason));
    atEnd.accept(this);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    heard(() -> {
      ended = "";
      failure = error;
    });
    atEnd.accept(this);
  }

  private void heard(Runnable change) {
    lock.lock();
    try {
      heard = System.nanoTime();
      busy = false;
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // --- reading ---

  @Override
  public String subprotocol() {
    return socket().getSubprotocol();
  }

  @Override
  public @Nullable Part read() throws IOException, InterruptedException {
    long begun = System.nanoTime(); // before that the silence may have been ours
    while (true) {
      boolean over;
      Part part;
      lock.lockInterruptibly();
      try {
        over = await(begun);
        part = parts.poll();
      } finally {
        lock.unlock();
      }
      if (part != null) {
        socket().request(1);
        return part;
      }
      if (over) {
        return null;
      }
      ping();
    }
  }

  /** Waits for a part, but not longer than until it is time for a ping; true at the end. */
  @GuardedBy("lock")
  private boolean await(long begun) throws IOException, InterruptedException {
    long left = 1;
    while (parts.isEmpty() && left > 0) {
      failIfClosed();
      if (ended != null) {
        failIfBroken();
        return true;
      }
      long now = System.nanoTime();
      long quiet = now - later(heard, begun);
      if (!busy && quiet >= MAX_SILENCE.toNanos()) {
        throw new SocketTimeoutException(
            "nothing came for " + MAX_SILENCE.toSeconds() + " s, not even answers to pings");
      }
      left = changed.awaitNanos(PING_AFTER.toNanos() - Math.min(quiet, now - pinged));
    }
    return false;
  }

  private static long later(long a, long b) {
    return a - b > 0 ? a : b;
  }

  private void ping() {
    pinged = System.nanoTime();
    CompletableFuture<WebSocket> unused = socket().sendPing(ByteBuffer.allocate(0));
  }

  @GuardedBy("lock")
  private void failIfClosed() throws IOException {
    if (closed) {
      throw new InterruptedIOException("the connection was closed");
    }
  }

  @GuardedBy("lock")
  private void failIfBroken() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    if (ended != null && ended.isEmpty()) {
      throw new IOException("the connection ended without a goodbye");
    }
  }

  private WebSocket socket() {
    lock.lock();
    try {
      return Objects.requireNonNull(socket, "the connection isn't open yet");
    } finally {
      lock.unlock();
    }
  }

  // --- writing ---

  @Override
  public void write(ByteBuffer message) throws IOException, InterruptedException {
    writing.lockInterruptibly();
    try {
      awaitSent(); // of the message before, if its writer was interrupted
      lock.lock();
      try {
        sending = true;
        busy = true;
      } finally {
        lock.unlock();
      }
      CompletableFuture<WebSocket> unused =
          socket().sendBinary(message, true).whenComplete((s, error) -> sent(error));
      awaitSent();
    } finally {
      writing.unlock();
    }
  }

  private void sent(@Nullable Throwable error) {
    lock.lock();
    try {
      sending = false;
      unsent = error;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the message has gone, or never will. */
  private void awaitSent() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (sending) {
        failIfClosed();
        failIfBroken();
        if (ended != null) {
          throw new IOException("the other side has closed the connection: " + ended);
        }
        changed.await();
      }
      if (unsent != null) {
        failIfClosed();
        throw new IOException(unsent.getMessage(), unsent);
      }
    } finally {
      lock.unlock();
    }
  }

  // --- the end ---

  @Override
  public void close() {
    WebSocket open;
    boolean polite;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      parts.clear();
      polite = ended == null && !sending;
      open = socket;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (open != null) {
      if (polite) {
        sayGoodbye(open);
      }
      open.abort();
    }
    atEnd.accept(this);
  }

  private static void sayGoodbye(WebSocket to) {
    try {
      WebSocket unused =
          to.sendClose(WebSocket.NORMAL_CLOSURE, "")
              .get(CLOSE_TIME.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It ends in any case; to say so is a courtesy.
    }
  }
}
