package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.World.Held;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ApiResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next request of a run: what the seed and the world say. */
final class Requests {
  static final String NAMESPACE = Alignment.MARK + "-n";

  /** Objects with generated names live here, so that no page of a list depends on their order. */
  static final String GENERATED = Alignment.MARK + "-g";

  static final String APART = Alignment.MARK + "-q";

  /** The label of every object of a run. */
  static final String LABEL = "fairlead-differential";

  static final int NAMES = 15;
  private static final double CHANGED = 42;

  private static final int NETWORKS = 250;

  private final Dice dice;
  private final String network;
  private final Catalog catalog;
  private final World world;
  private final Mutation mutation;
  private final Patches patches;
  private final Reads reads;
  private final Subresources subresources;
  private final Wrong wrong;

  Requests(long seed, Catalog catalog, World world) {
    dice = new Dice(seed);
    network = "192.168." + Math.floorMod(seed, NETWORKS) + ".";
    this.catalog = catalog;
    this.world = world;
    mutation = new Mutation(dice);
    patches = new Patches(dice, mutation);
    reads = new Reads(dice);
    subresources = new Subresources(dice, mutation);
    wrong = new Wrong(dice);
  }

  Reads reads() {
    return reads;
  }

  Call next(int index) {
    ApiResource resource = catalog.any(dice);
    List<Held> held = world.of(resource);
    Draft draft = draft(resource, held);
    options(draft, resource);
    if (dice.percent(4)) {
      wrong.spoil(draft, resource);
    }
    return draft.build(index);
  }

  private Draft draft(ApiResource resource, List<Held> held) {
    if (!resource.verbs().contains("get")) {
      return create(resource);
    }
    if ((held.isEmpty() && dice.percent(80)) || dice.percent(14)) {
      return create(resource);
    }
    Held object = held.isEmpty() ? null : dice.of(held);
    int roll = dice.below(100);
    if (roll < 14) {
      return reads.get(
          resource, object == null || dice.percent(8) ? missing(resource) : object.path());
    }
    if (roll < 26) {
      return reads.list(resource, namespace(resource), object);
    }
    if (roll < 29) {
      return reads.watch(resource, namespace(resource), object);
    }
    if (roll < 44) {
      return update(resource, object);
    }
    if (roll < 70) {
      return object == null || dice.percent(5)
          ? patches.patch(resource, missing(resource), empty(resource))
          : patches.patch(resource, object.path(), object.tree());
    }
    if (roll < 80) {
      return delete(resource, object);
    }
    if (roll < 82) {
      return deleteCollection(resource);
    }
    return subresources.request(
        resource, object == null ? missing(resource) : object.path(), object);
  }

  private String namespace(ApiResource resource) {
    return Catalog.apart(resource) ? APART : NAMESPACE;
  }

  private String name(ApiResource resource) {
    int number = dice.below(NAMES);
    String own = (resource.namespaced() ? "o" : Alignment.MARK + "-o") + number;
    return Catalog.name(resource, own, network + number, dice);
  }

  private String missing(ApiResource resource) {
    return Catalog.collection(resource, namespace(resource)) + "/" + name(resource);
  }

  private JsonObject empty(ApiResource resource) {
    return fresh(resource, name(resource), namespace(resource));
  }

  private JsonObject fresh(ApiResource resource, String name, String namespace) {
    JsonObject.Builder metadata = JsonObject.builder().put("name", name);
    if (resource.namespaced() && dice.percent(70)) {
      metadata.put("namespace", namespace);
    }
    metadata.put(
        "labels",
        JsonObject.of(LABEL, JsonValue.of(Alignment.MARK))
            .with("app", JsonValue.of(dice.of("web", "db"))));
    if (dice.percent(20)) {
      metadata.put("annotations", JsonObject.of("example.com/note", JsonValue.of("a note")));
    }
    if (!resource.verbs().contains("get") && dice.percent(85)) {
      metadata = JsonObject.builder(); // reviews have none
    }
    JsonObject template = catalog.template(resource, dice, mutation.values());
    JsonObject object =
        JsonObject.builder()
            .put("apiVersion", Catalog.apiVersion(resource))
            .put("kind", resource.kind())
            .put("metadata", metadata.build())
            .putAll(template)
            .build();
    String own = name.substring(Math.max(0, name.indexOf(Alignment.MARK))).split("[.:]", -1)[0];
    String text = object.toString().replace("NAMESPACE", namespace).replace("OWN-NAME", own);
    return (JsonObject) dev.fairlead.model.codec.Codec.json().decodeTree(text);
  }

  private Draft create(ApiResource resource) {
    boolean generated =
        resource.namespaced()
            && !Catalog.apart(resource)
            && resource.verbs().contains("get")
            && dice.percent(8);
    String namespace = generated ? GENERATED : namespace(resource);
    String name = name(resource);
    JsonObject object = fresh(resource, name, namespace);
    Draft draft = new Draft("create", "POST", resource, Catalog.collection(resource, namespace));
    if (generated) {
      object = named(object, null).with("metadata", generateName(object));
      draft.note("generateName");
    } else if (dice.percent(3)) {
      String odd =
          resource.namespaced()
              ? mutation.values().text()
              : Alignment.MARK + mutation.values().text();
      object = named(object, odd);
      draft.note("name " + odd);
    } else {
      draft.object = draft.path + "/" + name;
    }
    for (int i = 0; i < 3 && dice.percent(CHANGED); i++) {
      Mutation.Changed changed = mutation.change(Catalog.type(resource), object);
      object = changed.object();
      draft.note(changed.note());
    }
    return draft.body(object, dice);
  }

