package dev.fairlead.apiserver;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** CPU time of creating Pods and writing their status, without HTTP: POD.json [COUNT] [ROUNDS]. */
public final class WriteTimes {
  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "authorization", List.of("Bearer t"),
          "content-type", List.of("application/vnd.kubernetes.protobuf"),
          "accept", List.of("application/vnd.kubernetes.protobuf"));

  public static void main(String[] args) throws Exception {
    Pod template = Codec.json().decode(Pod.TYPE, Files.readString(Path.of(args[0])));
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 6;
    ApiServer api =
        new ApiServerBuilder(InstantSource.system(), RandomGenerator.getDefault())
            .token("t", User.of("admin", "system:masters"))
            .build();
    Namespace shop = Namespace.of(n -> n.metadata(m -> m.name("shop")));
    send(api, "POST", "/api/v1/namespaces", Codec.protobuf().encode(shop));
    var bean = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < rounds; round++) {
      long create = 0;
      long status = 0;
      for (int i = 0; i < count; i++) {
        String name = "web-" + round + "-" + i;
        Pod pod =
            template.with(p ->
                p.metadata(m ->
                        m.name(name)
                            .namespace("shop")
                            .uid(null)
                            .resourceVersion(null)
                            .managedFields(List.of()))
                    .status(dev.fairlead.model.core.v1.PodStatus.TYPE.empty()));
        byte[] body = Codec.protobuf().encode(pod);
        long start = bean.getCurrentThreadCpuTime();
        byte[] created = send(api, "POST", "/api/v1/namespaces/shop/pods", body);
        create += bean.getCurrentThreadCpuTime() - start;
        Pod back = Codec.protobuf().decode(Pod.TYPE, created);
        byte[] running = Codec.protobuf().encode(back.with(p -> p.status(template.status())));
        start = bean.getCurrentThreadCpuTime();
        send(api, "PUT", "/api/v1/namespaces/shop/pods/" + name + "/status", running);
        status += bean.getCurrentThreadCpuTime() - start;
      }
      System.out.printf(
          "round %d: create %d us, status %d us%n",
          round, create / count / 1_000, status / count / 1_000);
    }
  }

  private static byte[] send(ApiServer api, String method, String path, byte[] body) {
    Response answer = api.answer(new Request(method, path, Map.of(), HEADERS, body, List.of()));
    byte[] bytes = ((Response.Content.Bytes) answer.content()).bytes();
    if (answer.status() >= 300) {
      throw new IllegalStateException(
          answer.status() + " " + new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }
    return bytes;
  }
}
