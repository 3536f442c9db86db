package dev.fairlead.client.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that is open. One thread reads and any number write; what isn't read is held back at
 * the other side.
 */
public interface WebSocketConnection extends AutoCloseable {

  /**
   * A part of a message, as it came. Messages aren't put together, so that nobody can make us hold
   * a large one.
   *
   * @param content at most 16 KiB; not to be changed by others
   * @param first whether a message begins with it
   * @param last whether a message ends with it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(byte[] content, boolean first, boolean last) {}

  /** What the server chose of the subprotocols offered; empty if it chose none. */
  String subprotocol();

  /**
   * Waits for the next part of a message; null when the other side has closed the connection.
   * Interrupting a virtual thread that waits ends the connection.
   *
   * @throws java.net.SocketTimeoutException if the other side answers pings no more
   * @throws java.io.InterruptedIOException if {@link #close} was called
   * @throws IOException if the connection ended without having been closed
   */
  @Nullable Part read() throws IOException;

  /**
   * Sends a binary message, and waits until it has gone.
   *
   * @param message not to be changed afterwards
   * @throws InterruptedException if this thread is interrupted; the message may go all the same
   */
  void write(ByteBuffer message) throws IOException, InterruptedException;

  /** Says goodbye if that can be done at once, and ends the connection. A reader fails then. */
  @Override
  void close();
}
