package dev.fairlead.apiserver.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.storage.StorageException.Reason;
import dev.fairlead.model.core.v1.ConfigMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What every storage does. */
abstract class StorageContract {
  private static final Predicate<Stored> ALL = stored -> true;
  private static final Duration NOW = Duration.ZERO;

  /** More than any test needs: a wait that ends by itself is a failure. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** An empty storage that keeps at least the newest 1,000 changes. */
  abstract Storage storage();

  private static Key key(String namespace, String name) {
    return new Key("configmaps", namespace, name);
  }

  private static ConfigMap map(String namespace, String name, String value) {
    return ConfigMap.of(c -> c.metadata(m -> m.namespace(namespace).name(name)).data("k", value));
  }

  private static Stored create(Storage storage, String namespace, String name) {
    return storage.create(key(namespace, name), map(namespace, name, "1"));
  }

  private static List<String> names(Page page) {
    return page.items().stream().map(s -> s.key().namespace() + "/" + s.key().name()).toList();
  }

  private static List<String> told(Watcher watcher) throws InterruptedException {
    return watcher.next(PATIENCE).stream()
        .map(c -> c.kind() + " " + c.now().key().name() + " " + c.revision())
        .toList();
  }

  // --- writes ---

  @Test
  void everyWriteHasTheNextRevisionAndStampsItOnTheObject() {
    Storage storage = storage();
    Stored first = create(storage, "a", "x");
    Stored second = create(storage, "a", "y");
    assertThat(second.revision()).isEqualTo(first.revision() + 1).isEqualTo(storage.revision());
    assertThat(second.object().metadata().resourceVersion())
        .isEqualTo(Long.toString(second.revision()));
  }

