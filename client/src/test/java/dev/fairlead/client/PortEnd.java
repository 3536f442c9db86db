package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.client.stream.SpdyWords;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Carries connections to ports of this machine, in both protocols of port-forward. */
final class PortEnd {
  static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";
  static final String V4 = "v4.channel.k8s.io";

  /** As every implementation of SPDY/3 has it. */
  private static final int ADLER_OF_DICTIONARY = 0xe3c6a7c2;

  private static final int CHUNK = 32 << 10;

  private final WebSocketEnd socket;
  private final KubeletEnd.Request request;

  PortEnd(WebSocketEnd socket, KubeletEnd.Request request) {
    this.socket = socket;
    this.request = request;
  }

  void serve(String protocol) throws IOException {
    if (protocol.equals(V4)) {
      channels();
    } else {
      tunnel();
    }
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /** Sends on to the client. */
  private interface Sink {
    void send(byte[] content, int length) throws IOException;
  }

  private static void copy(Socket from, Sink to) throws IOException {
    byte[] chunk = new byte[CHUNK];
    InputStream in = from.getInputStream();
    for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
      to.send(chunk, got);
    }
  }

  // --- v4: two channels ---

  private void channels() throws IOException {
    int port = Integer.parseInt(request.parameter("ports") + request.parameter("port"));
    byte[] number = {(byte) port, (byte) (port >> 8)};
    socket.write(0, number, 2);
    socket.write(1, number, 2);
    try (Socket target = connect(port)) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              copy(target, (content, length) -> socket.write(0, content, length));
              socket.close();
            } catch (IOException e) {
              // one of them has gone
            }
          });
      OutputStream to = target.getOutputStream();
      for (byte[] message = socket.read(); message != null; message = socket.read()) {
        to.write(message, 1, message.length - 1);
      }
    } catch (ConnectException e) {
      byte[] text = ("error forwarding port " + port + ": " + e.getMessage()).getBytes(UTF_8);
      socket.write(1, text, text.length);
      socket.close();
    }
  }

  // --- SPDY/3.1, as spdystream has it ---

  private void tunnel() throws IOException {
    Inflater inflater = new Inflater();
    DataInputStream in = new DataInputStream(new Messages());
    socket.write(frame(0x80030006, 0, new byte[] {0, 0, 0, 2})); // a ping, to be answered
    int errorStream = 0;
    Socket target = null;
    try {
      while (true) {
        int head = in.readInt();
        int rest = in.readInt();
        byte[] content = in.readNBytes(rest & 0xffffff);
        int id = head;
        boolean end = rest >>> 24 == 1;
        if (head == 0x80030001) {
          id = ByteBuffer.wrap(content).getInt();
          Map<String, String> headers = headers(inflater, content);
          socket.write(frame(0x80030002, 0, ByteBuffer.allocate(8).putInt(id).array()));
          if (headers.getOrDefault("streamtype", "").equals("error")) {
            errorStream = id;
          } else {
            target = forward(Integer.parseInt(headers.getOrDefault("port", "")), id, errorStream);
          }
        } else if (head > 0 && id != errorStream && target != null) {
          target.getOutputStream().write(content);
          if (end) {
            target.shutdownOutput();
          }
        }
      }
    } finally {
      inflater.end();
      if (target != null) {
        target.close();
      }
    }
  }

  private @Nullable Socket forward(int port, int stream, int errorStream) throws IOException {
    try {
      Socket target = connect(port);
      Thread.ofVirtual()
          .start(() -> {
            try {
              copy(
                  target,
                  (content, length) ->
                      socket.write(frame(stream, 0, Arrays.copyOf(content, length))));
              socket.write(frame(errorStream, 1, new byte[0]));
              socket.write(frame(stream, 1, new byte[0]));
            } catch (IOException e) {
              // one of them has gone
            }
          });
      return target;
    } catch (ConnectException e) {
      String text = "error forwarding port " + port + ": " + e.getMessage();
      socket.write(frame(errorStream, 0, text.getBytes(UTF_8)));
      socket.write(frame(errorStream, 1, new byte[0]));
      socket.write(frame(stream, 1, new byte[0]));
      return null;
    }
  }

  private static byte[] frame(int head, int flags, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(head)
        .putInt(flags << 24 | content.length)
        .put(content)
        .array();
  }

  private static Map<String, String> headers(Inflater inflater, byte[] frame) throws IOException {
    byte[] plain = new byte[4 << 10];
    try {
      inflater.setInput(frame, 10, frame.length - 10);
      int length = inflater.inflate(plain);
      if (length == 0 && inflater.needsDictionary()) {
        if (inflater.getAdler() != ADLER_OF_DICTIONARY) {
          throw new IOException("not the dictionary of SPDY/3");
        }
        inflater.setDictionary(SpdyWords.dictionary());
        length = inflater.inflate(plain);
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain, 0, length));
      Map<String, String> headers = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        headers.put(
            new String(in.readNBytes(in.readInt()), UTF_8),
            new String(in.readNBytes(in.readInt()), UTF_8));
      }
      return headers;
    } catch (DataFormatException e) {
      throw new IOException(e);
    }
  }

  private final class Messages extends InputStream {
    private byte[] message = new byte[0];
    private int next;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      while (next == message.length && length > 0) {
        byte[] more = socket.read();
        if (more == null) {
          return -1;
        }
        message = more;
        next = 0;
      }
      int count = Math.min(length, message.length - next);
      System.arraycopy(message, next, into, from, count);
      next += count;
      return count;
    }
  }
}
