package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.meta.v1.Status;
import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list in pages")
class PagesTest {
  private static final String PATH = "GET /api/v1/namespaces/shop/configmaps?limit=";

  private final FakeTransport server = new FakeTransport();
  private final Listable<ConfigMap, ConfigMapList> maps =
      server.client().coreV1().configMaps("shop");

  private static ConfigMapList page(String next, String... names) {
    List<ConfigMap> items =
        Arrays.stream(names).map(n -> ConfigMap.of(c -> c.metadata(m -> m.name(n)))).toList();
    return ConfigMapList.of(
        l -> l.metadata(m -> m.continueToken(next).resourceVersion("9")).items(items));
  }

  private static List<String> names(Stream<ConfigMap> stream) {
    return stream.map(c -> String.valueOf(c.metadata().name())).toList();
  }

  @Test
  @DisplayName("asks for a page only when the one before is consumed")
  void isLazy() {
    server.json(page("t1", "a", "b")).json(page("t2", "c")).json(page("", "d"));

    Iterator<ConfigMap> all = maps.listAll(o -> o.limit(2)).iterator();
    assertThat(server.requests).isEmpty();
    all.next();
    all.next();
    assertThat(server.requests).hasSize(1);
    all.next();
    assertThat(server.requests).hasSize(2);
    assertThat(all.next().metadata().name()).isEqualTo("d");
    assertThat(all.hasNext()).isFalse();
    assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);

    assertThat(server.lines())
        .containsExactly(PATH + "2", PATH + "2&continue=t1", PATH + "2&continue=t2");
  }

  @Test
  @DisplayName("asks for no more than a limited stream needs")
  void stopsWithTheStream() {
    server.json(page("t1", "a", "b"));

    assertThat(names(maps.listAll().limit(2))).containsExactly("a", "b");
    assertThat(server.lines()).containsExactly(PATH + "500");
  }

  @Test
  @DisplayName("skips empty pages that have a next one, and is empty if all are")
  void skipsEmptyPages() {
    server.json(page("t1")).json(page("t2")).json(page("", "a"));
    assertThat(names(maps.listAll())).containsExactly("a");

    server.json(page("t1")).json(page(""));
    assertThat(names(maps.listAll())).isEmpty();
  }

  @Test
  @DisplayName("keeps selectors on each page, but the resource version on the first alone")
  void keepsOptions() {
    server.json(page("t1", "a")).json(page("", "b"));

    List<String> tokens =
        maps.pages(o -> o.labelSelector("x").resourceVersion("5").limit(1))
            .map(p -> String.valueOf(p.metadata().continueToken()))
            .toList();

    assertThat(tokens).containsExactly("t1", "null");
    String start = "GET /api/v1/namespaces/shop/configmaps?labelSelector=x&limit=1";
    assertThat(server.lines())
        .containsExactly(start + "&resourceVersion=5", start + "&continue=t1");
  }

  @Test
  @DisplayName("lets go of a page before it asks for the next")
  void letsGo() {
    List<WeakReference<ConfigMap>> seen = new ArrayList<>();
    List<Boolean> free = new ArrayList<>();
    byte[] second = Codec.json().encode(page("", "b"));
    server
        .json(page("t1", "a"))
        .then(request -> {
          free.add(isCollected(seen.get(0)));
          Map<String, List<String>> json = Map.of("Content-Type", List.of("application/json"));
          return new ApiResponse(200, json, new ByteArrayInputStream(second));
        });

    maps.listAll().forEach(map -> seen.add(new WeakReference<>(map)));

    assertThat(seen).hasSize(2);
    assertThat(free).containsExactly(true);
  }

  private static boolean isCollected(WeakReference<?> reference) {
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }

  private void expired(String token) {
    Status status =
        Status.of(s ->
            s.metadata(m -> m.continueToken(token))
                .status("Failure")
                .code(410)
                .reason("Expired")
                .message("The provided continue parameter is too old"));
    server.body(410, "application/json", Codec.json().encode(status));
  }

  @Test
  @DisplayName("goes on with the token of the answer when its own has expired, and repeats nothing")
  void resumes() {
    server.json(page("t1", "a", "b"));
    expired("fresh");
    server.json(page("t2", "c")).json(page("", "d"));

    assertThat(names(maps.listAll(o -> o.limit(2)))).containsExactly("a", "b", "c", "d");
    assertThat(server.lines())
        .containsExactly(
            PATH + "2", PATH + "2&continue=t1", PATH + "2&continue=fresh", PATH + "2&continue=t2");
  }

  @Test
  @DisplayName("goes on more than once if one page after another expires")
  void resumesAgain() {
    server.json(page("t1", "a"));
    expired("f1");
    server.json(page("t2", "b"));
    expired("f2");
    server.json(page("", "c"));

    assertThat(names(maps.listAll())).containsExactly("a", "b", "c");
  }

  @Test
  @DisplayName("fails if the server gives no token to go on with, or the same, or refuses that one")
  void failsOtherwise() {
    server.json(page("t1", "a"));
    expired("");
    assertThatThrownBy(() -> maps.listAll().count()).isInstanceOf(ExpiredException.class);

    server.json(page("t1", "a"));
    expired("t1");
    assertThatThrownBy(() -> maps.listAll().count()).isInstanceOf(ExpiredException.class);

    server.json(page("t1", "a"));
    expired("f1");
    expired("f2");
    assertThatThrownBy(() -> maps.listAll().count())
        .isInstanceOf(ExpiredException.class)
        .hasMessage(
            "GET /api/v1/namespaces/shop/configmaps of https://fake.test:6443: 410 Expired: The"
                + " provided continue parameter is too old. List again, without resource version"
                + " and continue token.");
  }

  @Test
  @DisplayName("has no negative size")
  void hasASize() {
    assertThatThrownBy(() -> maps.pages(o -> o.limit(-1)))
        .hasMessage("limit -1 is negative: give 0 for no limit");
  }
}
