package dev.fairlead.apiserver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.ConfigMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Besides what every storage does: the bounds of the one in memory. */
class MemoryStorageTest extends StorageContract {

  @Override
  Storage storage() {
    return new MemoryStorage(kind -> "configmaps");
  }

  private static void create(Storage storage, int number) {
    String name = "c" + number;
    storage.create(
        new Key("configmaps", "a", name),
        ConfigMap.of(c -> c.metadata(m -> m.namespace("a").name(name))));
  }

  @Test
  void historyBeyondItsBoundIsCompactedAndTheObjectsStay() {
    MemoryStorage storage = new MemoryStorage(kind -> "configmaps", 100, Long.MAX_VALUE);
    IntStream.range(0, 150).forEach(i -> create(storage, i));
    assertThat(storage.revision() - storage.compactedRevision()).isEqualTo(100);
    assertThat(storage.count("configmaps")).isEqualTo(150);
    assertThat(storage.list(ConfigMap.TYPE, "a")).hasSize(150);
  }

  @Test
  void whenMemoryIsShortHistoryGoesFirst() {
    MemoryStorage storage = new MemoryStorage(kind -> "configmaps", 1_000, 1 << 20);
    Key key = new Key("configmaps", "a", "big");
    Stored now = storage.create(key, big("a"));
    for (int i = 0; i < 100; i++) {
      now = storage.update(key, big(Integer.toString(i)), now.revision());
    }
    assertThat(storage.get(key)).isSameAs(now);
    assertThat(storage.compactedRevision()).isGreaterThan(50);
  }

  @Test
  void whatDoesNotFitIsRefusedWithWhatToDoAndNothingIsLost() {
    MemoryStorage storage = new MemoryStorage(kind -> "configmaps", 1_000, 1 << 20);
    Key first = new Key("configmaps", "a", "0");
    storage.create(first, big("0"));
    for (int i = 1; i < 10; i++) {
      storage.create(new Key("configmaps", "a", Integer.toString(i)), big("x"));
    }
    assertThatThrownBy(() -> storage.create(new Key("configmaps", "a", "10"), big("x")))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "the storage is full: what it holds takes about 0 MiB of the 1 MiB that it may take:"
                + " delete objects, or start the server with more memory (-Xmx)");
    assertThat(storage.count("configmaps")).isEqualTo(10);
    Stored gone = storage.get(first);
    storage.delete(first, gone.object(), gone.revision());
    storage.create(new Key("configmaps", "a", "10"), big("x"));
  }

  private static ConfigMap big(String value) {
    String text = value.repeat(100_000 / value.length());
    return ConfigMap.of(c -> c.metadata(m -> m.namespace("a").name("big")).data("k", text));
  }
}
