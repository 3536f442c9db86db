package dev.fairlead.client.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection to a port of a Pod, as a socket has it: one thread may read while another writes.
 * What goes wrong at the other side (nobody listens at the port) comes as an {@link IOException}
 * when reading, since the connection there is made after this one.
 */
public interface PortConnection extends AutoCloseable {

  /** What the other side sends; ends when it has sent all. */
  InputStream input();

  /**
   * What is written here goes at once. Closing it tells the other side that this was all; a server
   * older than Kubernetes 1.30 can't be told, and then it tells nothing.
   */
  OutputStream output();

  /** Ends both directions. */
  @Override
  void close();
}
