package dev.fairlead.examples.objects;

import dev.fairlead.client.CallListener;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.transport.ApiRequest;
import java.nio.file.Path;
import java.time.Duration;

/** A client by hand, which tells how long each call takes: SERVER TOKEN-FILE. */
public class CustomClient {
  public static void main(String[] args) {
    run(
        Config.builder()
            .server(args[0])
            .bearerTokenFile(Path.of(args[1]))
            .timeout(Duration.ofSeconds(10))
            .qps(20)
            .build());
  }

  static void run(Config config) {
    CallListener timing =
        new CallListener() {
          @Override
          public Attempt begins(ApiRequest request, int number) {
            long start = System.nanoTime();
            return (status, failure) -> {
              long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
              System.out.println(request.path() + ": " + status + " in " + millis + " ms");
            };
          }
        };
    try (Kubernetes k8s = Kubernetes.connect(config, timing)) {
      System.out.println("Kubernetes " + k8s.version().gitVersion());
      System.out.println(k8s.coreV1().namespaces().list().items().size() + " namespaces");
    }
  }
}
