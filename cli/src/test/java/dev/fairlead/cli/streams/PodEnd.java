package dev.fairlead.cli.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.client.stream.Exec;
import dev.fairlead.client.stream.PortForward;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An API server with one Pod of two containers. What runs in it shouts back what it reads. */
final class PodEnd implements AutoCloseable {
  private static final String POD =
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"shop"},
       "spec":{"containers":[{"name":"main"},{"name":"proxy"}]}}
      """;

  private static final String ENDED_WITH_7 =
      """
      {"status":"Failure","reason":"NonZeroExitCode",
       "details":{"causes":[{"reason":"ExitCode","message":"7"}]}}
      """;

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int END_OF_STDIN = 255; // of v5.channel.k8s.io

  /** Paths with queries, in order. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final ServerSocket listener;

  PodEnd() throws IOException {
    listener = new ServerSocket(0);
    Thread.ofVirtual()
        .start(() -> {
          while (!listener.isClosed()) {
            accept();
          }
        });
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    try {
      Socket socket = listener.accept();
      Thread.ofVirtual().start(() -> serve(socket));
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        String path = head.split(" ", -1)[1];
        requests.add(path);
        if (path.contains("/exec?")) {
          exec(in, socket.getOutputStream(), head, path.contains("stdin=true"));
          return;
        }
        if (path.contains("/portforward?")) {
          accept(socket.getOutputStream(), head, PortForward.SUBPROTOCOLS.get(0));
          byte[] unused = in.readAllBytes();
          return;
        }
        boolean log = path.contains("/log?");
        byte[] body = (log ? "one\ntwo\n" : POD).getBytes(UTF_8);
        String type = log ? "text/plain" : "application/json";
        socket
            .getOutputStream()
            .write(
                ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(type, body.length)
                        + new String(body, UTF_8))
                    .getBytes(UTF_8));
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String head(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.length() > 4 && head.indexOf("\r\n\r\n") >= 0) {
        return head.toString();
      }
    }
    return "";
  }

  private static void accept(OutputStream out, String head, String protocol)
      throws IOException, GeneralSecurityException {
    int at = head.toLowerCase(Locale.ROOT).indexOf("sec-websocket-key:");
    String key = head.substring(head.indexOf(':', at) + 1, head.indexOf('\r', at)).strip();
    byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(UTF_8));
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: "
                + protocol
                + "\r\nSec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(hash)
                + "\r\n\r\n")
            .getBytes(UTF_8));
    out.flush();
  }

  private static void exec(DataInputStream in, OutputStream out, String head, boolean stdin)
      throws IOException, GeneralSecurityException {
    accept(out, head, Exec.V5);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (stdin) {
      byte[] message = message(in);
      if ((message[0] & 0xff) == END_OF_STDIN) {
        break;
      }
      read.write(message, 1, message.length - 1);
    }
    send(out, BINARY, 1, read.toString(UTF_8).toUpperCase(Locale.ROOT));
    send(out, BINARY, 2, "careful\n");
    send(out, BINARY, 3, ENDED_WITH_7);
    out.write(new byte[] {(byte) CLOSE, 2, 0x03, (byte) 0xe8}); // 1000: all is well
    out.flush();
    byte[] unused = in.readAllBytes();
  }

  /** What a client sends is masked, and here short. */
  private static byte[] message(DataInputStream in) throws IOException {
    in.readByte();
    byte[] mask = new byte[4];
    byte[] content = new byte[in.readByte() & 0x7f];
    in.readFully(mask);
    in.readFully(content);
    for (int i = 0; i < content.length; i++) {
      content[i] ^= mask[i % mask.length];
    }
    return content;
  }

  private static void send(OutputStream out, int kind, int channel, String text)
      throws IOException {
    byte[] content = text.getBytes(UTF_8);
    int length = content.length + 1;
    out.write(kind);
    if (length < 126) {
      out.write(length);
    } else {
      out.write(126);
      out.write(length >> 8);
      out.write(length);
    }
    out.write(channel);
    out.write(content);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
