package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The server's end of a WebSocket: RFC 6455 by hand, a frame a message. */
final class WebSocketEnd {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final DataInputStream in;
  private final OutputStream out;
  private boolean closed;

  WebSocketEnd(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /** The answer that opens it. */
  static String accepted(String key, String subprotocol) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + Base64.getEncoder().encodeToString(hash)
          + (subprotocol.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + subprotocol)
          + "\r\n\r\n";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The next message; null when the client has closed. */
  byte @Nullable [] read() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      byte[] mask = in.readNBytes(4);
      byte[] content = in.readNBytes(length);
      for (int i = 0; i < content.length; i++) {
        content[i] ^= mask[i % 4];
      }
      switch (opcode) {
        case CLOSE -> {
          frame(CLOSE, content);
          return null;
        }
        case PING -> frame(PONG, content);
        case PONG -> {}
        default -> {
          return content;
        }
      }
    }
  }

  void write(byte[] message) throws IOException {
    frame(BINARY, message);
  }

  /** A message of a channel. */
  void write(int channel, byte[] content, int length) throws IOException {
    byte[] message = new byte[1 + length];
    message[0] = (byte) channel;
    System.arraycopy(content, 0, message, 1, length);
    write(message);
  }

  void ping() throws IOException {
    frame(PING, new byte[0]);
  }

  void close() throws IOException {
    frame(CLOSE, new byte[] {1000 >> 8, (byte) 1000});
  }

  private synchronized void frame(int opcode, byte[] content) throws IOException {
    if (closed) {
      return;
    }
    closed = opcode == CLOSE;
    byte[] head;
    int length = content.length;
    if (length < 126) {
      head = new byte[] {(byte) (0x80 | opcode), (byte) length};
    } else if (length < 1 << 16) {
      head = new byte[] {(byte) (0x80 | opcode), 126, (byte) (length >> 8), (byte) length};
    } else {
      head = new byte[10];
      head[0] = (byte) (0x80 | opcode);
      head[1] = 127;
      for (int i = 0; i < 4; i++) {
        head[6 + i] = (byte) (length >> (24 - 8 * i));
      }
    }
    byte[] whole = new byte[head.length + length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(content, 0, whole, head.length, length);
    out.write(whole);
    out.flush();
  }
}
