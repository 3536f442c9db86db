package dev.fairlead.client.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an answer of HTTP/1.1 to a request for another protocol.
 *
 * @param headers by name in lower case
 */
record HttpHead(int status, Map<String, List<String>> headers) {
  /** In bytes, as the JDK's client has it (256 KiB) or less. */
  private static final int MAX_HEAD = 64 << 10;

  /** Of the body of a refusal, which is cut there. In bytes; far more than a Status has. */
  private static final int MAX_BODY = 1 << 20;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9][0-9])( .*)?");

  static HttpHead read(InputStream in) throws IOException {
    int[] left = {MAX_HEAD};
    Matcher first = STATUS.matcher(line(in, left));
    if (!first.matches()) {
      throw new ProtocolException("the answer isn't one of HTTP/1.1");
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    return new HttpHead(Integer.parseInt(first.group(1)), headers);
  }

  /** The only value of a header; empty if there is none, or several. */
  String header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }

  /** What follows the head, as far as there is any. */
  byte[] body(InputStream in) throws IOException {
    if (header("transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = header("content-length");
    if (length.isEmpty()) {
      return in.readNBytes(MAX_BODY);
    }
    try {
      return in.readNBytes((int) Math.min(Long.parseUnsignedLong(length), MAX_BODY));
    } catch (NumberFormatException e) {
      throw new ProtocolException("Content-Length: " + length);
    }
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int[] left = {MAX_HEAD + MAX_BODY};
    while (body.size() < MAX_BODY) {
      String size = line(in, left);
      int semicolon = size.indexOf(';');
      int length;
      try {
        length = Integer.parseInt(semicolon < 0 ? size : size.substring(0, semicolon), 16);
      } catch (NumberFormatException e) {
        throw new ProtocolException("a chunk of size " + size);
      }
      if (length <= 0) {
        break;
      }
      body.writeBytes(in.readNBytes(Math.min(length, MAX_BODY)));
      String end = line(in, left);
      if (!end.isEmpty()) {
        break; // it was cut at the limit, or it isn't what it says
      }
    }
    return body.toByteArray();
  }

  private static String line(InputStream in, int[] left) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended in the head of the answer");
      }
      if (left[0]-- == 0) {
        throw new ProtocolException("the head of the answer is larger than " + MAX_HEAD + " bytes");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
