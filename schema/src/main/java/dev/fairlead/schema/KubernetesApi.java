package dev.fairlead.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of the Kubernetes API: every object schema and every resource that a kube-apiserver
 * with default flags serves. Immutable, and read once a process; the schemas, which are most of it,
 * only when somebody asks for them.
 */
public final class KubernetesApi {
  private static final String NEWEST = "1.37.2";

  private final String version;
  private final List<ApiResource> resources;

  private KubernetesApi(String version, List<ApiResource> resources) {
    this.version = version;
    this.resources = resources;
  }

  /** The newest version that this library carries. */
  public static KubernetesApi load() {
    return Loaded.NEWEST_API;
  }

  /** Read by the first who calls {@link #load}. */
  private static final class Loaded {
    static final KubernetesApi NEWEST_API = new KubernetesApi(NEWEST, readResources());
  }

  /** Read by the first who calls {@link #schemas}. */
  private static final class Schemas {
    static final Map<String, ObjectSchema> BY_NAME = readSchemas();
  }

  private static List<ApiResource> readResources() {
    List<ApiResource> served = new ArrayList<>();
    for (Object resource : JsonFacts.list(read("resources.json"), "resources")) {
      served.add(ApiResource.read((Map<?, ?>) resource));
    }
    return List.copyOf(served);
  }

  private static Map<String, ObjectSchema> readSchemas() {
    Map<?, ?> schemas = read("schemas.json");
    Map<?, ?> goTypes = read("go-types.json");
    GoFacts go = new GoFacts(goTypes);
    Map<String, ObjectSchema> byName = new TreeMap<>();
    JsonFacts.object(schemas, "schemas")
        .forEach((name, schema) -> byName.put(name, ObjectSchema.read(name, schema, false, go)));
    JsonFacts.object(goTypes, "schemas")
        .forEach((name, schema) -> byName.put(name, ObjectSchema.read(name, schema, true, go)));
    return Collections.unmodifiableMap(byName);
  }

  /** The version of Kubernetes, such as 1.37.2. */
  public String version() {
    return version;
  }

  /** By OpenAPI name, such as io.k8s.api.core.v1.Pod, in the order of the names. */
  public Map<String, ObjectSchema> schemas() {
    return Schemas.BY_NAME;
  }

  /** In the order of discovery. */
  public List<ApiResource> resources() {
    return resources;
  }

  /** The schema of a kind. */
  public Optional<ObjectSchema> kind(String group, String version, String kind) {
    ObjectSchema.Kind wanted = new ObjectSchema.Kind(group, version, kind);
    return schemas().values().stream().filter(s -> s.kinds().contains(wanted)).findFirst();
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
