package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.client.error.UnexpectedAnswerException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.meta.v1.Status;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A watch")
@Timeout(30)
class WatchTest {
  private static final String GET =
      "GET /api/v1/namespaces/shop/configmaps of https://fake.test:6443: ";

  private final FakeTransport server = new FakeTransport();
  private final HandTicker ticker = new HandTicker();
  private final Kubernetes k8s = server.client(ticker);
  private final EventInput events = new EventInput();

  @AfterEach
  void clear() {
    boolean unused = Thread.interrupted();
  }

  private Watch<ConfigMap> watch() {
    server.stream(200, "application/json;stream=watch", events);
    return k8s.coreV1().configMaps("shop").watch();
  }

  private static ConfigMap map(String name, String version) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name).resourceVersion(version)));
  }

  private void put(String type, Object object) {
    String json = new String(Codec.json().encode(object), StandardCharsets.UTF_8);
    text("{\"type\":\"" + type + "\",\"object\":" + json + "}\n");
  }

  private void text(String text) {
    events.put(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("gives each event when it comes, and is over when the server ends it")
  void givesEvents() {
    Watch<ConfigMap> watch = watch();
    Iterator<WatchEvent<ConfigMap>> each = watch.iterator();
    ConfigMap first = map("a", "1");
    put("ADDED", first);
    assertThat(each.next()).isEqualTo(new WatchEvent.Added<>(first));
    put("MODIFIED", map("a", "2"));
    put("DELETED", map("a", "3"));
    assertThat(each.next()).isEqualTo(new WatchEvent.Modified<>(map("a", "2")));
    assertThat(each.next()).isEqualTo(new WatchEvent.Deleted<>(map("a", "3")));
    put("BOOKMARK", ConfigMap.of(c -> c.metadata(m -> m.resourceVersion("9"))));
    WatchEvent<ConfigMap> bookmark = each.next();
    assertThat(bookmark).isInstanceOf(WatchEvent.Bookmark.class);
    assertThat(bookmark.resourceVersion()).isEqualTo("9");
    events.end();

    assertThat(each.hasNext()).isFalse();
    assertThatThrownBy(each::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("the watch is over");
    assertThat(watch.iterator()).isSameAs(each);
    assertThat(server.closedBodies).isEqualTo(1);
  }

  @Test
  @DisplayName("reads events in protobuf as well")
  void readsProtobuf() {
    byte[] event = protobufEvent("ADDED", Codec.protobuf().encode(map("a", "1")));
    events.put(ByteBuffer.allocate(4).putInt(event.length).array());
    events.put(event);
    events.end();
    server.stream(200, Answers.PROTOBUF + ";stream=watch", events);

    try (Watch<ConfigMap> watch = k8s.coreV1().configMaps("shop").watch()) {
      assertThat(watch).containsExactly(new WatchEvent.Added<>(map("a", "1")));
    }
  }

  private static byte[] protobufEvent(String type, byte[] object) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x0a);
    out.write(type.length());
    out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    out.write(0x12);
    out.write(object.length + 2);
    out.write(0x0a);
    out.write(object.length);
    out.writeBytes(object);
    return out.toByteArray();
  }

  @Test
  @DisplayName("ends for the thread that waits when another closes it")
  void isClosedByAnother() throws Exception {
    Watch<ConfigMap> watch = watch();
    CompletableFuture<Boolean> more = waiting(watch);

    watch.close();

    assertThat(more.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(watch.iterator().hasNext()).isFalse();
  }

  @Test
  @DisplayName("ends when the client is closed")
  void endsWithTheClient() throws Exception {
    CompletableFuture<Boolean> more = waiting(watch());

    k8s.close();

    assertThat(more.get(10, TimeUnit.SECONDS)).isFalse();
  }

  private CompletableFuture<Boolean> waiting(Watch<ConfigMap> watch) throws InterruptedException {
    CompletableFuture<Boolean> more = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            more.complete(watch.iterator().hasNext());
          } catch (RuntimeException e) {
            more.completeExceptionally(e);
          }
        });
    events.waiting.await();
    return more;
  }

  @Test
  @DisplayName("that is closed gives no event any more, though there may be some")
  void givesNothingOnceClosed() {
    Watch<ConfigMap> watch = watch();
    put("ADDED", map("a", "1"));
    put("ADDED", map("b", "2"));
    assertThat(watch.iterator().next().object().metadata().name()).isEqualTo("a");

    watch.close();
    watch.close();

    assertThat(watch.iterator().hasNext()).isFalse();
    assertThat(server.closedBodies).isEqualTo(1);
  }

  @Test
  @DisplayName("is cancelled when its thread is interrupted, and the mark stays")
  void isCancelled() {
    Watch<ConfigMap> watch = watch();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> watch.iterator().hasNext())
        .isInstanceOf(CancellationException.class)
        .hasMessage("the watch was interrupted");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(watch.iterator().hasNext()).isFalse();
    assertThat(server.closedBodies).isEqualTo(1);
  }

  @Test
  @DisplayName("throws what an error event says, and is over then")
  void throwsErrorEvents() {
    Watch<ConfigMap> watch = watch();
    put(
        "ERROR",
        Status.of(s ->
            s.status("Failure")
                .code(410)
                .reason("Expired")
                .message("too old resource version: 1 (7)")));

    assertThatThrownBy(() -> watch.iterator().hasNext())
        .isInstanceOf(ExpiredException.class)
        .hasMessage(
            GET
                + "410 Expired: too old resource version: 1 (7). List again, without resource"
                + " version and continue token.");
    assertThat(watch.iterator().hasNext()).isFalse();
    assertThat(server.closedBodies).isEqualTo(1);
  }

  @Test
  @DisplayName("whose resource version is too old from the start is refused")
  void mayBeRefused() {
    server.status(410, "Expired");

    assertThatThrownBy(() -> k8s.coreV1().configMaps("shop").watch(o -> o.resourceVersion("1")))
        .isInstanceOf(ExpiredException.class);
  }

  @Test
  @DisplayName("whose connection breaks throws, after all events that came before")
  void throwsWhenCut() {
    Watch<ConfigMap> watch = watch();
    put("ADDED", map("a", "1"));
    text("{\"type\":\"ADDED\",");
    events.cut();
    Iterator<WatchEvent<ConfigMap>> each = watch.iterator();
    each.next();

    assertThatThrownBy(each::hasNext)
        .isInstanceOf(ConnectionException.class)
        .hasMessage(
            GET
                + "the connection ended in the middle of the answer, after 127 bytes of its body"
                + " (reset by peer). Look at the server and at what stands before it, and try"
                + " again.");
    assertThat(each.hasNext()).isFalse();
  }

  @Test
  @DisplayName("on which nothing comes for longer than its server timeout and half a minute throws")
  void throwsAfterSilence() {
    SocketTimeoutException silence = new SocketTimeoutException("nothing came for 90 s");
    server.stream(200, "application/json", new CutInput(new byte[0], 0, silence));
    Watch<ConfigMap> watch =
        k8s.coreV1().configMaps("shop").watch(o -> o.serverTimeout(Duration.ofMinutes(1)));

    assertThat(server.limits.get(0).whole()).isNull();
    assertThat(server.limits.get(0).head()).isEqualTo(Duration.ofMinutes(2));
    assertThat(server.limits.get(0).silence()).isEqualTo(Duration.ofSeconds(90));
    assertThatThrownBy(() -> watch.iterator().hasNext())
        .isInstanceOf(ConnectionException.class)
        .hasMessage(
            GET
                + "the answer stopped after 0 bytes: nothing came for 90 s. Check whether the"
                + " server is alive, or give the call more time.");
  }

  @Test
  @DisplayName("that tells something else throws")
  void throwsWhenWrong() {
    assertWrong("{\"type\":\"RENAMED\",\"object\":{}}", "the watch has an event of type RENAMED");
    assertWrong(
        "<html>",
        "the watch can't be read: JSON: a watch event is an object, but this starts otherwise");
    assertWrong(
        "{\"type\":\"ADDED\"}", "the watch can't be read: JSON: the watch event has no object");
    assertWrong(
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}}",
        "the watch can't be read: JSON, line 1, column 34: kind is \"Pod\", but v1 ConfigMap"
            + " was expected");
  }

  private void assertWrong(String event, String message) {
    EventInput in = new EventInput();
    in.put(event.getBytes(StandardCharsets.UTF_8));
    in.end();
    server.stream(200, "application/json", in);
    Watch<ConfigMap> watch = k8s.coreV1().configMaps("shop").watch();

    assertThatThrownBy(() -> watch.iterator().hasNext())
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessage(
            GET
                + "200: "
                + message
                + ". Check the server's address and what stands before it: this isn't what a"
                + " Kubernetes API server answers.");
  }

  @Test
  @DisplayName("is started again as any repeatable call, and not if the answer is no watch")
  void isStarted() {
    server.status(500, "InternalError").status(429, "TooManyRequests", "Retry-After", "1");
    events.end();
    watch().close();
    assertThat(ticker.slept).containsExactly(100L, 1_000L);

    server.text(200, "text/html", "<p>log in");
    assertThatThrownBy(() -> k8s.coreV1().configMaps("shop").watch())
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("the answer is text/html in place of an object");
  }

  @Test
  @DisplayName("has a server timeout of a second at least")
  void hasATimeout() {
    assertThatThrownBy(
            () -> k8s.coreV1().pods("shop").watch(o -> o.serverTimeout(Duration.ofMillis(999))))
        .hasMessage("a server timeout of PT0.999S is no whole second: give one or more");
  }
}
