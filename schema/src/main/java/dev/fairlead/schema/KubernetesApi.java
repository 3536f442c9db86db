package dev.fairlead.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of the Kubernetes API: every object schema and every resource that a kube-apiserver
 * with default flags serves.
 *
 * @param version the version of Kubernetes, such as 1.37.2
 * @param schemas by OpenAPI name, such as io.k8s.api.core.v1.Pod, in the order of the names
 * @param resources in the order of discovery
 */
public record KubernetesApi(
    String version, Map<String, ObjectSchema> schemas, List<ApiResource> resources) {
  private static final String NEWEST = "1.37.2";

  /** The newest version that this library carries. */
  public static KubernetesApi load() {
    Map<?, ?> schemas = read("schemas.json");
    Map<?, ?> goTypes = read("go-types.json");
    Map<?, ?> resources = read("resources.json");
    GoFacts go = new GoFacts(goTypes);
    Map<String, ObjectSchema> byName = new TreeMap<>();
    JsonFacts.object(schemas, "schemas")
        .forEach((name, schema) -> byName.put(name, ObjectSchema.read(name, schema, false, go)));
    JsonFacts.object(goTypes, "schemas")
        .forEach((name, schema) -> byName.put(name, ObjectSchema.read(name, schema, true, go)));
    List<ApiResource> served = new ArrayList<>();
    for (Object resource : JsonFacts.list(resources, "resources")) {
      served.add(ApiResource.read((Map<?, ?>) resource));
    }
    return new KubernetesApi(
        NEWEST, java.util.Collections.unmodifiableMap(byName), List.copyOf(served));
  }

  /** The schema of a kind. */
  public Optional<ObjectSchema> kind(String group, String version, String kind) {
    ObjectSchema.Kind wanted = new ObjectSchema.Kind(group, version, kind);
    return schemas.values().stream().filter(s -> s.kinds().contains(wanted)).findFirst();
  }

  private static Map<?, ?> read(String file) {
    String path = "kubernetes-" + NEWEST + "/" + file;
    try (InputStream in = KubernetesApi.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is missing beside " + KubernetesApi.class);
      }
      return JsonFacts.asObject(
          JsonFacts.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path, e);
    }
  }
}
