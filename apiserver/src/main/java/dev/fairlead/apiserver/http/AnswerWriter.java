package dev.fairlead.apiserver.http;

import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.Response.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Sends answers. */
final class AnswerWriter {
  private static final String AUDIT_ID = "Audit-Id";
  private static final String NO_CACHE = "no-cache, private";

  /** A body is compressed if it is longer, in bytes; kube-apiserver's defaultGzipThresholdBytes. */
  private static final int GZIP_THRESHOLD = 128 << 10;

  private final Limits limits;
  private final UnderWay underWay;

  AnswerWriter(Limits limits, UnderWay underWay) {
    this.limits = limits;
    this.underWay = underWay;
  }

  /** Sends an answer, whole; returns when the client, or the system for it, took the last of it. */
  void write(Request in, org.eclipse.jetty.server.Response out, Response answer)
      throws IOException {
    writeHead(in, out, answer);
    TimedWriter writer = new TimedWriter(out, limits.writeTime());
    switch (answer.content()) {
      case Content.Bytes bytes -> writeBytes(in, out, writer, bytes.bytes());
      case Content.Stream stream -> writeStream(in, out, writer, stream.body());
    }
  }

  private static void writeHead(
      Request in, org.eclipse.jetty.server.Response out, Response answer) {
    out.setStatus(answer.status());
    HttpFields.Mutable headers = out.getHeaders();
    String auditId = in.getHeaders().get(AUDIT_ID);
    headers.put(
        AUDIT_ID, auditId == null || auditId.isEmpty() ? UUID.randomUUID().toString() : auditId);
    headers.put(HttpHeader.CACHE_CONTROL, NO_CACHE);
    answer
        .headers()
        .forEach((name, values) -> {
          headers.put(name, values.getFirst());
          values.subList(1, values.size()).forEach(value -> headers.add(name, value));
        });
  }

  private static void writeBytes(
      Request in, org.eclipse.jetty.server.Response out, TimedWriter writer, byte[] bytes)
      throws IOException {
    HttpFields.Mutable headers = out.getHeaders();
    if (bytes.length > GZIP_THRESHOLD
        && !headers.contains(HttpHeader.CONTENT_ENCODING)
        && acceptsGzip(in)) {
      headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
      headers.add(HttpHeader.VARY, "Accept-Encoding");
      StreamedAnswer streamed = new StreamedAnswer(writer);
      streamed.send(body -> Gzip.compress(bytes, body));
    } else {
      headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
      writer.writeRest(ByteBuffer.wrap(bytes));
    }
  }

  /** Whether one of the encodings is gzip; its weight does not count, as in kube-apiserver. */
  private static boolean acceptsGzip(Request in) {
    String accepted = in.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
    if (accepted == null) {
      return false;
    }
    for (String encoding : accepted.split(",", -1)) {
      int weight = encoding.indexOf(';');
      String name = weight < 0 ? encoding : encoding.substring(0, weight);
      if (name.strip().toLowerCase(Locale.ROOT).equals("gzip")) {
        return true;
      }
    }
    return false;
  }

  private void writeStream(
      Request in, org.eclipse.jetty.server.Response out, TimedWriter writer, Response.Body body)
      throws IOException {
    if (Departure.endsConnection(in)) {
      out.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    StreamedAnswer streamed = new StreamedAnswer(writer);
    Departure.watch(in, streamed::clientGone);
    underWay.streamOpened(streamed);
    try {
      streamed.send(body);
    } finally {
      underWay.streamClosed(streamed);
    }
  }
}
