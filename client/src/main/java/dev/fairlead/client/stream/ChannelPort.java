package dev.fairlead.client.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.client.transport.WebSocketConnection;
import dev.fairlead.model.meta.v1.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A port over two channels of a WebSocket, one for data and one for an error. On each the port's
 * number comes first.
 */
final class ChannelPort implements PortConnection {
  private static final int DATA = 0;
  private static final int ERROR = 1;
  private static final int NUMBER_BYTES = 2;

  /** Of the error's text. In bytes. */
  static final int MAX_ERROR = 8 << 10;

  private final Complaints complaints;
  private final Inflow data = new Inflow("the port's data");
  private final Inflow error = new Inflow("the port's error");
  private final Channels channels;
  private final OutputStream output;
  private volatile boolean closed;

  private ChannelPort(WebSocketConnection socket, Complaints complaints) {
    this.complaints = complaints;
    Inflow unused = data.begin();
    this.channels = Channels.start(socket, Map.of(DATA, data, ERROR, error), this::conclude);
    this.output = channels.new Outflow(DATA, number -> {});
  }

  static PortConnection start(WebSocketConnection socket, Complaints complaints)
      throws IOException {
    ChannelPort port = new ChannelPort(socket, complaints);
    if (port.data.readNBytes(NUMBER_BYTES).length < NUMBER_BYTES) {
      port.close();
      throw new IOException("the port's number didn't come");
    }
    return port;
  }

  private @Nullable RuntimeException conclude(@Nullable IOException how) {
    if (closed) {
      return null;
    }
    try {
      error.end();
      byte[] number = error.readNBytes(NUMBER_BYTES);
      byte[] text = error.readNBytes(MAX_ERROR);
      if (number.length == NUMBER_BYTES && text.length > 0) {
        return failure(complaints, new String(text, UTF_8));
      }
      return how == null ? null : complaints.broken(how);
    } catch (IOException e) {
      return complaints.broken(e); // it was closed
    }
  }

  /** For what the other side says of the port. */
  static RuntimeException failure(Complaints complaints, String text) {
    return complaints.failed(
        Status.of(s -> s.status("Failure").code(500).reason("InternalError").message(text)), "");
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
    closed = true;
    channels.close();
  }
}
