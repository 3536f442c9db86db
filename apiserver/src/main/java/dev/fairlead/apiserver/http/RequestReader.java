package dev.fairlead.apiserver.http;

import dev.fairlead.apiserver.request.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** Makes values of Jetty's requests. */
final class RequestReader {
  private final Limits limits;

  RequestReader(Limits limits) {
    this.limits = limits;
  }

  /**
   * Takes a request in, whole.
   *
   * @return null if its path can't be decoded
   */
  @Nullable Request read(org.eclipse.jetty.server.Request in)
      throws IOException, InterruptedException, TimeoutException {
    RequestTarget target = target(in);
    if (target == null) {
      return null;
    }
    byte[] body = BodyReader.read(in, limits.maxBodyBytes(), limits.bodyTime());
    return new Request(
        in.getMethod(),
        target.path(),
        target.query(),
        headers(in.getHeaders()),
        body,
        clientCertificates(in));
  }

  private static @Nullable RequestTarget target(org.eclipse.jetty.server.Request in) {
    String path = in.getHttpURI().getPath();
    String query = in.getHttpURI().getQuery();
    if (in.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
      return RequestTarget.parse(utf8(path), query == null ? null : utf8(query));
    }
    return RequestTarget.parse(path == null ? "" : path, query);
  }

  /** Jetty's HPACK makes a character of each byte, its reader of HTTP/1.1 reads UTF-8. */
  private static String utf8(@Nullable String text) {
    if (text == null) {
      return "";
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> headers(HttpFields fields) {
    Map<String, List<String>> headers = HashMap.newHashMap(fields.size());
    for (HttpField field : fields) {
      String name = field.getLowerCaseName();
      String value = field.getValue() == null ? "" : field.getValue();
      List<String> before = headers.get(name);
      if (before == null) {
        headers.put(name, List.of(value));
      } else if (before instanceof ArrayList<String> more) {
        more.add(value);
      } else {
        headers.put(name, new ArrayList<>(List.of(before.getFirst(), value)));
      }
    }
    return headers;
  }

  private static List<X509Certificate> clientCertificates(org.eclipse.jetty.server.Request in) {
    EndPoint endPoint = in.getConnectionMetaData().getConnection().getEndPoint();
    EndPoint.SslSessionData session = endPoint.getSslSessionData();
    X509Certificate[] chain = session == null ? null : session.peerCertificates();
    return chain == null ? List.of() : List.of(chain);
  }
}
