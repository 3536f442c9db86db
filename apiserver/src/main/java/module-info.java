/** A Kubernetes API server in the JVM, for development and tests. */
module dev.fairlead.apiserver {
  requires transitive dev.fairlead.model;
  requires dev.fairlead.schema;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.util;
  requires org.eclipse.jetty.alpn.server;
  requires org.eclipse.jetty.http2.server;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.slf4j;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports dev.fairlead.apiserver;
  exports dev.fairlead.apiserver.http;
  exports dev.fairlead.apiserver.pki;
  exports dev.fairlead.apiserver.request;
  exports dev.fairlead.apiserver.storage;
}
