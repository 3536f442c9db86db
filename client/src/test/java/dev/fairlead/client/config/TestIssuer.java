package dev.fairlead.client.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** An OpenID Connect provider that answers as a test wants. */
final class TestIssuer implements AutoCloseable {
  /** The bodies of requests for tokens, and how their sender proved itself. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile String discovery;
  volatile int status = 200;
  volatile String answer = "";
  volatile boolean refusesHeaders;

  private final SSLServerSocket listener;

  TestIssuer() {
    try {
      listener = TlsServer.listen("server", "server");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    discovery = "{\"token_endpoint\": \"" + url() + "/token\"}";
    Thread.ofVirtual().start(this::serve);
  }

  String url() {
    return "https://localhost:" + listener.getLocalPort();
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

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      String length = header(head, "Content-Length");
      String body = new String(in.readNBytes(length == null ? 0 : Integer.parseInt(length)), UTF_8);
      boolean token = head.indexOf("POST /token ") == 0;
      String by = header(head, "Authorization");
      if (token) {
        asked.add(body + " " + by);
      }
      boolean refused = by != null && refusesHeaders;
      String said = refused ? "{\"error\": \"invalid_client\"}" : token ? answer : discovery;
      int code = refused ? 401 : token ? status : 200;
      String all =
          "HTTP/1.1 %d X\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(code, said.length(), said);
      socket.getOutputStream().write(all.getBytes(UTF_8));
    } catch (IOException e) {
      // the client has gone, as it does when an answer is too long for it
    }
  }

  private static @Nullable String header(CharSequence head, String name) {
    Matcher header = Pattern.compile("(?i)\r\n" + name + ": *([^\r]*)\r\n").matcher(head);
    return header.find() ? header.group(1) : null;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
