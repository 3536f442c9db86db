package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.AlreadyExistsException;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On a real cluster, every resource")
@Timeout(300)
class EveryResourceRealClusterTest {
  private final Config config = RealCluster.config();
  private final Kubernetes k8s = Kubernetes.connect(config);
  private final HttpTransport http = new HttpTransport(config);
  private final Map<String, ResourceType<?, ?>> generated = GeneratedResources.of(k8s);

  @AfterEach
  void close() {
    k8s.close();
    http.close();
  }

  @Test
  @DisplayName(
      "that the server serves is in the client, with the same kind and scope, and no other")
  void isServed() {
    Map<String, String> served = new TreeMap<>();
    for (String version : groupVersions()) {
      for (JsonObject resource : objects(json(version), "resources")) {
        String name = text(resource, "name");
        if (!name.contains("/")) {
          boolean namespaced = JsonBool.TRUE.equals(resource.get("namespaced"));
          served.put(version + "/" + name, text(resource, "kind") + " " + namespaced);
        }
      }
    }
    Map<String, String> known = new TreeMap<>();
    generated.forEach(
        (path, type) -> known.put(path, type.kind().kind() + " " + type.isNamespaced()));

    assertThat(known).isEqualTo(served);
    assertThat(known).hasSizeGreaterThan(60);
  }

  private Set<String> groupVersions() {
    TreeSet<String> versions = new TreeSet<>(List.of("/api/v1"));
    for (JsonObject group : objects(json("/apis"), "groups")) {
      for (JsonObject version : objects(group, "versions")) {
        versions.add("/apis/" + text(version, "groupVersion"));
      }
    }
    return versions;
  }

  private JsonObject json(String path) {
    return RealCluster.json(http, config, path);
  }

  private static List<JsonObject> objects(JsonObject in, String name) {
    List<JsonObject> objects = new ArrayList<>();
    if (in.get(name) instanceof JsonArray array) {
      array.items().forEach(item -> objects.add((JsonObject) item));
    }
    return objects;
  }

  private static String text(JsonObject in, String name) {
    return Objects.requireNonNull(in.string(name));
  }

  @Test
  @DisplayName("can be listed, and gives the same objects in JSON and in protobuf")
  void isTheSameInBothFormats() throws IOException {
    try (RealCluster.Shop shop = RealCluster.shop(k8s, "each")) {
      List<Runnable> undo = new ArrayList<>();
      try {
        createOneOfEach(shop.name(), undo);
        TreeSet<String> none = new TreeSet<>();
        for (ResourceType<?, ?> type : generated.values()) {
          if (type.isListed() && compare(type) == 0) {
            none.add(type.toString());
          }
        }
        assertThat(none).isEmpty();
      } finally {
        undo.forEach(Runnable::run);
      }
    }
  }

  /** Compares the list, and the first objects of it one by one; tells how many it has. */
  private <T extends KubernetesObject, L extends KubernetesList<T>> int compare(
      ResourceType<T, L> type) {
    L list = k8s.allNamespaces(type).list(o -> o.limit(20));
    for (T object : list.items().subList(0, Math.min(3, list.items().size()))) {
      String path = type.path(object.metadata().namespace()) + "/" + object.metadata().name();
      T json = decoded(type.type(), path, Codec.json());
      T protobuf = decoded(type.type(), path, Codec.protobuf());
      assertThat(protobuf).as(path).isEqualTo(json);
      // what this library writes is what it has read, in both formats
      assertThat(Codec.json().decode(type.type(), Codec.json().encode(json))).isEqualTo(json);
      assertThat(Codec.protobuf().decode(type.type(), Codec.protobuf().encode(json)))
          .isEqualTo(json);
    }
    return list.items().size();
  }

  private <T> T decoded(Type<T> type, String path, Codec codec) {
    byte[] body = RealCluster.get(http, config, path, codec.mediaType());
    if (codec == Codec.json()) {
      assertKnowsAll(type, new String(body, UTF_8), path);
    }
    return codec.decode(type, body);
  }

  /** Strictly: the type has every field that the server sends. */
  private static <T> void assertKnowsAll(Type<T> type, String json, String path) {
    Decoding strict = Decoding.DEFAULT.withStrict(true);
    assertThat(Codec.fromTree(type, Codec.json().decodeTree(json), strict)).as(path).isNotNull();
  }

  private void createOneOfEach(String namespace, List<Runnable> undo) throws IOException {
    String text;
    try (InputStream in = getClass().getResourceAsStream("one-of-each.json")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
    String filled = text.replace("$NAMESPACE", namespace);
    for (JsonValue item : ((JsonArray) Codec.json().decodeTree(filled)).items()) {
      JsonObject object = (JsonObject) item;
      ResourceType<?, ?> type = typeOf(text(object, "apiVersion"), text(object, "kind"));
      create(type, object, namespace, undo);
    }
  }

  private ResourceType<?, ?> typeOf(String apiVersion, String kind) {
    return generated.values().stream()
        .filter(t -> t.kind().apiVersion().equals(apiVersion) && t.kind().kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no resource for " + apiVersion + " " + kind));
  }

  private <T extends KubernetesObject, L extends KubernetesList<T>> void create(
      ResourceType<T, L> type, JsonObject json, String namespace, List<Runnable> undo) {
    Resource<T, L> resource =
        type.isNamespaced() ? k8s.resource(type, namespace) : k8s.resource(type);
    T object = Codec.fromTree(type.type(), json);
    try {
      String name = String.valueOf(resource.create(object).metadata().name());
      if (!type.isNamespaced()) {
        undo.add(() -> resource.delete(name));
      }
    } catch (AlreadyExistsException e) {
      throw new AssertionError("left over from another run: " + json, e);
    }
  }
}
