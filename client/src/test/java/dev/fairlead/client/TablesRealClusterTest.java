package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.meta.v1.Table;
import dev.fairlead.model.meta.v1.TableColumnDefinition;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TablesRealClusterTest {
  private final Kubernetes k8s = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(k8s, "tables");

  @AfterEach
  void close() {
    shop.close();
    k8s.close();
  }

  private void create(String name) {
    k8s.coreV1().configMaps(shop.name()).create(map(name));
  }

  private static ConfigMap map(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name).label("table", "yes")));
  }

  private static List<JsonValue> names(Table table) {
    return table.rows().stream().map(row -> row.cells().get(0)).toList();
  }

  @Test
  void giveColumnsRowsAndPages() {
    create("a");
    create("b");
    create("c");
    TableResource tables = k8s.dynamic("configmaps").tables(shop.name());

    Table one = tables.get("b");
    assertThat(one.columnDefinitions())
        .extracting(TableColumnDefinition::name)
        .containsExactly("Name", "Data", "Age");
    assertThat(names(one)).containsExactly(new JsonString("b"));
    assertThat(tables.pages(o -> o.labelSelector("table").limit(2)))
        .extracting(TablesRealClusterTest::names)
        .containsExactly(
            List.of(new JsonString("a"), new JsonString("b")), List.of(new JsonString("c")));
    assertThat(k8s.dynamic("configmaps").tables().pages(o -> o.fieldSelector("metadata.name=b")))
        .isNotEmpty();
    assertThatThrownBy(() -> tables.get("nope")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void tellOfChanges() {
    TableResource tables = k8s.dynamic("configmaps").tables(shop.name());
    String version =
        String.valueOf(k8s.coreV1().configMaps(shop.name()).list().metadata().resourceVersion());
    try (RetryWatch<DynamicObject> watch =
        tables.retryWatch(o -> o.labelSelector("table").resourceVersion(version))) {
      Iterator<WatchEvent<DynamicObject>> events = watch.iterator();
      create("a");
      WatchEvent<DynamicObject> event = events.next();

      assertThat(event).isInstanceOf(WatchEvent.Added.class);
      assertThat(names(event.object().to(Table.TYPE))).containsExactly(new JsonString("a"));
    }
  }
}
