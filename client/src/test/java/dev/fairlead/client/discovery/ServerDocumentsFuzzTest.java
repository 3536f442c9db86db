package dev.fairlead.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Discovery documents that are wrong, or made to hurt. */
class ServerDocumentsFuzzTest {
  private static final int MANY = 50_000;

  private static final String AGGREGATED =
      """
      {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},
       "items":[{"metadata":{"name":"apps","creationTimestamp":null},
         "versions":[{"version":"v1","freshness":"Current","resources":[
           {"resource":"deployments","responseKind":{"group":"","version":"","kind":"Deployment"},
            "scope":"Namespaced","singularResource":"deployment","verbs":["get"],
            "shortNames":["deploy"],"categories":["all"],
            "subresources":[{"subresource":"scale",
              "responseKind":{"group":"autoscaling","version":"v1","kind":"Scale"},
              "verbs":["get"]}]}]}]},
        {"metadata":{"name":"batch"},"versions":[{"version":"v1","resources":[
           {"resource":"jobs","responseKind":{"group":"batch","version":"v1","kind":"Job"},
            "scope":"Namespaced","singularResource":"job","verbs":["get"]}]}]}]}
      """;

  private static final String GROUPS =
      """
      {"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"apps","versions":
        [{"groupVersion":"apps/v1beta1","version":"v1beta1"},{"groupVersion":"apps/v1","version":"v1"}],
        "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]}
      """;

  private static final String RESOURCES =
      """
      {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1","resources":[
        {"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment",
         "verbs":["get"],"shortNames":["deploy"]},
        {"name":"deployments/scale","singularName":"","namespaced":true,"group":"autoscaling",
         "version":"v1","kind":"Scale","verbs":["get"]}]}
      """;

  private static JsonObject tree(String json) {
    return (JsonObject) Codec.json().decodeTree(json);
  }

  private static ApiCatalog read(JsonObject roots, JsonObject versions) {
    return new ServerDocuments(path -> path.lastIndexOf('/') == 0 ? roots : versions).fetch();
  }

  /** Of a server that has no core group. */
  private static ApiCatalog groups(JsonObject document) {
    return new ServerDocuments(path -> path.equals("/apis") ? document : JsonObject.EMPTY).fetch();
  }

  @Test
  void bothFormatsAreRead() {
    assertThat(
            read(tree(AGGREGATED), JsonObject.EMPTY)
                .resources()
                .limit(2)
                .map(ApiResource::name)
                .map(Object::toString))
        .containsExactly("apps/v1, Resource=deployments", "batch/v1, Resource=jobs");
    ApiCatalog old = read(tree(GROUPS), tree(RESOURCES));
    assertThat(old.groups().get(0).versions())
        .extracting(ApiCatalog.Version::name)
        .containsExactly("v1", "v1beta1");
    assertThat(old.resources().findFirst().orElseThrow().subresource("scale")).isPresent();
  }

  @Property(tries = 2_000)
  void oneWrongValueCostsAtMostItsGroup(@ForAll long seed) {
    JsonObject whole = tree(AGGREGATED);
    JsonArray items = (JsonArray) java.util.Objects.requireNonNull(whole.get("items"));
    JsonValue apps = broken(items.get(0), new Random(seed));
    JsonObject document = whole.with("items", JsonArray.of(apps, items.get(1)));
    ApiCatalog catalog = groups(document);
    RestMapper mapper = new RestMapper(catalog);
    assertThat(mapper.find("jobs.batch")).isPresent();
    catalog.resources().forEach(r -> assertThat(mapper.find(r.name())).contains(r));
  }

  @Property(tries = 2_000)
  void oldDocumentsAreReadAsFarAsTheyAreRight(@ForAll long seed) {
    Random random = new Random(seed);
    ApiCatalog catalog =
        read(
            (JsonObject) broken(tree(GROUPS), random),
            (JsonObject) broken(tree(RESOURCES), random));
    RestMapper mapper = new RestMapper(catalog);
    catalog.resources().forEach(r -> assertThat(mapper.find(r.name())).contains(r));
  }

