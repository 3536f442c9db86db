package dev.fairlead.client.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries connections from a port of this machine, each on two virtual threads. */
final class PortListener implements AutoCloseable {
  /** At once. Others wait to be accepted. */
  private static final int MAX_CONNECTIONS = 500;

  private static final int BUFFER_BYTES = 32 << 10;

  private final ServerSocket listener;
  private final Supplier<PortConnection> connector;
  private final Consumer<Exception> failures;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private PortListener(
      ServerSocket listener, Supplier<PortConnection> connector, Consumer<Exception> failures) {
    this.listener = listener;
    this.connector = connector;
    this.failures = failures;
  }

  static PortListener start(
      int port, Supplier<PortConnection> connector, Consumer<Exception> failures)
      throws IOException {
    ServerSocket socket = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    PortListener started = new PortListener(socket, connector, failures);
    Thread unused = Thread.ofVirtual().name("fairlead-listener").start(started::accept);
    return started;
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        free.acquire();
        Socket socket = listener.accept();
        open.add(socket);
        Thread unused = Thread.ofVirtual().start(() -> carry(socket));
      }
    } catch (InterruptedException | IOException e) {
      if (!listener.isClosed()) {
        failures.accept(e);
      }
    }
  }

  private void carry(Socket socket) {
    try (socket;
        PortConnection pod = connector.get()) {
      Thread up = Thread.ofVirtual().start(() -> carryUp(socket, pod));
      try {
        copy(pod.input(), socket.getOutputStream());
        socket.shutdownOutput();
        up.join();
      } catch (IOException e) {
        fail(socket, e);
      }
    } catch (InterruptedException | IOException | RuntimeException e) {
      fail(socket, e);
    } finally {
      open.remove(socket);
      free.release();
    }
  }

  private void carryUp(Socket socket, PortConnection pod) {
    try {
      copy(socket.getInputStream(), pod.output());
      pod.output().close();
    } catch (IOException e) {
      pod.close(); // and who reads it tells
    }
  }

  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int got = from.read(buffer); got >= 0; got = from.read(buffer)) {
      to.write(buffer, 0, got);
    }
  }

  /** A reset, since an orderly end would look as if all had come. */
  private void fail(Socket socket, Exception why) {
    boolean ours = listener.isClosed();
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    if (!ours) {
      failures.accept(why);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      failures.accept(e);
    }
  }
}
