package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.AlreadyExistsException;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.InvalidException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The programs in docs/guide/errors.md. */
@DisplayName("The guide to errors")
class ErrorsGuideTest {
  private static final ConfigMap MAP =
      ConfigMap.of(c -> c.metadata(m -> m.name("web").resourceVersion("7")));

  private final FakeTransport server = new FakeTransport();
  private final Kubernetes k8s = server.client();
  private final List<String> said = new ArrayList<>();

  private static String describe(Kubernetes k8s, String name) {
    // docs: errors-catch
    try {
      return "it has " + k8s.coreV1().configMaps("shop").get(name).data().size() + " entries";
    } catch (NotFoundException e) {
      return "there is none";
    } catch (ForbiddenException e) {
      return "not yours to read: " + e.status().message();
    } catch (ConnectionException e) {
      return "no answer: " + e.problem();
    } catch (ApiException e) {
      return e.code() + " " + e.reason() + ", try again in " + e.retryAfter();
    }
    // docs: end
  }

  @Test
  @DisplayName("catches by reason")
  void catchesByReason() {
    server
        .status(404, "NotFound")
        .status(403, "Forbidden")
        .fails(new java.net.ConnectException("refused"))
        .status(429, "TooManyRequests", "Retry-After", "90")
        .json(MAP.with(c -> c.data("a", "1")));

    assertThat(describe(k8s, "web")).isEqualTo("there is none");
    assertThat(describe(k8s, "web")).isEqualTo("not yours to read: no");
    assertThat(describe(k8s, "web")).isEqualTo("no answer: REFUSED");
    assertThat(describe(k8s, "web"))
        .isEqualTo("429 TooManyRequests, try again in " + Optional.of(Duration.ofSeconds(90)));
    assertThat(describe(k8s, "web")).isEqualTo("it has 1 entries");
  }

  private ConfigMap ensure(ConfigMap map) {
    // docs: errors-exists
    try {
      return k8s.coreV1().configMaps("shop").create(map);
    } catch (AlreadyExistsException e) {
      return k8s.coreV1().configMaps("shop").get("web");
    }
    // docs: end
  }

  @Test
  @DisplayName("takes what is there already")
  void takesWhatIsThere() {
    server.status(409, "AlreadyExists").json(MAP);

    assertThat(ensure(MAP)).isEqualTo(MAP);
  }

  private void create(ConfigMap map) {
    // docs: errors-invalid
    try {
      k8s.coreV1().configMaps("shop").create(map);
    } catch (InvalidException e) {
      for (StatusCause cause : e.causes()) {
        said.add(cause.field() + ": " + cause.message());
      }
    }
    // docs: end
  }

  @Test
  @DisplayName("tells the causes of an invalid object")
  void tellsCauses() {
    Status status =
        Status.of(s ->
            s.status("Failure")
                .code(422)
                .reason("Invalid")
                .details(d ->
                    d.causes(
                        List.of(
                            StatusCause.of(c -> c.field("metadata.name").message("too long"))))));
    server.body(422, "application/json", Codec.json().encode(status));

    create(MAP);

    assertThat(said).containsExactly("metadata.name: too long");
  }

  private void visit() {
    Resource<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps("shop");
    // docs: errors-conflict
    for (int attempt = 1; ; attempt++) {
      ConfigMap now = maps.get("web");
      try {
        maps.update(now.with(c -> c.data("seen", "yes")));
        break;
      } catch (ConflictException e) {
        if (attempt == 5) {
          throw e;
        }
      }
    }
    // docs: end
  }

  @Test
  @DisplayName("applies a change again after a conflict")
  void appliesAgain() {
    server.json(MAP).status(409, "Conflict").json(MAP).json(MAP);
    visit();
    assertThat(server.requests).hasSize(4);

    for (int i = 0; i < 5; i++) {
      server.json(MAP).status(409, "Conflict");
    }
    assertThatThrownBy(this::visit).isInstanceOf(ConflictException.class);
  }

  private void follow(int rounds) {
    Listable<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps("shop");
    Watchable<ConfigMap> watchable = k8s.coreV1().configMaps("shop");
    int round = 0;
    // docs: errors-watch
    String version = "";
    while (round++ < rounds) {
      if (version.isEmpty()) {
        ConfigMapList list = maps.list();
        said.add(list.items().size() + " are there");
        version = Objects.requireNonNullElse(list.metadata().resourceVersion(), "");
      }
      String from = version;
      try (Watch<ConfigMap> watch = watchable.watch(o -> o.resourceVersion(from))) {
        for (WatchEvent<ConfigMap> event : watch) {
          said.add(event.toString());
          version = event.resourceVersion();
        }
      } catch (ExpiredException e) {
        version = ""; // too old to go on from: list again
      } catch (ConnectionException e) {
        said.add("watching again after: " + e.problem());
      }
    }
    // docs: end
  }

  @Test
  @DisplayName("watches on, and lists again when the version has expired")
  void watchesOn() {
    byte[] event =
        "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"8\"}}}"
            .getBytes(StandardCharsets.UTF_8);
    server.json(ConfigMapList.of(l -> l.metadata(m -> m.resourceVersion("5")))).stream(
            200, "application/json", new CutInput(event, event.length, new IOException("EOF")))
        .status(410, "Expired")
        .json(ConfigMapList.of(l -> l.metadata(m -> m.resourceVersion("9"))))
        .body(200, "application/json", new byte[0]);

    follow(3);

    assertThat(said)
        .containsExactly(
            "0 are there",
            "Bookmark[object=ConfigMap]",
            "watching again after: CUT",
            "0 are there");
    assertThat(server.lines()).element(2).asString().contains("resourceVersion=8");
  }
}