  @Test
  void aSecondCreateFailsAndTellsWhatIsThere() {
    Storage storage = storage();
    Stored there = create(storage, "a", "x");
    assertThatThrownBy(() -> create(storage, "a", "x"))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.EXISTS);
              assertThat(e.current()).isSameAs(there);
            });
  }

  @Test
  void anUpdateOfAnOldVersionFailsAndTellsTheNewest() {
    Storage storage = storage();
    Stored old = create(storage, "a", "x");
    Stored newest = storage.update(old.key(), map("a", "x", "2"), old.revision());
    assertThatThrownBy(() -> storage.update(old.key(), map("a", "x", "3"), old.revision()))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.CHANGED);
              assertThat(e.current()).isSameAs(newest);
            });
    assertThat(storage.get(old.key())).isSameAs(newest);
  }

  @Test
  void aDeletedObjectIsGoneAndCanBeCreatedAgain() {
    Storage storage = storage();
    Stored there = create(storage, "a", "x");
    Stored last = storage.delete(there.key(), there.object(), there.revision());
    assertThat(last.revision()).isGreaterThan(there.revision());
    assertThat(storage.get(there.key())).isNull();
    assertThat(storage.count("configmaps")).isZero();
    assertThat(create(storage, "a", "x").revision()).isGreaterThan(last.revision());
  }

  // --- lists ---

  @Test
  void listsAreInTheOrderOfEtcdsKeys() {
    Storage storage = storage();
    create(storage, "a", "z");
    create(storage, "a-b", "x");
    create(storage, "b", "x");
    create(storage, "a", "x");
    assertThat(names(storage.list(Range.of("configmaps", ""), 0, 0, ALL)))
        .containsExactly("a-b/x", "a/x", "a/z", "b/x");
    assertThat(names(storage.list(Range.of("configmaps", "a"), 0, 0, ALL)))
        .containsExactly("a/x", "a/z");
  }

  @Test
  void theNextPageIsOfTheSameMoment() {
    Storage storage = storage();
    List.of("p", "q", "r", "s").forEach(name -> create(storage, "a", name));
    Page first = storage.list(Range.of("configmaps", "a"), 0, 2, ALL);
    assertThat(first.remaining()).isEqualTo(2);
    Stored gone = storage.get(key("a", "r"));
    storage.delete(gone.key(), gone.object(), gone.revision());
    create(storage, "a", "t");
    Page second = storage.list(Range.of("configmaps", "a").after("a/q"), first.revision(), 2, ALL);
    assertThat(names(second)).containsExactly("a/r", "a/s");
    assertThat(second.remaining()).isZero();
    assertThat(names(storage.list(Range.of("configmaps", "a"), 0, 0, ALL)))
        .containsExactly("a/p", "a/q", "a/s", "a/t");
  }

  @Test
  void aRevisionThatIsNotYetCannotBeRead() {
    Storage storage = storage();
    create(storage, "a", "x");
    assertThatThrownBy(
            () -> storage.list(Range.of("configmaps", ""), storage.revision() + 1, 0, ALL))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FUTURE));
  }

  // --- watches ---

  @Test
  void aWatchTellsAllChangesAfterItsRevisionInOrder() throws InterruptedException {
    Storage storage = storage();
    Stored x = create(storage, "a", "x");
    Watcher watcher = storage.watch(Range.of("configmaps", ""), x.revision());
    Stored y = create(storage, "b", "y");
    Stored changed = storage.update(x.key(), map("a", "x", "2"), x.revision());
    Stored gone = storage.delete(y.key(), y.object(), y.revision());
    assertThat(told(watcher))
        .containsExactly(
            "ADDED y " + y.revision(),
            "MODIFIED x " + changed.revision(),
            "DELETED y " + gone.revision());
    assertThat(watcher.revision()).isEqualTo(storage.revision());
    assertThat(watcher.next(NOW)).isEmpty();
  }

  @Test
  void aWatchOfANamespaceHearsNothingOfOthersButItsRevisionMovesOn() throws InterruptedException {
    Storage storage = storage();
    Watcher watcher = storage.watch(Range.of("configmaps", "a"), storage.revision());
    create(storage, "b", "x");
    assertThat(watcher.next(NOW)).isEmpty();
    assertThat(watcher.revision()).isEqualTo(storage.revision());
    Stored mine = create(storage, "a", "x");
    assertThat(told(watcher)).containsExactly("ADDED x " + mine.revision());
  }

  @Test
  void aWatcherThatWaitsIsWokenByAWriteAndByWake() throws Exception {
    Storage storage = storage();
    Watcher watcher = storage.watch(Range.of("configmaps", ""), storage.revision());
    List<String> heard = new ArrayList<>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (heard.isEmpty()) {
                  heard.addAll(told(watcher));
                }
                watcher.next(PATIENCE);
                heard.add("woken");
              } catch (InterruptedException e) {
                heard.add("interrupted");
              }
            });
    Stored x = create(storage, "a", "x");
    while (reader.isAlive()) {
      watcher.wake();
      reader.join(Duration.ofMillis(1));
    }
    assertThat(heard).containsExactly("ADDED x " + x.revision(), "woken");
  }

  // --- history ---

  @Test
  void compactedHistoryIsRefusedAndTheRestStays() throws InterruptedException {
    Storage storage = storage();
    Stored first = create(storage, "a", "x");
    Stored second = storage.update(first.key(), map("a", "x", "2"), first.revision());
    Stored third = storage.update(first.key(), map("a", "x", "3"), second.revision());
    Watcher lagging = storage.watch(Range.of("configmaps", ""), first.revision() - 1);
    storage.compact(second.revision());
    assertThat(storage.compactedRevision()).isEqualTo(second.revision());
    for (long old : new long[] {first.revision(), first.revision() - 1}) {
      assertThatThrownBy(() -> storage.list(Range.of("configmaps", ""), old, 0, ALL))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.COMPACTED));
      assertThatThrownBy(() -> storage.watch(Range.of("configmaps", ""), old))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.COMPACTED));
    }
    assertThatThrownBy(() -> lagging.next(NOW))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LAGGING));
    assertThat(storage.list(Range.of("configmaps", ""), second.revision(), 0, ALL).items())
        .containsExactly(second);
    assertThat(told(storage.watch(Range.of("configmaps", ""), second.revision())))
        .containsExactly("MODIFIED x " + third.revision());
  }

  // --- many threads ---

  @Test
  void readersSeeConsistentStatesWhileWritersMoveAValueBetweenObjects() throws Exception {
    Storage storage = storage();
    Stored left = storage.create(key("a", "left"), map("a", "left", "here"));
    storage.create(key("a", "right"), map("a", "right", ""));
    AtomicBoolean stop = new AtomicBoolean();
    List<String> wrong = new ArrayList<>();
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (!stop.get()) {
                Page page = storage.list(Range.of("configmaps", "a"), 0, 0, ALL);
                long here =
                    page.items().stream()
                        .filter(s -> ((ConfigMap) s.object()).data().equals(Map.of("k", "here")))
                        .count();
                // it is first put at its new place, then taken from the old one
                if (here < 1 || here > 2) {
                  wrong.add(page.revision() + ": " + here);
                }
              }
            });
    for (int i = 0; i < 2_000; i++) {
      String to = i % 2 == 0 ? "right" : "left";
      String from = i % 2 == 0 ? "left" : "right";
      write(storage, to, "here");
      write(storage, from, "");
    }
    stop.set(true);
    reader.join();
    assertThat(wrong).isEmpty();
    assertThat(storage.revision()).isEqualTo(left.revision() + 1 + 4_000);
  }

  private static void write(Storage storage, String name, String value) {
    Stored now = storage.get(key("a", name));
    storage.update(now.key(), map("a", name, value), now.revision());
  }
}
