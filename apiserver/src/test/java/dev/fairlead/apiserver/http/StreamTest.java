package dev.fairlead.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class StreamTest {
  private static final Limits IMPATIENT =
      new Limits(
          1000,
          100_000,
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          100);

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

  @ParameterizedTest
  @EnumSource(Version.class)
  void each_flush_reaches_the_client(Version version) throws Exception {
    try (Fixture fixture = new Fixture(Limits.DEFAULT, watch());
        HttpClient client = fixture.client(version)) {
      BufferedReader reader = lines(open(client, fixture));
      for (int i = 0; i < 100; i++) {
        events.add("event " + i);
        assertThat(reader.readLine()).isEqualTo("event " + i);
      }
      events.add("end");

      assertThat(reader.readLine()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void a_client_that_goes_is_noticed_while_nothing_is_sent(Version version) throws Exception {
    try (Fixture fixture = new Fixture(Limits.DEFAULT, watch());
        HttpClient client = fixture.client(version)) {
      InputStream body = open(client, fixture).body();
      events.add("first");
      assertThat(body.read()).isEqualTo('f');
      body.close();

      // The client may go before the server knows that the first event has been sent.
      assertThat(ended.get(10, TimeUnit.SECONDS))
          .isInstanceOfAny(InterruptedException.class, IOException.class);
    }
  }

  @Test
  void a_client_that_stops_reading_a_stream_is_cut_off() throws Exception {
    try (Fixture fixture = new Fixture(IMPATIENT, flood());
        HttpClient client = fixture.client(Version.HTTP_2)) {
      InputStream body = open(client, fixture).body();

      assertThat(ended.get(30, TimeUnit.SECONDS)).hasMessage("the client took nothing for 500 ms");
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_client_that_stops_reading_a_connection_is_cut_off() throws Exception {
    try (Fixture fixture = new Fixture(IMPATIENT, flood());
        Socket socket =
            fixture.ssl(null).getSocketFactory().createSocket("localhost", fixture.server.port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(ended.get(30, TimeUnit.SECONDS)).hasMessage("the client took nothing for 500 ms");
      // However the connection ends, what was sent has no last chunk.
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(received);
      } catch (IOException e) {
        assertThat(e).isInstanceOfAny(SSLException.class, SocketException.class);
      }
      assertThat(received.toString(StandardCharsets.ISO_8859_1)).doesNotEndWith("0\r\n\r\n");
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void a_stop_ends_streams_properly(Version version) throws Exception {
    Fixture fixture = new Fixture(Limits.DEFAULT, watch());
    try (HttpClient client = fixture.client(version)) {
      BufferedReader reader = lines(open(client, fixture));
      events.add("first");
      assertThat(reader.readLine()).isEqualTo("first");

      fixture.close();

      assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      assertThat(reader.readLine()).isEqualTo("goodbye");
      assertThat(reader.readLine()).isNull();
      assertThatThrownBy(() -> open(client, fixture)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void a_stop_waits_for_requests_under_way(Version version) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Function<Request, Response> slow =
        request -> {
          arrived.countDown();
          try {
            released.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Fixture.text("whole");
        };
    Fixture fixture = new Fixture(Limits.DEFAULT, slow);
    try (HttpClient client = fixture.client(version)) {
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(fixture.request("/").build(), BodyHandlers.ofString());
      arrived.await();
      CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> closeUnchecked(fixture));
      released.countDown();
      closed.get(10, TimeUnit.SECONDS);

      assertThat(response.get(10, TimeUnit.SECONDS).body()).isEqualTo("whole");
    }
  }

  @Test
  void a_body_that_fails_is_not_taken_for_a_whole_one() throws Exception {
    Function<Request, Response> broken =
        request ->
            Response.stream(
                200,
                "a/b",
                out -> {
                  out.write('x');
                  out.flush();
                  throw new IllegalStateException("broken, on purpose");
                });
    try (Fixture fixture = new Fixture(Limits.DEFAULT, broken);
        HttpClient client = fixture.client(Version.HTTP_2)) {
      InputStream body = open(client, fixture).body();

      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  /** Never ends by itself. */
  private Function<Request, Response> flood() {
    byte[] part = new byte[1 << 20];
    return request -> Response.stream(200, "a/b", out -> flood(part, out));
  }

  private void flood(byte[] part, OutputStream out) throws IOException {
    try {
      while (true) {
        out.write(part);
      }
    } catch (IOException e) {
      ended.complete(e);
      throw e;
    }
  }

  /** Sends the events, each flushed, until one is "end". */
  @SuppressWarnings("UnnecessaryLambda") // it is a server's core
  private Function<Request, Response> watch() {
    return request -> Response.stream(200, "application/json", this::sendEvents);
  }

  private void sendEvents(OutputStream out) throws IOException, InterruptedException {
    try {
      for (String event = events.take(); !event.equals("end"); event = events.take()) {
        out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      ended.complete(e);
      out.write("goodbye\n".getBytes(StandardCharsets.UTF_8));
      throw e;
    } catch (IOException e) {
      ended.complete(e);
      throw e;
    }
  }

  private static HttpResponse<InputStream> open(HttpClient client, Fixture fixture)
      throws IOException, InterruptedException {
    return client.send(fixture.request("/watch").build(), BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static void closeUnchecked(Fixture fixture) {
    try {
      fixture.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
