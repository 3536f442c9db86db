package dev.fairlead.client.config;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * An SSLContext whose engines speak TLS 1.2 or later and, if there is a server name, use it in
 * place of the host's. It has to be done here: java.net.http always asks for the host of the URL,
 * by SNI and in the certificate, and has no setting for another.
 */
final class ClientContext extends SSLContext {
  /** What client-go accepts; Kubernetes offers both. */
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  ClientContext(SSLContext context, @Nullable String serverName) {
    super(new Engines(context, serverName), context.getProvider(), context.getProtocol());
  }

  private static final class Engines extends SSLContextSpi {
    private final SSLContext context;
    private final @Nullable String serverName;

    Engines(SSLContext context, @Nullable String serverName) {
      this.context = context;
      this.serverName = serverName;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      if (serverName == null) {
        return restricted(context.createSSLEngine(host, port));
      }
      // The engine's peer host is what the trust manager compares the certificate with.
      return new NamedServerEngine(
          restricted(context.createSSLEngine(serverName, port)), serverName);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return serverName == null
          ? restricted(context.createSSLEngine())
          : engineCreateSSLEngine(serverName, -1);
    }

    private static SSLEngine restricted(SSLEngine engine) {
      engine.setEnabledProtocols(PROTOCOLS.clone());
      return engine;
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      SSLParameters parameters = context.getDefaultSSLParameters();
      parameters.setProtocols(PROTOCOLS.clone());
      return parameters;
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return engineGetDefaultSSLParameters();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      throw enginesOnly(); // rather than sockets that don't check the name
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      throw enginesOnly();
    }

    private static UnsupportedOperationException enginesOnly() {
      return new UnsupportedOperationException(
          "this SSLContext is for a client with SSLEngine, such as java.net.http's: use"
              + " createSSLEngine");
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("is initialized: make a new Config for other keys");
    }
  }
}
