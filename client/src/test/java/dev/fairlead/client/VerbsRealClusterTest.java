package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.client.DeleteOptions.Propagation;
import dev.fairlead.client.WriteOptions.FieldValidation;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.AlreadyExistsException;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.BadRequestException;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.InvalidException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.model.authentication.v1.SelfSubjectReview;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.meta.v1.StatusCause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("On a real cluster, a client")
@Timeout(120)
class VerbsRealClusterTest {
  private final Config config = RealCluster.config();
  private final Kubernetes k8s = Kubernetes.connect(config);
  private final RealCluster.Shop shop = RealCluster.shop(k8s, "verbs");
  private final Resource<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps(shop.name());

  @AfterEach
  void close() {
    shop.close();
    k8s.close();
  }

  private static ConfigMap map(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name).label("app", "web")).data("a", "1"));
  }

  @Test
  @DisplayName("creates, gets, finds, updates and deletes an object")
  void changesObjects() {
    ConfigMap created = maps.create(map("web"));
    assertThat(created.metadata().uid()).isNotEmpty();
    assertThat(created.metadata().namespace()).isEqualTo(shop.name());
    assertThat(maps.get("web")).isEqualTo(created);
    assertThat(maps.get("web", o -> o.resourceVersion("0"))).isEqualTo(created);
    assertThat(maps.find("web")).contains(created);
    assertThat(maps.find("nobody")).isEmpty();

    ConfigMap updated = maps.update(created.with(c -> c.data("a", "2")));
    assertThat(updated.data()).containsEntry("a", "2");
    assertThat(updated.metadata().resourceVersion())
        .isNotEqualTo(created.metadata().resourceVersion());

    maps.delete("web");
    assertThat(maps.find("web")).isEmpty();
  }

  @Test
  @DisplayName("stores nothing in a dry run, and names the field manager")
  void hasWriteOptions() {
    maps.create(map("dry"), o -> o.dryRun());
    assertThat(maps.find("dry")).isEmpty();

    ConfigMap managed = maps.create(map("web"), o -> o.fieldManager("shopkeeper"));
    assertThat(managed.metadata().managedFields())
        .anySatisfy(f -> assertThat(f.manager()).isEqualTo("shopkeeper"));
    maps.delete("web", o -> o.dryRun());
    assertThat(maps.find("web")).isPresent();
    assertThat(maps.create(map("strict"), o -> o.fieldValidation(FieldValidation.STRICT)))
        .isNotNull();
  }

  @Test
  @DisplayName("deletes only what its preconditions name")
  void hasPreconditions() {
    ConfigMap old = maps.create(map("web"));
    ConfigMap now = maps.update(old.with(c -> c.data("a", "2")));

    assertThatThrownBy(() -> maps.delete("web", o -> o.ifUid("other")))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> maps.delete("web", o -> o.ifUnchanged(old)))
        .isInstanceOf(ConflictException.class);
    maps.delete(
        "web", o -> o.ifUnchanged(now).gracePeriodSeconds(0).propagation(Propagation.BACKGROUND));
    assertThat(maps.find("web")).isEmpty();
  }

  @Test
  @DisplayName("lists by label and by field, and deletes a selection")
  void selects() {
    for (String name : List.of("a", "b", "c")) {
      maps.create(map(name).with(c -> c.metadata(m -> m.label("is", name))));
    }
    assertThat(names(maps.list(o -> o.labelSelector("is in (a, c)")))).containsExactly("a", "c");
    assertThat(names(maps.list(o -> o.fieldSelector("metadata.name=b")))).containsExactly("b");
    assertThat(k8s.coreV1().configMaps().list(o -> o.labelSelector("is=a")).items()).isNotEmpty();

    maps.deleteCollection(o -> o.labelSelector("is=a"), o -> o.gracePeriodSeconds(0));
    assertThat(names(maps.list(o -> o.labelSelector("is")))).containsExactly("b", "c");
    maps.deleteCollection(o -> {});
    assertThat(maps.list(o -> o.labelSelector("is")).items()).isEmpty();
  }

  private static List<String> names(ConfigMapList list) {
    return list.items().stream().map(m -> String.valueOf(m.metadata().name())).toList();
  }

  @Test
  @DisplayName("gets the exception of each reason")
  void getsExceptions() {
    String path = "/api/v1/namespaces/" + shop.name() + "/configmaps";
    ConfigMap created = maps.create(map("web"));
    maps.update(created.with(c -> c.data("a", "2")));

    assertThatThrownBy(() -> maps.create(map("web")))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessage(
            "POST "
                + path
                + " of "
                + config.server()
                + ": 409 AlreadyExists: configmaps \"web\" already exists. Update the object that"
                + " is there, or choose another name.");
    assertThatThrownBy(() -> maps.update(created)).isInstanceOf(ConflictException.class);
    NotFoundException missing =
        catchThrowableOfType(NotFoundException.class, () -> maps.get("nobody"));
    assertThat(missing)
        .hasMessage(
            "GET "
                + path
                + "/nobody of "
                + config.server()
                + ": 404 NotFound: configmaps \"nobody\" not found. Check the name and the"
                + " namespace.");
    InvalidException invalid =
        catchThrowableOfType(
            InvalidException.class,
            () ->
                k8s.coreV1()
                    .pods(shop.name())
                    .create(
                        Pod.of(p ->
                            p.metadata(m -> m.name("No_Name"))
                                .spec(s -> s.container(c -> c.name("a"))))));
    assertThat(invalid.causes())
        .extracting(StatusCause::field)
        .contains("metadata.name", "spec.containers[0].image");
    assertThatThrownBy(() -> maps.list(o -> o.labelSelector("a=b=c")))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> maps.list(o -> o.fieldSelector("data.a=1")))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  @DisplayName("is forbidden what its user may not, and unknown with a wrong token")
  void isToldWhatItMayNot() {
    try (Kubernetes viewer = Kubernetes.connect(RealCluster.viewer())) {
      assertThatThrownBy(() -> viewer.coreV1().secrets(shop.name()).list())
          .isInstanceOf(ForbiddenException.class)
          .hasMessageContaining("403 Forbidden: secrets is forbidden: User \"viewer\" cannot list");
    }
  }

  @Test
  @DisplayName("repeats a request once when its token was renewed in its file")
  void renewsItsToken(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "wrong-token");
    try (Kubernetes other = Kubernetes.connect(RealCluster.withToken(file))) {
      ApiException e =
          catchThrowableOfType(
              UnauthorizedException.class,
              () ->
                  other
                      .authenticationV1()
                      .selfSubjectReviews()
                      .create(SelfSubjectReview.of(s -> {})));
      assertThat(e)
          .hasMessage(
              "POST /apis/authentication.k8s.io/v1/selfsubjectreviews of "
                  + config.server()
                  + ": 401 Unauthorized: Unauthorized. Renew the credentials of Config.builder().");

      Files.writeString(file, "viewer-token");
      SelfSubjectReview review =
          other.authenticationV1().selfSubjectReviews().create(SelfSubjectReview.of(s -> {}));
      assertThat(review.status().userInfo().username()).isEqualTo("viewer");
    }
  }

  @Test
  @DisplayName("lists some hundred objects in pages, each once")
  void pages() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 230; i++) {
      String name = "map-%03d".formatted(i);
      names.add(name);
      maps.create(ConfigMap.of(c -> c.metadata(m -> m.name(name).label("app", "pages"))));
    }
    List<String> all =
        maps.listAll(o -> o.labelSelector("app=pages").limit(50))
            .map(m -> String.valueOf(m.metadata().name()))
            .toList();
    assertThat(all).hasSize(230).isSorted();
    assertThat(new HashSet<>(all)).isEqualTo(names);
    assertThat(maps.pages(o -> o.labelSelector("app=pages").limit(100)).map(p -> p.items().size()))
        .containsExactly(100, 100, 30);
  }

  @Test
  @DisplayName("gets a token to go on with when its own is too old")
  void resumes() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      maps.create(map(name));
    }
    String version = String.valueOf(maps.list().metadata().resourceVersion());
    compact(version);
    String old = "{\"v\":\"meta.k8s.io/v1\",\"rv\":2,\"start\":\"" + shop.name() + "/a\\u0000\"}";
    String token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(old.replace(shop.name() + "/", "").getBytes(StandardCharsets.UTF_8));

    ExpiredException e =
        catchThrowableOfType(
            ExpiredException.class, () -> maps.list(o -> o.limit(1).continueToken(token)));
    String fresh = e.continueToken().orElseThrow();
    assertThat(names(maps.list(o -> o.limit(1).continueToken(fresh)))).containsExactly("b");
    assertThatThrownBy(
            () -> k8s.coreV1().events().watch(o -> o.resourceVersion("2")).forEach(x -> {}))
        .isInstanceOf(ExpiredException.class); // events have no cache that would still know it
  }

  /** Has etcd forget what was before, where a real cluster keeps one at the next port. */
  private void compact(String version) throws IOException, InterruptedException {
    URI etcd =
        URI.create("http://127.0.0.1:" + (config.server().getPort() + 1) + "/v3/kv/compaction");
    String body = "{\"revision\":\"" + version + "\"}";
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status =
          http.send(
                  HttpRequest.newBuilder(etcd)
                      .POST(HttpRequest.BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString())
              .statusCode();
      Assumptions.assumeTrue(status == 200, "etcd can be told to compact");
    } catch (java.net.ConnectException e) {
      Assumptions.abort("there is no etcd that could be told to compact");
    }
  }

  @Test
  @DisplayName("knows the server's version")
  void knowsTheVersion() {
    assertThat(k8s.version().gitVersion()).startsWith("v1.");
    assertThat(k8s.version().major()).isEqualTo("1");
  }
}
