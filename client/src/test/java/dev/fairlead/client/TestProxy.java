package dev.fairlead.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An http proxy: makes tunnels, answers all else itself, and notes what it is asked. */
final class TestProxy implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  /** The heads of the requests, in the order in which they came. */
  final List<String> heads = new CopyOnWriteArrayList<>();

  private final ServerSocket listener;
  private final String answer;

  /**
   * @param answer the body of what it answers itself, in JSON
   */
  TestProxy(String answer) {
    try {
      this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.answer = answer;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      heads.add(head);
      OutputStream out = client.getOutputStream();
      if (head.startsWith("CONNECT ")) {
        String port = head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP"));
        out.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
        tunnel(client, Integer.parseInt(port));
      } else {
        String type = "Content-Type: application/json\r\nContent-Length: " + answer.length();
        out.write((OK + type + "\r\n\r\n" + answer).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // the client has gone, which is what closing it does
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private static void tunnel(Socket client, int port) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              client.getInputStream().transferTo(server.getOutputStream());
            } catch (IOException e) {
              // the same
            }
          });
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
