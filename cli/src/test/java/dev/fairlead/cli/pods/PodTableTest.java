package dev.fairlead.cli.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodTableTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final PodTable table = new PodTable(NOW);

  @Test
  void alignsColumnsUnderAHeader() {
    assertThat(table.page(List.of(pod("web-1", "n1"), pod("database-0", "node-two"))))
        .isEqualTo(
            """
            NAMESPACE   NAME         PHASE     NODE       AGE
            shop        web-1        Running   n1         2d
            shop        database-0   Running   node-two   2d
            """);
  }

  @Test
  void printsTheHeaderOnceAndWidensColumnsForLaterPages() {
    table.page(List.of(pod("web-1", "n1")));

    assertThat(table.page(List.of(pod("a-longer-name", "n1"))))
        .isEqualTo("shop        a-longer-name   Running   n1     2d\n");
    assertThat(table.page(List.of(pod("web-2", "n1"))))
        .isEqualTo("shop        web-2           Running   n1     2d\n");
  }

  @Test
  void saysNoneForWhatAPodDoesNotHaveYet() {
    Pod pod = Pod.of(p -> p.metadata(m -> m.namespace("shop").name("new")));

    assertThat(table.page(List.of(pod)))
        .isEqualTo(
            """
            NAMESPACE   NAME   PHASE    NODE     AGE
            shop        new    <none>   <none>   <unknown>
            """);
  }

  @Test
  void printsNothingForNoPods() {
    assertThat(table.page(List.of())).isEmpty();
    assertThat(table.isEmpty()).isTrue();
  }

  private static Pod pod(String name, String node) {
    return Pod.of(p ->
        p.metadata(m ->
                m.namespace("shop")
                    .name(name)
                    .creationTimestamp(Time.parse("2026-02-27T11:59:00Z")))
            .spec(s -> s.nodeName(node))
            .status(s -> s.phase("Running")));
  }
}
