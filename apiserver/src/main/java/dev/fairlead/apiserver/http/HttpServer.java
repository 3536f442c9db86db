package dev.fairlead.apiserver.http;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves a function on the loopback interface, by HTTP/2 and HTTP/1.1 over TLS. */
public final class HttpServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HttpServer.class.getName());

  /** Threads that wait for sockets; requests run on virtual threads. */
  private static final int PLATFORM_THREADS = 8;

  /** What a stream of HTTP/2 may send ahead, in bytes; kube-apiserver's secure serving. */
  private static final int STREAM_WINDOW = 256 << 10;

  /**
   * Frames of HTTP/2 a second that ask for work and bring nothing, such as cancellations. Jetty's
   * 128 would close the connection of a client that ends all its watches at once.
   */
  private static final int MAX_CONTROL_FRAMES = 2_000;

  /** The JDK's own setting for servers, which Jetty passes over; the order counts. */
  private static final String CIPHER_SUITES = "jdk.tls.server.cipherSuites";

  /** Connections at once; further ones wait to be accepted. */
  private static final int MAX_CONNECTIONS = 10_000;

  private final Server server;
  private final int port;
  private final UnderWay underWay;
  private final Limits limits;

  private HttpServer(Server server, ServerConnector connector, UnderWay underWay, Limits limits) {
    this.server = server;
    this.port = connector.getLocalPort();
    this.underWay = underWay;
    this.limits = limits;
  }

  /**
   * Opens the port and serves.
   *
   * @param core called for each request on a virtual thread of its own; a failure of it becomes
   *     status 500
   * @param port 0 for any that is free
   */
  public static HttpServer start(Function<Request, Response> core, Tls tls, int port, Limits limits)
      throws IOException {
    JettyLogging.prepare();
    QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 1);
    threads.setReservedThreads(0);
    threads.setName("fairlead-http");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
    Server server = new Server(threads);
    UnderWay underWay = new UnderWay();
    server.setHandler(new ServerHandler(core, limits, underWay));
    ServerConnector connector = connector(server, tls, limits);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setErrorHandler(HttpServer::writeError);
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("can't serve on port " + port, e);
    }
    return new HttpServer(server, connector, underWay, limits);
  }

  private static ServerConnector connector(Server server, Tls tls, Limits limits)
      throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setHttpCompliance(
        HttpCompliance.RFC9110.with("Fairlead", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
    http.setRequestHeaderSize(limits.maxHeaderBytes());
    http.addCustomizer(new Untouched());
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
    http2.setMaxConcurrentStreams(limits.maxStreams());
    http2.setInitialStreamRecvWindow(STREAM_WINDOW);
    http2.setInitialSessionRecvWindow(STREAM_WINDOW * limits.maxStreams());
    http2.setStreamIdleTimeout(-1);
    http2.setRateControlFactory(new WindowRateControl.Factory(MAX_CONTROL_FRAMES));
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
    alpn.setDefaultProtocol("http/1.1");
    SslConnectionFactory ssl = new SslConnectionFactory(sslContext(tls), alpn.getProtocol());
    ServerConnector connector = new ServerConnector(server, 0, 1, ssl, alpn, http2, http1);
    connector.setIdleTimeout(limits.idleTime().toMillis());
    return connector;
  }

  private static SslContextFactory.Server sslContext(Tls tls) throws IOException {
    try {
      KeyStore authorities = KeyStore.getInstance("PKCS12");
      authorities.load(null, null);
      authorities.setCertificateEntry("clients", tls.clientAuthority());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(authorities);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneKey(tls)}, trust.getTrustManagers(), null);
      SslContextFactory.Server factory = new SslContextFactory.Server();
      factory.setSslContext(context);
      factory.setWantClientAuth(true);
      factory.setSniRequired(false);
      String suites = System.getProperty(CIPHER_SUITES);
      if (suites != null) {
        factory.setIncludeCipherSuites(suites.split(",", -1));
      }
      return factory;
    } catch (GeneralSecurityException e) {
      throw new IOException("can't use the server's key", e);
    }
  }

  /** Answers what Jetty refuses before it reaches the handler. */
  private static boolean writeError(
      org.eclipse.jetty.server.Request in, org.eclipse.jetty.server.Response out, Callback done) {
    Response error = ServerHandler.error(out.getStatus());
    error.headers().forEach((name, values) -> out.getHeaders().put(name, values));
    out.getHeaders().put(HttpHeader.CONNECTION, "close");
    if (error.content() instanceof Response.Content.Bytes text) {
      out.write(true, ByteBuffer.wrap(text.bytes()), done);
    }
    return true;
  }

  /** The port that is open. */
  public int port() {
    return port;
  }

  /** The address that is open. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  /**
   * Takes no more connections, ends streams, lets other requests finish within the limit, and
   * closes.
   */
  @Override
  public void close() throws IOException {
    try {
      // Closes the port and sends GOAWAY. What it returns waits for clients to close, too: not
      // here.
      CompletableFuture<Void> unused = Graceful.shutdown(server);
      underWay.endStreams();
      if (!underWay.awaitNone(limits.stopTime())) {
        LOG.log(System.Logger.Level.WARNING, "requests were cut off by the stop of the server");
      }
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server stopped", e);
    } catch (Exception e) {
      throw new IOException("can't stop the server", e);
    }
  }

  /**
   * Jetty would add a customizer of its own, which compares the Host header with the names in the
   * certificate, and asks TLS about its session for each request.
   */
  private static final class Untouched extends SecureRequestCustomizer {
    @Override
    public org.eclipse.jetty.server.Request customize(
        org.eclipse.jetty.server.Request request, HttpFields.Mutable responseHeaders) {
      return request;
    }
  }
}
