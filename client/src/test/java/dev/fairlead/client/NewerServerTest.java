package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("From a server newer than this library")
@Timeout(30)
class NewerServerTest {
  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod", "orbit": {"height": [1, 2]},
       "metadata": {"name": "web-0", "resourceVersion": "11", "moons": ["io", {"a": null}]},
       "spec": {"gravity": "9.81",
        "containers": [{"name": "web", "image": "nginx:1.29", "airlock": true}]},
       "status": {"phase": "Hibernating", "conditions": [{"type": "Ready", "mood": 7}]}}
      """;

  private final FakeTransport server = new FakeTransport();
  private final Kubernetes k8s = server.client();
  private final Resource<Pod, PodList> pods = k8s.coreV1().pods("shop");

  @Test
  void a_list_with_unknown_fields_and_words_is_read() {
    server.text(
        200,
        "application/json",
        """
        {"apiVersion": "v1", "kind": "PodList", "galaxy": {}, "metadata": {"shard": 1},
         "items": [%s, %s]}
        """
            .formatted(POD, POD));

    List<Pod> list = pods.list().items();

    assertThat(list).hasSize(2);
    assertThat(list.get(1).status().phase()).isEqualTo("Hibernating");
    assertThat(list.get(1).spec().containers()).extracting(c -> c.image()).contains("nginx:1.29");
  }

  @Test
  void events_with_unknown_fields_are_read() {
    server.text(
        200,
        "application/json;stream=watch",
        "{\"type\": \"ADDED\", \"telemetry\": [1], \"object\": %s}\n".formatted(POD));

    try (Watch<Pod> watch = pods.watch()) {
      assertThat(watch.iterator().next().object().metadata().name()).isEqualTo("web-0");
    }
  }

  @Test
  void an_edit_sends_the_change_and_takes_no_unknown_field_away() {
    server.text(200, "application/json", POD).text(200, "application/json", POD);

    pods.edit("web-0", p -> p.with(x -> x.metadata(m -> m.label("seen", "yes"))));

    assertThat(new String(server.sent(), StandardCharsets.UTF_8))
        .isEqualTo("{\"metadata\":{\"labels\":{\"seen\":\"yes\"},\"resourceVersion\":\"11\"}}");
  }
}
