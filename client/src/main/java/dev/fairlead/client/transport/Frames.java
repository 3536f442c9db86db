package dev.fairlead.client.transport;

import dev.fairlead.client.transport.WebSocketConnection.Part;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/** The client's side of RFC 6455, section 5. One thread reads, another writes. */
final class Frames {
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** The content of a goodbye: code 1000. */
  static final byte[] NORMAL = {1000 >> 8, (byte) 1000};

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int LAST = 0x80;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int MAX_CONTROL = 125;

  /** Of a part that is handed on, in bytes. */
  private static final int MAX_PART = 16 << 10;

  private final DataInputStream in;
  private final OutputStream out;
  private final SecureRandom random = new SecureRandom();

  // Only the reader's.
  private boolean inMessage;
  private boolean lastFrame = true;
  private boolean begun;
  private long left;

  /** What has come. */
  sealed interface Incoming {
    record Data(Part part) implements Incoming {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ping(byte[] content) implements Incoming {}

    record Pong() implements Incoming {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Close(byte[] content) implements Incoming {}
  }

  Frames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  Incoming read() throws IOException {
    if (left > 0) {
      return data();
    }
    int head = in.read();
    if (head < 0) {
      throw new EOFException("the connection ended without a goodbye");
    }
    int second = in.readUnsignedByte();
    if ((head & 0x70) != 0 || (second & MASKED) != 0) {
      throw new ProtocolException("a frame that no WebSocket server sends");
    }
    long length = length(second);
    int opcode = head & 0x0f;
    if (opcode >= CLOSE) {
      return control(opcode, length);
    }
    if (opcode > BINARY || (opcode == CONTINUATION) != inMessage) {
      throw new ProtocolException("a frame of type " + opcode + " out of turn");
    }
    begun = opcode == TEXT || opcode == BINARY;
    lastFrame = (head & LAST) != 0;
    inMessage = !lastFrame;
    left = length;
    return data();
  }

  private long length(int second) throws IOException {
    long length =
        switch (second) {
          case TWO_BYTES -> in.readUnsignedShort();
          case EIGHT_BYTES -> in.readLong();
          default -> second;
        };
    if (length < 0) {
      throw new ProtocolException("a frame of negative length");
    }
    return length;
  }

  private Incoming control(int opcode, long length) throws IOException {
    if (length > MAX_CONTROL) {
      throw new ProtocolException("a control frame of " + length + " bytes");
    }
    byte[] content = new byte[(int) length];
    in.readFully(content);
    return switch (opcode) {
      case CLOSE -> new Incoming.Close(content);
      case PING -> new Incoming.Ping(content);
      case PONG -> new Incoming.Pong();
      default -> throw new ProtocolException("a control frame of type " + opcode);
    };
  }

  /** As much of the frame as there is, at most a part. */
  private Incoming data() throws IOException {
    byte[] content = new byte[(int) Math.min(left, MAX_PART)];
    int got = left == 0 ? 0 : in.read(content, 0, content.length);
    if (got < 0) {
      throw new EOFException("the connection ended in the middle of a message");
    }
    left -= got;
    boolean first = begun;
    begun = false;
    return new Incoming.Data(
        new Part(
            got == content.length ? content : Arrays.copyOf(content, got),
            first,
            lastFrame && left == 0));
  }

  /** Sends a frame that is a whole message. */
  void write(int opcode, ByteBuffer content) throws IOException {
    int length = content.remaining();
    ByteBuffer frame = ByteBuffer.allocate(14 + length).put((byte) (LAST | opcode));
    if (length < TWO_BYTES) {
      frame.put((byte) (MASKED | length));
    } else if (length < 1 << 16) {
      frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) length);
    } else {
      frame.put((byte) (MASKED | EIGHT_BYTES)).putLong(length);
    }
    byte[] mask = new byte[4];
    random.nextBytes(mask);
    frame.put(mask);
    int start = frame.position();
    frame.put(content);
    byte[] bytes = frame.array();
    for (int i = 0; i < length; i++) {
      bytes[start + i] ^= mask[i & 3];
    }
    out.write(bytes, 0, frame.position());
    out.flush();
  }
}
