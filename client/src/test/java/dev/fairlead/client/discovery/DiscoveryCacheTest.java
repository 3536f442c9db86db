package dev.fairlead.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryCacheTest {
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  @TempDir Path folder;
  private Instant now = Instant.now();

  private DiscoveryCache cache() {
    return DiscoveryCache.in(folder.resolve("cache"), () -> now);
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(cache().read()).isEmpty();
    cache().write(Catalogs.small());
    assertThat(cache().read()).contains(Catalogs.small());
    cache().write(Catalogs.of(Catalogs.PODS));
    assertThat(cache().read()).contains(Catalogs.of(Catalogs.PODS));
  }

  @Test
  void hasTheFilesThatKubectlHas() throws IOException {
    cache().write(Catalogs.of(Catalogs.PODS, Catalogs.DEPLOYMENTS));
    Path root = folder.resolve("cache");
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> files = all.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
      assertThat(files)
          .containsExactly(
              Path.of("apps/v1/serverresources.json"),
              Path.of("servergroups.json"),
              Path.of("v1/serverresources.json"));
      for (Path file : files) {
        assertThat(Files.getPosixFilePermissions(root.resolve(file))).isEqualTo(OWNER);
      }
    }
    assertThat(Files.readString(root.resolve("apps/v1/serverresources.json")))
        .isEqualTo(
            "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"apps/v1\","
                + "\"resources\":[{\"name\":\"deployments\",\"singularName\":\"deployment\","
                + "\"namespaced\":true,\"group\":\"apps\",\"version\":\"v1\","
                + "\"kind\":\"Deployment\",\"verbs\":[\"delete\",\"get\",\"list\"],"
                + "\"shortNames\":[\"deploy\"],\"categories\":[\"all\"]},"
                + "{\"name\":\"deployments/scale\",\"singularName\":\"deployment\","
                + "\"namespaced\":true,\"group\":\"autoscaling\",\"version\":\"v1\","
                + "\"kind\":\"Scale\",\"verbs\":[\"get\"]}]}");
  }

  @Test
  void isIgnoredWhenItIsOldOrDamaged() throws IOException {
    cache().write(Catalogs.small());
    now = now.plus(DiscoveryCache.TIME_TO_LIVE).plusSeconds(60);
    assertThat(cache().read()).isEmpty();
    now = Instant.now();
    assertThat(cache().read()).isPresent();
    Path pods = folder.resolve("cache/v1/serverresources.json");
    for (String damaged :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{\"kind\":\"Pod\",\"apiVersion\":\"v1\"}",
            "{\"resources\":[{\"name\":3}]}",
            "[".repeat(10_000))) {
      Files.writeString(pods, damaged);
      assertThat(cache().read()).as(damaged).isEmpty();
    }
    Files.delete(pods);
    assertThat(cache().read()).isEmpty();
    cache().write(Catalogs.small());
    assertThat(cache().read()).isPresent();
  }

  @Test
  void aDamagedFileIsFetchedAgain() throws IOException {
    AtomicInteger fetches = new AtomicInteger();
    ApiSource source =
        () -> {
          fetches.incrementAndGet();
          return Catalogs.small();
        };
    assertThat(new Discovery(source, () -> 0).cachedIn(cache()).resource("po"))
        .isEqualTo(Catalogs.PODS);
    assertThat(new Discovery(source, () -> 0).cachedIn(cache()).resource("po"))
        .isEqualTo(Catalogs.PODS);
    assertThat(fetches).hasValue(1);
    Files.writeString(folder.resolve("cache/servergroups.json"), "{\"groups\":[{\"name\":");
    assertThat(new Discovery(source, () -> 0).cachedIn(cache()).resource("po"))
        .isEqualTo(Catalogs.PODS);
    assertThat(fetches).hasValue(2);
    assertThat(cache().read()).contains(Catalogs.small());
  }

  @Test
  void whatCantBeWrittenIsNotKept() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file in the place of the folder");
    cache().write(Catalogs.small());
    assertThat(cache().read()).isEmpty();
  }

  @Test
  void gapsAreNotKept() {
    cache()
        .write(
            new ApiCatalog(
                Catalogs.small().groups(), List.of(new ApiCatalog.Problem("x/v1", "stale"))));
    assertThat(cache().read()).isEmpty();
  }

  @Test
  void namesOfGroupsLeadNowhereElse() throws IOException {
    cache().write(Catalogs.of(Catalogs.PODS));
    Files.writeString(folder.resolve("serverresources.json"), "{\"resources\":[]}");
    Files.writeString(
        folder.resolve("cache/servergroups.json"),
        "{\"groups\":[{\"name\":\"..\",\"versions\":[{\"groupVersion\":\"../..\",\"version\":\"..\"}]}]}");
    assertThat(cache().read()).isEmpty();
  }

  @Test
  void isWhereKubectlKeepsIt() {
    Map<String, String> names =
        Map.of(
            "https://127.0.0.1:6443", "127.0.0.1_6443",
            "https://k8s.example.com", "k8s.example.com",
            "http://[::1]:8080/prefix", "___1__8080/prefix",
            "https://rancher.example.com/k8s/clusters/c-m-1",
                "rancher.example.com/k8s/clusters/c_m_1",
            "https://evil.example.com/../../x", "evil.example.com/_/_/x");
    names.forEach((server, name) ->
        assertThat(DiscoveryCache.folderName(URI.create(server))).isEqualTo(name));
    URI server = URI.create("https://127.0.0.1:6443");
    Environment plain = new Environment(Map.of(), folder);
    assertThat(DiscoveryCache.asKubectl(plain, server).folder())
        .isEqualTo(folder.resolve(".kube/cache/discovery/127.0.0.1_6443"));
    Environment named =
        new Environment(Map.of("KUBECACHEDIR", folder.resolve("elsewhere").toString()), folder);
    assertThat(DiscoveryCache.asKubectl(named, server).folder())
        .isEqualTo(folder.resolve("elsewhere/discovery/127.0.0.1_6443"));
  }
}
