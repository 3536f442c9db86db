package dev.fairlead.apiserver.http;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.Response.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Takes a request in, whole, asks the core, and sends its answer. Each on a virtual thread. */
final class ServerHandler extends Handler.Abstract {
  private static final System.Logger LOG = System.getLogger(ServerHandler.class.getName());
  private static final String AUDIT_ID = "Audit-Id";

  private final Function<Request, Response> core;
  private final Limits limits;
  private final Streams streams;

  ServerHandler(Function<Request, Response> core, Limits limits, Streams streams) {
    this.core = core;
    this.limits = limits;
    this.streams = streams;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request in, org.eclipse.jetty.server.Response out, Callback done) {
    try {
      Response answer = answer(in);
      send(in, out, answer);
      done.succeeded();
    } catch (IOException | InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "an answer was not sent", e);
      done.failed(e);
    }
    return true;
  }

  private Response answer(org.eclipse.jetty.server.Request in)
      throws IOException, InterruptedException {
    String path = in.getHttpURI().getPath();
    RequestTarget target =
        RequestTarget.parse(path == null ? "" : path, in.getHttpURI().getQuery());
    if (target == null) {
      return plain(400, "400 Bad Request").withHeader("Connection", "close");
    }
    byte[] body;
    try {
      body = BodyReader.read(in, limits.maxBodyBytes(), limits.bodyTime());
    } catch (TimeoutException e) {
      LOG.log(System.Logger.Level.DEBUG, "a slow client", e);
      return plain(408, "408 Request Timeout");
    }
    Request request =
        new Request(
            in.getMethod(),
            target.path(),
            target.query(),
            headers(in.getHeaders()),
            body,
            clientCertificates(in));
    try {
      return core.apply(request);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "no answer to " + request, e);
      return plain(500, "Internal Server Error");
    }
  }

  private void send(
      org.eclipse.jetty.server.Request in, org.eclipse.jetty.server.Response out, Response answer)
      throws IOException {
    writeHead(in, out, answer);
    TimedWriter writer = new TimedWriter(out, limits.writeTime());
    switch (answer.content()) {
      case Content.Bytes bytes -> {
        out.getHeaders().put("Content-Length", bytes.bytes().length);
        writer.write(true, ByteBuffer.wrap(bytes.bytes()));
      }
      case Content.Stream stream -> {
        StreamedAnswer streamed = new StreamedAnswer(writer);
        in.addFailureListener(failure -> streamed.clientGone());
        streams.opened(streamed);
        try {
          streamed.send(stream.body());
        } finally {
          streams.closed(streamed);
        }
      }
    }
  }

  private static void writeHead(
      org.eclipse.jetty.server.Request in, org.eclipse.jetty.server.Response out, Response answer) {
    out.setStatus(answer.status());
    HttpFields.Mutable headers = out.getHeaders();
    String auditId = in.getHeaders().get(AUDIT_ID);
    headers.put(AUDIT_ID, auditId == null ? UUID.randomUUID().toString() : auditId);
    headers.put("Cache-Control", "no-cache, private");
    answer
        .headers()
        .forEach(
            (name, values) -> {
              headers.remove(name);
              values.forEach(value -> headers.add(name, value));
            });
  }

  private static Response plain(int status, String text) {
    return Response.of(
        status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, List<String>> headers(HttpFields fields) {
    Map<String, List<String>> headers = HashMap.newHashMap(fields.size());
    for (HttpField field : fields) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      String value = field.getValue() == null ? "" : field.getValue();
      List<String> before = headers.get(name);
      if (before == null) {
        headers.put(name, List.of(value));
      } else {
        List<String> more = new ArrayList<>(before);
        more.add(value);
        headers.put(name, more);
      }
    }
    return headers;
  }

  private static List<X509Certificate> clientCertificates(org.eclipse.jetty.server.Request in) {
    EndPoint endPoint = in.getConnectionMetaData().getConnection().getEndPoint();
    EndPoint.@Nullable SslSessionData session = endPoint.getSslSessionData();
    X509Certificate[] chain = session == null ? null : session.peerCertificates();
    return chain == null ? List.of() : List.of(chain);
  }
}
