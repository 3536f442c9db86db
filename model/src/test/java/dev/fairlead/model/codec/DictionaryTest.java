package dev.fairlead.model.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.value.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  private final Dictionary dictionary = new Dictionary();
  private final Decoding sharing = Decoding.DEFAULT.withDictionary(dictionary);

  private static Pod pod(int number) {
    return Pod.of(p ->
        p.metadata(m -> m.name("web-" + number).namespace("shop").label("app", "web"))
            .spec(s -> s.container(c -> c.name("web").image("registry.example.com/web:1.42.0"))));
  }

  private <T> T read(dev.fairlead.model.type.Type<T> type, byte[] bytes) throws IOException {
    return Codec.protobuf().decode(type, new ByteArrayInputStream(bytes), sharing);
  }

  @Test
  void givesEqualPartsOfTwoDocumentsOneObject() throws IOException {
    Pod one = read(Pod.TYPE, Codec.protobuf().encode(pod(1)));
    Pod two = read(Pod.TYPE, Codec.protobuf().encode(pod(2)));

    assertThat(two).isEqualTo(pod(2));
    assertThat(two.spec()).isSameAs(one.spec());
    assertThat(two.metadata().labels()).isSameAs(one.metadata().labels());
  }

  @Test
  void neverGivesAPartOfOneTypeForEqualBytesOfAnother() throws IOException {
    byte[] pod = Codec.protobuf().encode(pod(1));
    read(Pod.TYPE, pod);
    Secret secret = Secret.of(s -> s.metadata(m -> m.name("web-1")).data("key", Bytes.ofUtf8("v")));

    assertThat(read(Secret.TYPE, Codec.protobuf().encode(secret))).isEqualTo(secret);
  }

  /** The plain twin: what comes out with a dictionary is what comes out without. */
  @Property(tries = 50)
  void changesNoResultHoweverOftenItIsUsed(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) throws IOException {
    PodList list =
        PodList.of(l ->
            IntStream.range(0, size)
                .forEach(i -> l.item(PopulatedObjects.random(Pod.TYPE, seed + i % 7))));
    byte[] bytes = Codec.protobuf().encode(list);

    PodList plain = Codec.protobuf().decode(PodList.TYPE, bytes);

    assertThat(read(PodList.TYPE, bytes)).isEqualTo(plain).isEqualTo(list);
    assertThat(read(PodList.TYPE, bytes)).isEqualTo(plain);
  }

  @Test
  void staysWithinItsSlotsAndStillGivesRightObjectsWhenFlooded() throws IOException {
    for (int i = 0; i < 2 * Dictionary.SLOTS; i += 1_000) {
      PodList.Builder list = PodList.builder();
      for (int j = i; j < i + 1_000; j++) {
        int number = j;
        list.item(p -> p.metadata(m -> m.name("unique-" + number).label("unique", "l" + number)));
      }
      PodList expected = list.build();
      assertThat(read(PodList.TYPE, Codec.protobuf().encode(expected))).isEqualTo(expected);
    }
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    byte[] bytes =
        Codec.protobuf()
            .encode(PodList.of(l -> IntStream.range(0, 300).forEach(i -> l.item(pod(i)))));
    PodList plain = Codec.protobuf().decode(PodList.TYPE, bytes);
    List<Callable<PodList>> tasks = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      tasks.add(() -> read(PodList.TYPE, bytes));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<PodList> read : threads.invokeAll(tasks)) {
        assertThat(read.get()).isEqualTo(plain);
      }
    }
  }
}
