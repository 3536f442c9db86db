package dev.fairlead.client.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.Deflater;

/** The frames of SPDY/3.1 that a client of port-forward sends. */
final class SpdyFrames {
  static final int SYN_STREAM = 1;
  static final int SYN_REPLY = 2;
  static final int RST_STREAM = 3;
  static final int PING = 6;
  static final int GOAWAY = 7;

  /** A flag: the stream's last frame in this direction. */
  static final int FIN = 1;

  /** Before the content of each frame. In bytes. */
  static final int HEAD = 8;

  private static final int CONTROL = 0x8003 << 16; // version 3
  private static final int BUFFER_BYTES = 1 << 10;

  /** One for all headers of a session, as SPDY has it. */
  private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);

  SpdyFrames() {
    deflater.setDictionary(SpdyDictionary.bytes());
  }

  /**
   * Opens a stream.
   *
   * @param stream odd, and higher than those before
   */
  ByteBuffer open(int stream, Map<String, String> headers) {
    byte[] block = compressed(headers);
    ByteBuffer frame = control(SYN_STREAM, 10 + block.length);
    return frame.putInt(stream).putInt(0).putShort((short) 0).put(block).flip();
  }

  ByteBuffer pong(int id) {
    return control(PING, Integer.BYTES).putInt(id).flip();
  }

  ByteBuffer data(int stream, int flags, byte[] content, int from, int length) {
    ByteBuffer frame = ByteBuffer.allocate(HEAD + length);
    return frame.putInt(stream).putInt(flags << 24 | length).put(content, from, length).flip();
  }

  private static ByteBuffer control(int type, int length) {
    return ByteBuffer.allocate(HEAD + length).putInt(CONTROL | type).putInt(length);
  }

  private byte[] compressed(Map<String, String> headers) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    number(headers.size(), plain);
    headers.forEach((name, value) -> {
      text(name, plain);
      text(value, plain);
    });
    deflater.setInput(plain.toByteArray());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER_BYTES];
    int count;
    do {
      count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      packed.write(buffer, 0, count);
    } while (count == buffer.length);
    return packed.toByteArray();
  }

  private static void text(String text, ByteArrayOutputStream to) {
    byte[] bytes = text.getBytes(US_ASCII);
    number(bytes.length, to);
    to.writeBytes(bytes);
  }

  private static void number(int number, ByteArrayOutputStream to) {
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  /** No stream is opened after this. */
  void end() {
    deflater.end();
  }
}
