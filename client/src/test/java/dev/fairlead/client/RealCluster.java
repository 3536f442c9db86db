package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.tree.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;

/** The cluster that tests named RealClusterTest run on: the only place that knows which. */
final class RealCluster {
  private static final TimeLimits LIMITS =
      new TimeLimits(null, Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1));

  private RealCluster() {}

  static Path kubeconfig() {
    return Path.of(System.getProperty("fairlead.realcluster", ""));
  }

  static LoadOptions options() {
    return LoadOptions.defaults().withKubeconfig(kubeconfig());
  }

  /** As the administrator. */
  static Config config() {
    return Config.load(options());
  }

  /** As somebody who may do nothing but what everybody may. */
  static Config viewer() {
    return Config.load(options().withContext("viewer"));
  }

  /** At the same server, as nobody. */
  static Config withToken(Path file) {
    return Config.builder()
        .server(config().server().toString())
        .certificateAuthority(authority())
        .bearerTokenFile(file)
        .build();
  }

  /** At another address of the same server, as the administrator by token. */
  static Config at(String address) {
    Config token = Config.load(options().withContext("token"));
    return Config.builder()
        .server(address)
        .certificateAuthority(authority())
        .bearerToken(token.bearerToken().orElseThrow())
        .build();
  }

  static byte[] authority() {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : config().certificateAuthorities()) {
      try {
        pem.append("-----BEGIN CERTIFICATE-----\n");
        pem.append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
        pem.append("\n-----END CERTIFICATE-----\n");
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException(e);
      }
    }
    return pem.toString().getBytes(UTF_8);
  }

  /** A namespace of this name, empty and new. Deleted by whoever closes it. */
  static Shop shop(Kubernetes k8s, String name) {
    String namespace = name + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    k8s.coreV1().namespaces().create(Namespace.of(n -> n.metadata(m -> m.name(namespace))));
    return new Shop(k8s, namespace);
  }

  /** A namespace that is deleted when it is closed. */
  record Shop(Kubernetes k8s, String name) implements AutoCloseable {
    @Override
    public void close() {
      try {
        k8s.coreV1().namespaces().delete(name);
      } catch (NotFoundException e) {
        // deleted by the test
      }
    }
  }

  /** What the server answers to a GET, without what this library makes of it. */
  static byte[] get(HttpTransport http, Config config, String path, String accept) {
    ApiRequest request = ApiRequest.of("GET", path).header("Accept", accept);
    if (config.authorization().isPresent()) {
      request = request.header("Authorization", config.authorization().get());
    }
    try (ApiResponse answer = http.send(request, LIMITS)) {
      byte[] body = answer.body().readAllBytes();
      if (answer.status() != 200 || !accept.equals(answer.header("Content-Type"))) {
        throw new AssertionError(path + ": " + answer.status() + " " + new String(body, UTF_8));
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static JsonObject json(HttpTransport http, Config config, String path) {
    return (JsonObject)
        Codec.json().decodeTree(new String(get(http, config, path, Answers.JSON), UTF_8));
  }
}
