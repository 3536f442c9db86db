package dev.fairlead.client.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** A connection to a server, by TCP or TLS, perhaps through a proxy. */
final class Line implements AutoCloseable {
  private static final int BUFFER_BYTES = 16 << 10;
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final Socket socket = new Socket();
  private @Nullable InputStream in;
  private @Nullable OutputStream out;

  /**
   * What is needed to get there.
   *
   * @param server scheme http or https
   * @param tls null for http
   * @param proxies null for Java's default
   * @param proxyAuthorization a header's value for the proxy
   */
  record Way(
      URI server,
      @Nullable SSLContext tls,
      @Nullable ProxySelector proxies,
      Optional<String> proxyAuthorization) {}

  /** Waits until there is a connection; closing it from another thread ends that. */
  void connect(Way way) throws IOException {
    boolean https = way.server.getScheme().equals("https");
    String host = way.server.getHost();
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int given = way.server.getPort();
    int port = given >= 0 ? given : https ? HTTPS_PORT : HTTP_PORT;
    InetSocketAddress proxy = proxy(way);
    int limit = (int) HttpTransport.CONNECT_TIMEOUT.toMillis();
    InetSocketAddress target =
        proxy == null
            ? new InetSocketAddress(bare, port)
            : new InetSocketAddress(proxy.getHostString(), proxy.getPort());
    if (target.isUnresolved()) {
      throw new UnknownHostException(target.getHostString());
    }
    try {
      socket.connect(target, limit);
    } catch (SocketTimeoutException e) {
      throw new HttpConnectTimeoutException("HTTP connect timed out");
    }
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    out = socket.getOutputStream();
    if (proxy != null) {
      tunnel(host + ":" + port, way.proxyAuthorization);
    }
    if (way.tls != null) {
      secure(way.tls.createSSLEngine(bare, port));
    }
  }

  private static @Nullable InetSocketAddress proxy(Way way) {
    ProxySelector selector = way.proxies == null ? ProxySelector.getDefault() : way.proxies;
    List<Proxy> found = selector == null ? List.of() : selector.select(way.server);
    for (Proxy proxy : found) {
      if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress at) {
        return at;
      }
    }
    return null;
  }

  private void tunnel(String target, Optional<String> authorization) throws IOException {
    String request =
        "CONNECT "
            + target
            + " HTTP/1.1\r\nHost: "
            + target
            + authorization.map(value -> "\r\nProxy-Authorization: " + value).orElse("")
            + "\r\n\r\n";
    out().write(request.getBytes(StandardCharsets.ISO_8859_1));
    out().flush();
    HttpHead head = HttpHead.read(in());
    if (head.status() != 200) {
      throw new IOException("the proxy refused to connect: " + head.status());
    }
  }

  private void secure(SSLEngine engine) throws IOException {
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    TlsLayer tls = new TlsLayer(engine, in(), out());
    tls.handshake();
    in = new BufferedInputStream(tls.in(), BUFFER_BYTES);
    out = tls.out();
  }

  InputStream in() {
    return opened(in);
  }

  OutputStream out() {
    return opened(out);
  }

  private static <S> S opened(@Nullable S stream) {
    if (stream == null) {
      throw new IllegalStateException("not connected");
    }
    return stream;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody wants it, so it doesn't matter how it ends.
    }
  }
}
