package dev.fairlead.up;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.cluster.Cluster;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Where the demo happens: embedded in this process, or anywhere else. */
interface DemoCluster extends AutoCloseable {
  /** Where it is, for people. */
  String place();

  /** A client that may do everything. */
  Kubernetes administrator();

  /** A client of whoever has that token. */
  Kubernetes holderOf(String token);

  @Override
  void close();

  /** One in this process, without a socket. */
  static DemoCluster embedded() {
    Cluster cluster = Cluster.start();
    return new DemoCluster() {
      @Override
      public String place() {
        return "embedded in this process";
      }

      @Override
      public Kubernetes administrator() {
        return cluster.connect();
      }

      @Override
      public Kubernetes holderOf(String token) {
        return cluster.connect(token);
      }

      @Override
      public void close() {
        cluster.close();
      }
    };
  }

  /** The one that a kubeconfig leads to. */
  static DemoCluster at(Config config) {
    return new DemoCluster() {
      @Override
      public String place() {
        return config.server().toString();
      }

      @Override
      public Kubernetes administrator() {
        return Kubernetes.connect(config);
      }

      @Override
      public Kubernetes holderOf(String token) {
        return Kubernetes.connect(
            Config.builder()
                .server(config.server().toString())
                .certificateAuthority(pem(config).getBytes(StandardCharsets.UTF_8))
                .bearerToken(token)
                .build());
      }

      @Override
      public void close() {}
    };
  }

  private static String pem(Config config) {
    StringBuilder pem = new StringBuilder();
    try {
      for (X509Certificate authority : config.certificateAuthorities()) {
        pem.append("-----BEGIN CERTIFICATE-----\n")
            .append(Base64.getMimeEncoder().encodeToString(authority.getEncoded()))
            .append("\n-----END CERTIFICATE-----\n");
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can't be written", e);
    }
    return pem.toString();
  }
}
