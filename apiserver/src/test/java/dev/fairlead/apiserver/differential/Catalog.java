package dev.fairlead.apiserver.differential;

import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resources that a run may use, how often each, and objects to start from. */
final class Catalog {
  /** Never asked for: what is no object, or the server's alone. */
  private static final Set<String> EXCLUDED = Set.of("componentstatuses", "bindings");

  /**
   * Would change what the server does with everybody's objects, or be changed by the server's own
   * loops at some time of their own: dry runs only.
   */
  private static final Set<String> DRY_RUN_ONLY =
      Set.of(
          "customresourcedefinitions",
          "flowschemas",
          "validatingwebhookconfigurations",
          "mutatingwebhookconfigurations",
          "validatingadmissionpolicies",
          "validatingadmissionpolicybindings",
          "mutatingadmissionpolicies",
          "mutatingadmissionpolicybindings");

  /** Read by admission from a cache that follows late: kept where nothing else is. */
  private static final Set<String> APART = Set.of("resourcequotas", "limitranges");

  private static final Map<String, Integer> OFTEN =
      Map.of(
          "pods",
          12,
          "configmaps",
          8,
          "services",
          7,
          "deployments",
          7,
          "secrets",
          4,
          "jobs",
          4,
          "statefulsets",
          3,
          "serviceaccounts",
          3,
          "namespaces",
          3,
          "horizontalpodautoscalers",
          3);

  private static final int OTHERWISE = 2;

  private final List<ApiResource> resources = new ArrayList<>();
  private final List<ApiResource> weighted = new ArrayList<>();
  private final List<JsonObject> templates = new ArrayList<>();

  /**
   * The kinds of which objects are made.
   *
   * @param only those with these plurals; empty for all
   * @param shared whether both sides are one server: addresses then can't be taken on both
   */
  Catalog(Set<String> only, boolean shared) {
    for (String document : text("templates.yaml").split("\n---\n", -1)) {
      templates.add((JsonObject) Codec.yaml().decodeTree(document));
    }
    for (ApiResource resource : KubernetesApi.load().resources()) {
      boolean wanted = only.isEmpty() || only.contains(resource.resource());
      if (wanted
          && !EXCLUDED.contains(resource.resource())
          && !(shared && resource.resource().equals("ipaddresses"))
          && resource.version().matches("v\\d+")
          && resource.verbs().contains("create")) {
        resources.add(resource);
        int weight = OFTEN.getOrDefault(resource.resource(), OTHERWISE);
        for (int i = 0; i < weight; i++) {
          weighted.add(resource);
        }
      }
    }
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("no resource is called one of " + only);
    }
  }

  private static String text(String name) {
    try (InputStream in = Catalog.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  List<ApiResource> resources() {
    return resources;
  }

  ApiResource any(Dice dice) {
    return dice.of(weighted);
  }

  static boolean dryRunOnly(ApiResource resource) {
    return DRY_RUN_ONLY.contains(resource.resource());
  }

  /** The server's own loops look for the Service behind an APIService, and say what they found. */
  static boolean reachesOut(ApiResource resource, @Nullable String body) {
    return resource.resource().equals("apiservices")
        && body != null
        && (body.contains("service") || body.contains("status"));
  }

  static boolean apart(ApiResource resource) {
    return APART.contains(resource.resource());
  }

  /**
   * The name of an object of this run; some kinds say what their names have to be.
   *
   * @param own different for each object and run
   * @param address the same as an address, for kinds that are named so
   */
  static String name(ApiResource resource, String own, String address, Dice dice) {
    return switch (resource.resource()) {
      case "apiservices" -> "v1." + own + ".example.com";
      case "customresourcedefinitions" -> "things." + own + ".example.com";
      case "ipaddresses" -> address;
      case "clustertrustbundles" -> dice.percent(50) ? own : "example.com:" + own + ":x";
      default -> own;
    };
  }

  static Type<?> type(ApiResource resource) {
    return TypeRegistry.kubernetes()
        .find(GroupVersionKind.of(apiVersion(resource), resource.kind()))
        .orElseThrow();
  }

  static String apiVersion(ApiResource resource) {
    return resource.group().isEmpty()
        ? resource.version()
        : resource.group() + "/" + resource.version();
  }

  /** The path of the group's version. */
  static String root(ApiResource resource) {
    return (resource.group().isEmpty() ? "/api/" : "/apis/") + apiVersion(resource);
  }

  static String collection(ApiResource resource, String namespace) {
    return root(resource)
        + (resource.namespaced() ? "/namespaces/" + namespace : "")
        + "/"
        + resource.resource();
  }

  /** An object to begin with, without metadata. */
  JsonObject template(ApiResource resource, Dice dice, Values values) {
    List<JsonObject> fitting =
        templates.stream()
            .filter(t ->
                resource.kind().equals(t.string("kind"))
                    && apiVersion(resource).equals(t.string("apiVersion")))
            .toList();
    if (!fitting.isEmpty() && !dice.percent(3)) {
      return dice.of(fitting);
    }
    return values
        .object(type(resource), 1)
        .without("metadata")
        .with("apiVersion", dev.fairlead.model.tree.JsonValue.of(apiVersion(resource)))
        .with("kind", dev.fairlead.model.tree.JsonValue.of(resource.kind()));
  }
}