  private JsonObject generateName(JsonObject object) {
    JsonObject metadata = (JsonObject) named(object, null).get("metadata");
    return (metadata == null ? JsonObject.EMPTY : metadata)
        .with("generateName", JsonValue.of(dice.percent(90) ? "gn-" : "b".repeat(70) + "-gn-"));
  }

  private static JsonObject named(JsonObject object, @Nullable String name) {
    return (JsonObject)
        Trees.with(object, List.of("metadata", "name"), name == null ? null : JsonValue.of(name));
  }

  private Draft update(ApiResource resource, @Nullable Held held) {
    String path = held == null ? missing(resource) : held.path();
    JsonObject object = held == null ? empty(resource) : held.tree();
    Draft draft = new Draft("update", "PUT", resource, path);
    int changes = dice.below(3);
    for (int i = 0; i < changes; i++) {
      Mutation.Changed changed = mutation.change(Catalog.type(resource), object);
      object = changed.object();
      draft.note(changed.note());
    }
    int roll = dice.below(100);
    List<Object> version = List.of("metadata", "resourceVersion");
    if (roll < 20) {
      object = (JsonObject) Trees.with(object, version, null);
    } else if (roll < 30 && held != null) {
      object = (JsonObject) Trees.with(object, version, JsonValue.of(held.versions().getFirst()));
      draft.note("version " + (held.versions().size() > 1 ? "old" : "current"));
    } else if (roll < 33) {
      object =
          (JsonObject)
              Trees.with(object, version, JsonValue.of(dice.of("0", "x", "99999999", "-1")));
      draft.note("odd version");
    }
    if (dice.percent(15)) {
      object = (JsonObject) Trees.with(object, List.of("metadata", "managedFields"), null);
    }
    return draft.body(object, dice);
  }

  private Draft delete(ApiResource resource, @Nullable Held held) {
    Draft draft =
        new Draft("delete", "DELETE", resource, held == null ? missing(resource) : held.path());
    if (dice.percent(45)) {
      draft.body(deleteOptions(held), dice);
    } else if (dice.percent(30)) {
      draft.query("gracePeriodSeconds", dice.of("0", "5", "-1", "x"));
    } else if (dice.percent(30)) {
      draft.query("propagationPolicy", dice.of("Foreground", "Background", "Orphan", "Bad"));
    }
    return draft;
  }

  private JsonObject deleteOptions(@Nullable Held held) {
    JsonObject.Builder options =
        JsonObject.builder().put("kind", "DeleteOptions").put("apiVersion", "v1");
    if (dice.percent(50)) {
      options.put("gracePeriodSeconds", dice.of(0L, 0L, 1L, 30L, -1L));
    }
    if (dice.percent(40)) {
      options.put("propagationPolicy", dice.of("Foreground", "Background", "Orphan", "Bad"));
    }
    if (dice.percent(10)) {
      options.put("orphanDependents", dice.percent(50));
    }
    if (held != null && dice.percent(30)) {
      JsonValue uid = Trees.get(held.tree(), List.of("metadata", "uid"));
      JsonValue other = JsonValue.of("11111111-2222-3333-4444-555555555555");
      options.put(
          "preconditions",
          dice.percent(50)
              ? JsonObject.of("uid", uid == null || dice.percent(40) ? other : uid)
              : JsonObject.of("resourceVersion", JsonValue.of(dice.of(held.versions()))));
    }
    return options.build();
  }

  private Draft deleteCollection(ApiResource resource) {
    String path = Catalog.collection(resource, namespace(resource));
    Draft draft = new Draft("deletecollection", "DELETE", resource, path);
    String app = dice.of("", ",app=web", ",app=db", ",app in (web,db)");
    return draft.query("labelSelector", LABEL + "=" + Alignment.MARK + app);
  }

  private void options(Draft draft, ApiResource resource) {
    if (!draft.method.equals("GET")) {
      if (Catalog.dryRunOnly(resource)
          || Catalog.reachesOut(resource, draft.body)
          || dice.percent(7)) {
        draft.dry();
      }
      if (!draft.method.equals("DELETE")) {
        validation(draft);
      }
    }
    int roll = dice.below(100);
    String accept =
        roll < 20
            ? "application/vnd.kubernetes.protobuf"
            : roll < 28 && !draft.verb.equals("watch")
                ? "application/yaml"
                : roll < 38
                    ? "application/json;as=Table;v=v1;g=meta.k8s.io"
                    : roll < 42
                        ? "application/json;as=PartialObjectMetadata"
                            + (draft.verb.equals("list") ? "List" : "")
                            + ";v=v1;g=meta.k8s.io"
                        : "application/json";
    draft.headers.put("Accept", accept);
  }

  private void validation(Draft draft) {
    if (dice.percent(30)) {
      draft.query(
          "fieldValidation",
          dice.of("Ignore", "Warn", "Strict", "Strict", dice.percent(10) ? "Bad" : "Warn"));
    }
    if (dice.percent(20) && !String.join("&", draft.query).contains("fieldManager")) {
      draft.query(
          "fieldManager", dice.of("alice", "bob", dice.percent(15) ? "a".repeat(130) : "carol"));
    }
  }
}
