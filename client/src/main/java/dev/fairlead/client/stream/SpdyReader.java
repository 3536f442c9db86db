package dev.fairlead.client.stream;

import dev.fairlead.client.transport.WebSocketConnection;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Objects;

/** Reads the frames of SPDY/3.1 off the messages of a WebSocket, whose bounds mean nothing. */
final class SpdyReader {
  /** Data is handed on in pieces of so many bytes. */
  private static final int PIECE = 32 << 10;

  /** A control frame has no more. In bytes; our peers send empty headers. */
  private static final int MAX_CONTROL = 64 << 10;

  private final DataInputStream in;
  private final Receiver to;

  /** Is told of what the other side sends. */
  interface Receiver {
    void data(int stream, byte[] content) throws IOException, InterruptedException;

    void finished(int stream);

    void accepted(int stream);

    void reset(int stream, int why);

    void pinged(int id) throws IOException, InterruptedException;
  }

  SpdyReader(WebSocketConnection socket, Receiver to) {
    this.in = new DataInputStream(new Messages(socket));
    this.to = to;
  }

  /** Reads a frame; false if there is none any more. */
  boolean read() throws IOException, InterruptedException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    int head = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int rest = in.readInt();
    int flags = rest >>> 24;
    int length = rest & 0xff_ffff;
    if (head < 0) {
      control(head & 0xffff, flags, length);
      return true;
    }
    for (int left = length; left > 0; ) {
      byte[] piece = new byte[Math.min(left, PIECE)];
      in.readFully(piece);
      left -= piece.length;
      to.data(head, piece);
    }
    if ((flags & SpdyFrames.FIN) != 0) {
      to.finished(head);
    }
    return true;
  }

  /** Headers aren't even unpacked: nothing in them is of interest. */
  private void control(int type, int flags, int length) throws IOException, InterruptedException {
    if (length > MAX_CONTROL) {
      throw new ProtocolException("a SPDY control frame of " + length + " bytes");
    }
    int id = length >= Integer.BYTES ? in.readInt() : 0;
    int left = length - (length >= Integer.BYTES ? Integer.BYTES : 0);
    switch (type) {
      case SpdyFrames.SYN_REPLY -> {
        in.skipNBytes(left);
        to.accepted(id);
        if ((flags & SpdyFrames.FIN) != 0) {
          to.finished(id);
        }
      }
      case SpdyFrames.RST_STREAM -> {
        int why = left >= Integer.BYTES ? in.readInt() : 0;
        in.skipNBytes(Math.max(0, left - Integer.BYTES));
        to.reset(id, why);
      }
      case SpdyFrames.PING -> {
        in.skipNBytes(left);
        to.pinged(id);
      }
      default -> in.skipNBytes(left); // settings, windows, which nobody here keeps, and goodbyes
    }
  }

  /** The contents of messages, one after the other. */
  private static final class Messages extends InputStream {
    private final WebSocketConnection socket;
    private byte[] part = new byte[0];
    private int next;

    Messages(WebSocketConnection socket) {
      this.socket = socket;
    }

    @Override
    public int read() throws IOException {
      return fill() ? part[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, into.length);
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, part.length - next);
      System.arraycopy(part, next, into, from, count);
      next += count;
      return count;
    }

    private boolean fill() throws IOException {
      while (next == part.length) {
        WebSocketConnection.Part more = socket.read();
        if (more == null) {
          return false;
        }
        part = more.content();
        next = 0;
      }
      return true;
    }
  }
}
