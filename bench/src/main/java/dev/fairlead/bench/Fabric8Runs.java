package dev.fairlead.bench;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The fabric8 client as a participant; it speaks JSON only. */
final class Fabric8Runs {
  private Fabric8Runs() {}

  public static void main(String[] words) throws Exception {
    Arguments arguments = Arguments.parse(words);
    Meter meter = Meter.of(arguments);
    switch (arguments.verb()) {
      case "list" -> {
        KubernetesClient client = client(arguments);
        ListOptions options = options(arguments);
        meter.time(() -> list(client, options).getItems().size());
      }
      case "heap" ->
          meter.heap(() -> {
            KubernetesClient client = client(arguments);
            PodList list = list(client, options(arguments));
            return new Meter.Kept(new Object[] {client, list}, list.getItems().size());
          });
      case "gets" -> {
        KubernetesClient client = client(arguments);
        meter.time(
            () -> Gets.run(() -> client.pods().inNamespace("single").withName(Gets.POD).require()));
      }
      case "cold" -> {
        int pods = client(arguments).pods().inNamespace("single").list().getItems().size();
        System.out.println(pods);
      }
      case "informer" -> meter.once(() -> informer(arguments));
      case "decode" -> {
        KubernetesSerialization json = new KubernetesSerialization();
        byte[] body = Files.readAllBytes(Path.of(arguments.get("body")));
        meter.time(() -> decode(json, body).getItems().size());
        meter.heap(() -> {
          PodList list = decode(json, body);
          return new Meter.Kept(list, list.getItems().size());
        });
      }
      case "encode" -> {
        KubernetesSerialization json = new KubernetesSerialization();
        byte[] body = Files.readAllBytes(Path.of(arguments.get("body")));
        PodList list = decode(json, body);
        meter.time(() -> json.asJson(list).isEmpty() ? 0 : list.getItems().size());
      }
      default -> throw new IllegalArgumentException("no verb " + arguments.verb());
    }
    System.exit(0);
  }

  private static KubernetesClient client(Arguments arguments) {
    Config config = Config.fromKubeconfig(new File(arguments.get("kubeconfig")));
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static PodList list(KubernetesClient client, ListOptions options) {
    return client.pods().inAnyNamespace().list(options);
  }

  private static PodList decode(KubernetesSerialization json, byte[] body) {
    return json.unmarshal(new ByteArrayInputStream(body), PodList.class);
  }

  private static ListOptions options(Arguments arguments) {
    String version = arguments.get("resource-version");
    return new ListOptionsBuilder()
        .withResourceVersion(version.equals("unset") ? null : version)
        .build();
  }

  private static Meter.Kept informer(Arguments arguments) throws InterruptedException {
    AtomicLong added = new AtomicLong();
    KubernetesClient client = client(arguments);
    var informer =
        client
            .pods()
            .inAnyNamespace()
            .inform(
                new ResourceEventHandler<Pod>() {
                  @Override
                  public void onAdd(Pod pod) {
                    added.incrementAndGet();
                  }

                  @Override
                  public void onUpdate(Pod before, Pod after) {}

                  @Override
                  public void onDelete(Pod pod, boolean unknown) {}
                });
    while (!informer.hasSynced() || added.get() < informer.getStore().list().size()) {
      Thread.sleep(1);
    }
    return new Meter.Kept(informer, informer.getStore().list().size());
  }
}
