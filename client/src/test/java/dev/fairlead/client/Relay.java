package dev.fairlead.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries connections to a server, until a test has it swallow everything on those that are open.
 */
final class Relay implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final List<Connection> connections = new ArrayList<>();

  /** One connection, which may be dead without anybody being told. */
  private static final class Connection {
    private volatile boolean dead;
  }

  Relay(String host, int port) {
    this.host = host;
    this.port = port;
    try {
      this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Connections that were made so far. */
  synchronized int count() {
    return connections.size();
  }

  /** From now on nothing passes on the connections that there are; new ones work. */
  synchronized void swallow() {
    connections.forEach(connection -> connection.dead = true);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(host, port);
        Connection connection = new Connection();
        synchronized (this) {
          connections.add(connection);
        }
        Thread.ofVirtual().start(() -> carry(client, server, connection));
        Thread.ofVirtual().start(() -> carry(server, client, connection));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void carry(Socket from, Socket to, Connection connection) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        if (!connection.dead) {
          out.write(buffer, 0, got);
        }
      }
    } catch (IOException e) {
      // One side is gone, and closing tells the other.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
