package dev.fairlead.client;

import dev.fairlead.client.config.TlsServer;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP/1.1 server that does with a connection what a test wants, right or wrong. */
final class ScriptedServer implements AutoCloseable {
  /** The first byte of a TLS connection. */
  private static final int TLS_RECORD = 22;

  /** What to do when a request has come. */
  interface Script {
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** The first lines of the requests, in the order in which they came. */
  final List<String> lines = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket listener, Script script) {
    this.listener = listener;
    this.script = script;
    Thread.ofVirtual().start(this::serve);
  }

  static ScriptedServer plain(Script script) {
    try {
      return new ScriptedServer(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScriptedServer tls(String certificate, String key, Script script) {
    try {
      return new ScriptedServer(TlsServer.listen(certificate, key), script);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes this text, and ends the connection. */
  static Script says(String text) {
    return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes this text, and then waits for ever. */
  static Script saysAndHangs(String text) {
    return out -> {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      new java.util.concurrent.CountDownLatch(1).await();
    };
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      in.mark(1);
      if (in.read() != TLS_RECORD) { // which no plain server understands
        in.reset();
        read(in);
      }
      script.answer(socket.getOutputStream());
    } catch (IOException | InterruptedException e) {
      // The client refused this server or went away, which is what some tests are about.
    }
  }

  /** The whole request: a connection that ends before that is reset, and its answer is lost. */
  private void read(InputStream in) throws IOException {
    lines.add(line(in));
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