  /** The tree with something else in one place; an object at the root. */
  private static JsonValue broken(JsonValue tree, Random random) {
    return switch (tree) {
      case JsonObject object when !object.isEmpty() -> {
        List<String> names = List.copyOf(object.members().keySet());
        String name = names.get(random.nextInt(names.size()));
        JsonValue member = java.util.Objects.requireNonNull(object.get(name));
        yield random.nextInt(6) == 0
            ? object.without(name)
            : object.with(name, random.nextInt(3) == 0 ? odd(random) : broken(member, random));
      }
      case JsonArray array when array.size() > 0 -> {
        List<JsonValue> items = new ArrayList<>(array.items());
        int index = random.nextInt(items.size());
        items.set(index, random.nextInt(3) == 0 ? odd(random) : broken(items.get(index), random));
        yield new JsonArray(items);
      }
      default -> odd(random);
    };
  }

  private static JsonValue odd(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> JsonNull.NULL;
      case 1 -> JsonValue.of(-1);
      case 2 -> JsonValue.of("");
      case 3 -> JsonValue.of("../../etc");
      case 4 -> JsonValue.of("x".repeat(100_000));
      case 5 -> JsonArray.EMPTY;
      case 6 -> JsonObject.EMPTY;
      case 7 -> JsonValue.of(true);
      default -> JsonArray.of(JsonNull.NULL, JsonValue.of(1.5));
    };
  }

  @Test
  @Timeout(20)
  void manyAreNoTrouble() {
    List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      items.add(
          tree(
              """
              {"metadata":{"name":"g%1$d.example.com"},"versions":[{"version":"v1","resources":[
                {"resource":"things%1$d","responseKind":{"kind":"Thing%1$d"},"scope":"Cluster"}]}]}
              """
                  .formatted(i)));
    }
    JsonObject document = tree(AGGREGATED).with("items", new JsonArray(items));
    ApiCatalog catalog = groups(document);
    RestMapper mapper = new RestMapper(catalog);
    assertThat(mapper.resource("thing7").namespaced()).isFalse();
    assertThat(mapper.find("things77777")).isEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> mapper.resource("thangs7"))
        .isInstanceOf(UnknownKindException.class)
        .hasMessageStartingWith("The server doesn't serve \"thangs7\". Did you mean things7.");
  }

  @Test
  void whatIsAskedForIsBounded() {
    List<JsonValue> versions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      versions.add(tree("{\"version\":\"v" + i + "\"}"));
    }
    JsonObject group =
        JsonObject.builder().put("name", "a").put("versions", new JsonArray(versions)).build();
    JsonObject groups = JsonObject.of("groups", JsonArray.of(group));
    List<String> asked = new ArrayList<>();
    ApiCatalog catalog =
        new ServerDocuments(
                path -> {
                  asked.add(path);
                  return path.equals("/apis") ? groups : JsonObject.EMPTY;
                })
            .fetch();
    assertThat(asked).hasSize(2 + ServerDocuments.MAX_VERSIONS);
    assertThat(catalog.problems()).hasSize(1);
  }

  @Test
  void namesThatWouldLeadAnywhereElseAreLeftOut() {
    String evil =
        AGGREGATED.replace("\"apps\"", "\"../../admin\"").replace("\"jobs\"", "\"../jobs\"");
    ApiCatalog catalog = groups(tree(evil));
    assertThat(catalog.resources()).isEmpty();
    assertThat(catalog.problems())
        .extracting(ApiCatalog.Problem::where)
        .containsExactly("../../admin/v1");
    assertThat(Path.of(catalog.problems().get(0).where())).isNotNull();
  }

  @Test
  void staleGroupsAreReportedAndLoseNoOthers() {
    String stale = AGGREGATED.replace("\"Current\"", "\"Stale\"");
    ApiCatalog catalog = groups(tree(stale));
    assertThat(catalog.resources()).extracting(ApiResource::plural).containsExactly("jobs");
    assertThat(catalog.problems())
        .extracting(ApiCatalog.Problem::toString)
        .containsExactly("apps/v1: the server that serves it can't be reached (stale)");
  }
}
