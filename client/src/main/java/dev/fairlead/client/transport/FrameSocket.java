package dev.fairlead.client.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket (RFC 6455, without extensions) over a connection of its own. Its reader reads from
 * the network; a virtual thread writes, so that whoever waits for a message to go can be
 * interrupted, pings are answered, and silence is noticed.
 *
 * <p>Two locks: one for the state, under which nothing is sent or received, and one that is held by
 * the thread whose message goes. The first may be taken under the second.
 */
final class FrameSocket implements WebSocketConnection {
  /** After so long without a sign of life the other side is asked for one. client-go: 5 s. */
  static final Duration PING_AFTER = Duration.ofSeconds(10);

  /** So long it may take to give one; client-go's limit. */
  static final Duration MAX_SILENCE = Duration.ofSeconds(60);

  /** For the goodbye, which is in the socket's buffer at once unless that is full. */
  private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

  private final Line line;
  private final Frames frames;
  private final String subprotocol;
  private final Consumer<FrameSocket> atEnd;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ReentrantLock turn = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable ByteBuffer message;

  @GuardedBy("lock")
  private byte @Nullable [] pong;

  @GuardedBy("lock")
  private byte @Nullable [] goodbye;

  @GuardedBy("lock")
  private @Nullable IOException broken;

  @GuardedBy("lock")
  private boolean ended;

  @GuardedBy("lock")
  private boolean closed;

  /** Whether somebody waits for the network, and since when; what is held back can't be heard. */
  @GuardedBy("lock")
  private boolean reading;

  @GuardedBy("lock")
  private long heard = System.nanoTime();

  /**
   * Whether a message was sent since something was heard. The other side reads pings in turn, so it
   * can't answer while it can't pass on what came before; if it is gone, TCP finds out.
   */
  @GuardedBy("lock")
  private boolean busy;

  private FrameSocket(Line line, String subprotocol, Consumer<FrameSocket> atEnd) {
    this.line = line;
    this.frames = new Frames(line.in(), line.out());
    this.subprotocol = subprotocol;
    this.atEnd = atEnd;
  }

  /** Over a connection that has just become a WebSocket. */
  static FrameSocket start(Line line, String subprotocol, Consumer<FrameSocket> atEnd) {
    FrameSocket socket = new FrameSocket(line, subprotocol, atEnd);
    Thread unused = Thread.ofVirtual().name("fairlead-websocket").start(socket::send);
    return socket;
  }

  @Override
  public String subprotocol() {
    return subprotocol;
  }

  // --- reading ---

  @Override
  public @Nullable Part read() throws IOException {
    mark(true);
    try {
      while (true) {
        switch (frames.read()) {
          case Frames.Incoming.Data(Part part) -> {
            return part;
          }
          case Frames.Incoming.Ping(byte[] content) -> reply(content);
          case Frames.Incoming.Pong() -> mark(true);
          case Frames.Incoming.Close(byte[] content) -> {
            answerGoodbye(content);
            return null;
          }
        }
      }
    } catch (IOException e) {
      throw why(e);
    } finally {
      mark(false);
    }
  }

  private void mark(boolean goesOn) {
    lock.lock();
    try {
      reading = goesOn;
      busy = false;
      heard = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** The last one counts: nobody can fill a queue with pings. */
  private void reply(byte[] content) {
    lock.lock();
    try {
      pong = content;
      heard = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void answerGoodbye(byte[] content) {
    lock.lock();
    try {
      ended = true;
      goodbye = content.length > 2 ? ByteBuffer.allocate(2).put(content, 0, 2).array() : content;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private IOException why(IOException error) {
    lock.lock();
    try {
      IOException first = broken;
      if (closed && first == null) {
        first = new InterruptedIOException("the connection was closed");
      }
      if (first == null) {
        broken = error;
        changed.signalAll();
        return error;
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  // --- writing ---

  @Override
  public void write(ByteBuffer content) throws IOException, InterruptedException {
    turn.lockInterruptibly();
    try {
      lock.lockInterruptibly();
      try {
        awaitSent(); // of the message before, if its writer was interrupted
        failIfOver();
        message = content;
        changed.signalAll();
        awaitSent();
      } finally {
        lock.unlock();
      }
    } finally {
      turn.unlock();
    }
  }

  @GuardedBy("lock")
  private void awaitSent() throws IOException, InterruptedException {
    while (message != null) {
      failIfOver();
      changed.await();
    }
  }

  @GuardedBy("lock")
  private void failIfOver() throws IOException {
    if (closed) {
      throw new InterruptedIOException("the connection was closed");
    }
    if (broken != null) {
      throw new IOException(broken.getMessage(), broken);
    }
    if (ended) {
      throw new IOException("the other side has closed the connection");
    }
  }

  /** The sending thread: until goodbye, or until sending fails. */
  private void send() {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = sendNext();
      }
    } catch (IOException e) {
      IOException unused = why(e);
      line.close(); // so that the reader knows, too
    } catch (InterruptedException e) {
      line.close(); // nobody knows this thread
    }
  }

  private boolean sendNext() throws IOException, InterruptedException {
    byte[] reply;
    ByteBuffer next;
    byte[] last;
    lock.lockInterruptibly();
    try {
      long left = 1;
      while (message == null && pong == null && goodbye == null && left > 0) {
        if (closed || broken != null) {
          return false;
        }
        left = changed.awaitNanos(untilPing());
      }
      reply = pong;
      pong = null;
      next = message;
      last = next == null && reply == null ? goodbye : null;
      busy |= next != null;
    } finally {
      lock.unlock();
    }
    if (reply != null) {
      frames.write(Frames.PONG, ByteBuffer.wrap(reply));
    }
    if (next != null) {
      frames.write(Frames.BINARY, next);
      sent();
    } else if (last != null) {
      frames.write(Frames.CLOSE, ByteBuffer.wrap(last));
      lastSent();
      return false;
    } else if (reply == null) {
      frames.write(Frames.PING, ByteBuffer.allocate(0));
    }
    return true;
  }

  /** Fails when it is too late for one. */
  @GuardedBy("lock")
  private long untilPing() throws IOException {
    long quiet = System.nanoTime() - heard;
    if (reading && !busy && quiet >= MAX_SILENCE.toNanos()) {
      throw new SocketTimeoutException(
          "nothing came for " + MAX_SILENCE.toSeconds() + " s, not even answers to pings");
    }
    long period = PING_AFTER.toNanos();
    return reading ? period - quiet % period : period;
  }

  private void sent() {
    lock.lock();
    try {
      message = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void lastSent() {
    lock.lock();
    try {
      goodbye = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // --- the end ---

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (message == null && broken == null) {
        if (!ended) {
          goodbye = Frames.NORMAL.clone();
        }
        changed.signalAll();
        awaitGoodbye();
      }
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    line.close();
    atEnd.accept(this);
  }

  @GuardedBy("lock")
  private void awaitGoodbye() {
    long left = CLOSE_TIME.toNanos();
    try {
      while (goodbye != null && broken == null && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
