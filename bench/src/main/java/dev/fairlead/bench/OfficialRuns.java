package dev.fairlead.bench;

import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The official Java client as a participant; its typed API speaks JSON only. */
final class OfficialRuns {
  private OfficialRuns() {}

  public static void main(String[] words) throws Exception {
    Arguments arguments = Arguments.parse(words);
    Meter meter = Meter.of(arguments);
    switch (arguments.verb()) {
      case "list" -> {
        CoreV1Api api = new CoreV1Api(client(arguments));
        meter.time(() -> list(api, arguments).getItems().size());
      }
      case "heap" ->
          meter.heap(() -> {
            CoreV1Api api = new CoreV1Api(client(arguments));
            V1PodList list = list(api, arguments);
            return new Meter.Kept(new Object[] {api, list}, list.getItems().size());
          });
      case "gets" -> {
        CoreV1Api api = new CoreV1Api(client(arguments));
        meter.time(() -> Gets.run(() -> api.readNamespacedPod(Gets.POD, "single").execute()));
      }
      case "cold" -> {
        CoreV1Api api = new CoreV1Api(client(arguments));
        System.out.println(api.listNamespacedPod("single").execute().getItems().size());
      }
      case "informer" -> meter.once(() -> informer(arguments));
      case "decode" -> {
        new ApiClient(); // sets up its JSON
        byte[] body = Files.readAllBytes(Path.of(arguments.get("body")));
        meter.time(() -> decode(body).getItems().size());
        meter.heap(() -> {
          V1PodList list = decode(body);
          return new Meter.Kept(list, list.getItems().size());
        });
      }
      case "encode" -> {
        new ApiClient();
        V1PodList list = decode(Files.readAllBytes(Path.of(arguments.get("body"))));
        meter.time(() -> JSON.serialize(list).isEmpty() ? 0 : list.getItems().size());
      }
      default -> throw new IllegalArgumentException("no verb " + arguments.verb());
    }
    System.exit(0);
  }

  private static ApiClient client(Arguments arguments) throws IOException {
    ApiClient client = Config.fromConfig(arguments.get("kubeconfig"));
    client.setReadTimeout(0); // its 10 s are too few for 10,000 Pods on a busy machine
    return client;
  }

  private static V1PodList list(CoreV1Api api, Arguments arguments) throws ApiException {
    var request = api.listPodForAllNamespaces();
    String version = arguments.get("resource-version");
    return (version.equals("unset") ? request : request.resourceVersion(version)).execute();
  }

  private static V1PodList decode(byte[] body) throws IOException {
    return JSON.deserialize(new ByteArrayInputStream(body), V1PodList.class);
  }

  private static Meter.Kept informer(Arguments arguments) throws Exception {
    AtomicLong added = new AtomicLong();
    ApiClient client = client(arguments);
    SharedInformerFactory factory = new SharedInformerFactory(client);
    var informer =
        factory.sharedIndexInformerFor(
            new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", client),
            V1Pod.class,
            0);
    informer.addEventHandler(
        new ResourceEventHandler<V1Pod>() {
          @Override
          public void onAdd(V1Pod pod) {
            added.incrementAndGet();
          }

          @Override
          public void onUpdate(V1Pod before, V1Pod after) {}

          @Override
          public void onDelete(V1Pod pod, boolean unknown) {}
        });
    factory.startAllRegisteredInformers();
    while (!informer.hasSynced() || added.get() < informer.getIndexer().list().size()) {
      Thread.sleep(1);
    }
    return new Meter.Kept(factory, informer.getIndexer().list().size());
  }
}
