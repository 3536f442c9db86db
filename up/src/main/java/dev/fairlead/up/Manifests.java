package dev.fairlead.up;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.ObjectList;
import dev.fairlead.client.Resource;
import dev.fairlead.client.ResourceType;
import dev.fairlead.client.error.AlreadyExistsException;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.meta.v1.List;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.schema.ApiResource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of objects, and how they come into a cluster: namespaces first, then as they stand. */
final class Manifests {
  private static final String DEFAULT_NAMESPACE = "default";

  /** What a server sets, and refuses in a new object or doesn't care about. */
  private static final java.util.List<String> SET_BY_SERVERS =
      java.util.List.of(
          "resourceVersion",
          "uid",
          "creationTimestamp",
          "generation",
          "managedFields",
          "selfLink",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private Manifests() {}

  /**
   * Reads a file, or the files of a folder in the order of their names.
   *
   * @throws CommandFailure if something in them is no object of a built-in kind
   */
  static java.util.List<Manifest> read(Path place) throws IOException {
    java.util.List<Manifest> manifests = new ArrayList<>();
    for (Path file : files(place)) {
      addAll(file.toString(), Files.readAllBytes(file), manifests);
    }
    if (manifests.isEmpty()) {
      throw new CommandFailure(
          place + " holds no object, only comments or nothing: write one, or leave out -f");
    }
    return manifests;
  }

  private static java.util.List<Path> files(Path place) throws IOException {
    if (!Files.exists(place)) {
      throw new CommandFailure(place + " isn't there: name a file or folder of manifests");
    }
    if (!Files.isDirectory(place)) {
      return java.util.List.of(place);
    }
    java.util.List<Path> files;
    try (Stream<Path> all = Files.list(place)) {
      files = all.filter(Manifests::isManifest).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new CommandFailure(
          "folder "
              + place
              + " has no file that ends in .yaml, .yml or .json (and folders in it aren't read):"
              + " name a file or folder of manifests");
    }
    return files;
  }

  private static boolean isManifest(Path file) {
    return file.toString().matches(".*\\.(ya?ml|json)") && !Files.isDirectory(file);
  }

  static void addAll(String file, byte[] content, java.util.List<Manifest> manifests)
      throws IOException {
    java.util.List<Object> documents;
    try {
      documents = // JSON is YAML, too
          Codec.yaml()
              .decodeAll(new ByteArrayInputStream(content), Decoding.DEFAULT.withStrict(true));
    } catch (DecodeException e) {
      throw new CommandFailure(file + ": " + String.join("\n  ", e.problems()), e);
    }
    for (int i = 0; i < documents.size(); i++) {
      String where = documents.size() == 1 ? file : file + ", document " + (i + 1);
      switch (documents.get(i)) {
        case List list -> {
          for (int item = 0; item < list.items().size(); item++) {
            addAll(at(where, item), Codec.json().encode(list.items().get(item)), manifests);
          }
        }
        case KubernetesList<?> list -> { // such as ConfigMapList
          for (int item = 0; item < list.items().size(); item++) {
            manifests.add(manifest(at(where, item), list.items().get(item)));
          }
        }
        case Object object -> manifests.add(manifest(where, object));
      }
    }
  }

  private static String at(String where, int item) {
    return where + ", items[" + item + "]";
  }

  private static Manifest manifest(String where, Object document) {
    if (document instanceof KubernetesObject object) {
      Optional<ApiResource> resource = BuiltInKinds.resourceOf(object.kind());
      if (resource.isPresent()) {
        return new Manifest(where, object, resource.get());
      }
    }
    // Whatever was read as a document says its kind, or reading it would have failed.
    JsonObject tree = (JsonObject) Codec.toTree(document);
    throw new CommandFailure(
        where
            + ": "
            + BuiltInKinds.refusal(
                String.valueOf(tree.string("apiVersion")), String.valueOf(tree.string("kind"))));
  }

  /** Creates them, or changes those that are there; a line for each says which. */
  static java.util.List<String> create(Kubernetes k8s, java.util.List<Manifest> manifests) {
    java.util.List<String> told = new ArrayList<>();
    for (boolean namespaces : new boolean[] {true, false}) {
      for (Manifest manifest : manifests) {
        if (namespaces == manifest.object() instanceof Namespace) {
          try {
            told.add(create(k8s, manifest));
          } catch (ApiException e) {
            throw new CommandFailure(manifest.where() + ": " + e.getMessage(), e);
          }
        }
      }
    }
    return told;
  }

  private static String create(Kubernetes k8s, Manifest manifest) {
    KubernetesObject object = manifest.object();
    String created = create(k8s, manifest.resource(), object, Type.of(object.getClass()));
    return manifest.resource().resource() + "/" + created;
  }

  @SuppressWarnings("unchecked") // the type is that of the object's class
  private static <T extends KubernetesObject> String create(
      Kubernetes k8s, ApiResource served, KubernetesObject object, Type<?> type) {
    Type<T> known = (Type<T>) type;
    JsonObject tree = (JsonObject) Codec.toTree(object);
    JsonValue given = tree.get("metadata");
    JsonObject metadata = given instanceof JsonObject some ? some : JsonObject.EMPTY;
    for (String name : SET_BY_SERVERS) {
      metadata = metadata.without(name);
    }
    JsonObject clean = tree.with("metadata", metadata);
    String namespace = metadata.string("namespace");
    Resource<T, ObjectList<T>> resource =
        served.namespaced()
            ? k8s.resource(
                ResourceType.namespaced(served.resource(), known),
                namespace == null ? DEFAULT_NAMESPACE : namespace)
            : k8s.resource(ResourceType.cluster(served.resource(), known));
    try {
      T created = resource.create(Codec.fromTree(known, clean));
      return created.metadata().name() + " created";
    } catch (AlreadyExistsException e) {
      String name = object.metadata().name();
      if (name == null) {
        throw e;
      }
      resource.patch(name, MergePatch.parse(clean.without("status")));
      return name + " configured";
    }
  }
}
