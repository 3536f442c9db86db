package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.core.v1.ConfigMap;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A listener")
@Timeout(30)
class CallListenerTest {
  private final FakeTransport server = new FakeTransport();
  private final List<String> heard = new ArrayList<>();
  private final Kubernetes k8s = Kubernetes.connect(FakeTransport.CONFIG, server, new Listening());

  private final class Listening implements CallListener {
    @Override
    public Attempt begins(ApiRequest request, int number) {
      heard.add(number + ": " + request.method() + " " + request.path() + " " + request.headers());
      return new Attempt() {
        @Override
        public Map<String, String> headers() {
          return Map.of("traceparent", "00-1-2-01");
        }

        @Override
        public void ended(int status, @Nullable Throwable failure) {
          heard.add(status + " " + (failure == null ? "" : failure.getClass().getSimpleName()));
        }
      };
    }

    @Override
    public void warns(ApiRequest request, String warning) {
      heard.add("warning: " + warning);
    }
  }

  @Test
  void hears_each_attempt_and_its_end_and_adds_headers_but_sees_no_token() {
    server.status(500, "InternalError");
    server.json(ConfigMap.of(c -> c.metadata(m -> m.name("a"))));

    k8s.coreV1().configMaps("shop").get("a");

    String get = "GET /api/v1/namespaces/shop/configmaps/a {}";
    assertThat(heard)
        .containsExactly("1: " + get, "500 InternalErrorException", "2: " + get, "200 ");
    assertThat(server.asked().headers()).containsEntry("traceparent", "00-1-2-01");
  }

  @Test
  void hears_of_failures_with_and_without_an_answer() {
    server.status(404, "NotFound");
    server.fails(new ConnectException("refused"));

    var maps = k8s.coreV1().configMaps("shop");
    assertThatThrownBy(() -> maps.get("a")).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> maps.get("a")).hasMessageContaining("refused");

    assertThat(heard).element(1).isEqualTo("404 NotFoundException");
    assertThat(heard).element(3).isEqualTo("0 ConnectException");
  }

  @Test
  void hears_the_servers_warnings() {
    server.text(
        200,
        "application/json",
        "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"a\"}}",
        "warning",
        "299 - \"unknown field \\\"x\\\"\", 299 - \"v1beta1 is deprecated, use v1\"");

    k8s.coreV1().configMaps("shop").get("a");

    assertThat(heard)
        .contains("warning: unknown field \"x\"", "warning: v1beta1 is deprecated, use v1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "299 - \"a, b\" , 299 agent \"c\"|[a, b][c]",
        "199 - \"other\", 299 - \"mine\"|[mine]",
        "299 - \"never closed|''",
        "299 -|''",
        "\"|''",
        ",,,|''",
        "299 - \"with a date\" \"Sat, 25 Aug 2012 23:34:45 GMT\", 299 - \"next\"|[with a"
            + " date][next]"
      })
  void reads_any_header(String header, String texts) {
    StringBuilder read = new StringBuilder();
    WarningHeader.texts(List.of(header)).forEach(t -> read.append('[').append(t).append(']'));

    assertThat(read).hasToString(texts);
  }
}
