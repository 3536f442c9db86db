package dev.fairlead.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.client.transport.WebSocketConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A port over two streams of a SPDY session, one for data and one for an error, inside a WebSocket
 * of its own. Sessions could carry many connections, but have no flow control in Kubernetes: one
 * that isn't read would hold up all others.
 */
final class TunnelledPort implements PortConnection {
  /** For the other side to take the streams; client-go's limit. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(30);

  /** In bytes, as client-go's copies. */
  private static final int MAX_DATA = 32 << 10;

  private static final int ERROR = 1;
  private static final int DATA = 3;

  private final WebSocketConnection socket;
  private final Complaints complaints;
  private final SpdyFrames frames = new SpdyFrames();
  private final Inflow data = new Inflow("the port's data").begin();
  private final CompletableFuture<Void> taken = new CompletableFuture<>();
  private final Output output = new Output();

  private TunnelledPort(WebSocketConnection socket, Complaints complaints) {
    this.socket = socket;
    this.complaints = complaints;
  }

  static PortConnection start(WebSocketConnection socket, int port, Complaints complaints)
      throws IOException {
    TunnelledPort opened = new TunnelledPort(socket, complaints);
    boolean well = false;
    try {
      opened.open(port);
      well = true;
      return opened;
    } finally {
      if (!well) {
        opened.close();
      }
    }
  }

  private void open(int port) throws IOException {
    Thread unused = Thread.ofVirtual().name("fairlead-port").start(this::pump);
    String number = Integer.toString(port);
    send(frames.open(ERROR, Map.of("streamtype", "error", "port", number, "requestid", "0")));
    send(frames.data(ERROR, SpdyFrames.FIN, new byte[0], 0, 0)); // nothing goes there
    send(frames.open(DATA, Map.of("streamtype", "data", "port", number, "requestid", "0")));
    frames.end();
    try {
      Void unusedVoid = taken.get(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("nothing came for " + MAX_WAIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private void send(ByteBuffer frame) throws IOException {
    try {
      socket.write(frame);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing");
    }
  }

  private void pump() {
    RuntimeException why;
    Incoming incoming = new Incoming();
    try {
      SpdyReader reader = new SpdyReader(socket, incoming);
      while (reader.read()) {
        // the next one
      }
      why = incoming.verdict(new IOException("the tunnel was closed"));
    } catch (IOException e) {
      why = incoming.verdict(e);
    } catch (InterruptedException e) {
      why = incoming.verdict(new InterruptedIOException("interrupted"));
    } finally {
      socket.close();
    }
    data.end(why);
    boolean unused = taken.completeExceptionally(why);
  }

  /** What comes, on the tunnel's thread. */
  private final class Incoming implements SpdyReader.Receiver {
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    @Override
    public void data(int stream, byte[] content) throws InterruptedException {
      if (stream == ERROR && error.size() < ChannelPort.MAX_ERROR) {
        error.writeBytes(content);
      } else if (stream == DATA) {
        boolean unused = data.add(content, Long.MAX_VALUE);
      }
    }

    @Override
    public void finished(int stream) {
      if (stream == DATA) {
        data.end(error.size() == 0 ? null : said());
      }
    }

    @Override
    public void accepted(int stream) {
      if (stream == DATA) {
        taken.complete(null);
      }
    }

    @Override
    public void reset(int stream, int why) {
      RuntimeException failure =
          error.size() > 0
              ? said()
              : complaints.broken(new IOException("the port's stream was reset (" + why + ")"));
      data.end(failure);
      boolean unused = taken.completeExceptionally(failure);
    }

    @Override
    public void pinged(int id) throws IOException {
      send(frames.pong(id));
    }

    RuntimeException verdict(IOException how) {
      return error.size() > 0 ? said() : complaints.broken(how);
    }

    private RuntimeException said() {
      return ChannelPort.failure(complaints, error.toString(UTF_8));
    }
  }

  private final class Output extends OutputStream {
    private boolean closed;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      for (int done = 0; done < length; done += MAX_DATA) {
        int count = Math.min(length - done, MAX_DATA);
        send(frames.data(DATA, 0, content, from + done, count));
      }
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        send(frames.data(DATA, SpdyFrames.FIN, new byte[0], 0, 0));
      }
    }
  }

  @Override
  public InputStream input() {
    return data;
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void close() {
    socket.close();
    data.close();
  }
}
