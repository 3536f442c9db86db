package dev.fairlead.client.stream;

import dev.fairlead.client.transport.WebSocketConnection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The channels of Kubernetes on one WebSocket: the first byte of a message is the number of the
 * channel, the rest is for it. From version 5 on, 255 and a number mean that a channel has ended.
 */
final class Channels implements AutoCloseable {
  /** In bytes, as kubectl's. */
  private static final int MAX_MESSAGE = 32 << 10;

  private static final int END_OF_CHANNEL = 255;

  private final WebSocketConnection socket;
  private final Map<Integer, Inflow> inflows;
  private final Function<@Nullable IOException, @Nullable RuntimeException> verdict;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final AtomicInteger writers = new AtomicInteger();
  private int channel;

  /**
   * Starts to read the connection.
   *
   * @param inflows by number; what comes for others is let go
   * @param verdict told when the connection has ended, and how (null if well), says what readers of
   *     the channels are to be told (null if all is well)
   */
  static Channels start(
      WebSocketConnection socket,
      Map<Integer, Inflow> inflows,
      Function<@Nullable IOException, @Nullable RuntimeException> verdict) {
    Channels channels = new Channels(socket, inflows, verdict);
    Thread unused = Thread.ofVirtual().name("fairlead-channels").start(channels::pump);
    return channels;
  }

  private Channels(
      WebSocketConnection socket,
      Map<Integer, Inflow> inflows,
      Function<@Nullable IOException, @Nullable RuntimeException> verdict) {
    this.socket = socket;
    this.inflows = inflows;
    this.verdict = verdict;
  }

  private void pump() {
    IOException how = null;
    try {
      for (var part = socket.read(); part != null; part = socket.read()) {
        deliver(part);
      }
    } catch (IOException e) {
      how = e;
    } catch (InterruptedException e) {
      how = new InterruptedIOException("interrupted"); // nobody knows this thread
    } finally {
      socket.close();
      RuntimeException why = verdict.apply(how);
      inflows.values().forEach(inflow -> inflow.end(why));
      over.complete(null);
    }
  }

  private void deliver(WebSocketConnection.Part part) throws IOException, InterruptedException {
    byte[] content = part.content();
    int from = 0;
    if (part.first()) {
      if (content.length == 0) {
        channel = -1;
        return;
      }
      channel = content[0] & 0xff;
      from = 1;
    }
    if (from == content.length) {
      return;
    }
    if (channel == END_OF_CHANNEL) {
      Inflow ended = inflows.get(content[from] & 0xff);
      if (ended != null) {
        ended.end();
      }
      return;
    }
    Inflow to = inflows.get(channel);
    if (to != null) {
      add(from == 0 ? content : Arrays.copyOfRange(content, from, content.length), to);
    }
  }

  /** Waits for room, but not for ever if nobody reads while others wait for what comes after. */
  private void add(byte[] content, Inflow to) throws IOException, InterruptedException {
    while (!to.add(content, Inflow.PATIENCE_NANOS)) {
      if (!to.isBegun() && (writers.get() > 0 || anyAwaited(inflows.values()))) {
        throw new UnreadException(
            to.name()
                + " has "
                + Inflow.CAPACITY
                + " bytes that nobody reads, and others wait for what comes after them: read it on"
                + " another thread, or close it");
      }
    }
  }

  /** One stream has held up the others for too long. */
  static final class UnreadException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadException(String message) {
      super(message);
    }
  }

  private static boolean anyAwaited(Collection<Inflow> all) {
    return all.stream().anyMatch(Inflow::isAwaited);
  }

  /** Completed when the connection has ended and its verdict is known. */
  CompletableFuture<Void> over() {
    return over;
  }

  void write(int number, byte[] content, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, content.length);
    for (int done = 0; done < length; done += MAX_MESSAGE) {
      int count = Math.min(length - done, MAX_MESSAGE);
      byte[] message = new byte[1 + count];
      message[0] = (byte) number;
      System.arraycopy(content, from + done, message, 1, count);
      send(message);
    }
  }

  void endOf(int number) throws IOException {
    send(new byte[] {(byte) END_OF_CHANNEL, (byte) number});
  }

  private void send(byte[] message) throws IOException {
    writers.incrementAndGet();
    try {
      socket.write(ByteBuffer.wrap(message));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing");
    } finally {
      writers.decrementAndGet();
    }
  }

  /** What is written to it goes to a channel at once. */
  final class Outflow extends OutputStream {
    private final int number;
    private final Ending ending;
    private boolean closed;

    Outflow(int number, Ending ending) {
      this.number = number;
      this.ending = ending;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      Channels.this.write(number, content, from, length);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        ending.end(number);
      }
    }
  }

  /** Tells the other side that a channel has ended. */
  interface Ending {
    void end(int number) throws IOException;
  }

  @Override
  public void close() {
    socket.close();
    inflows.values().forEach(Inflow::close);
  }
}
