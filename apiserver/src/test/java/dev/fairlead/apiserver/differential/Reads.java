package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.differential.World.Held;
import dev.fairlead.schema.ApiResource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gets, lists and watches. */
final class Reads {
  private final Dice dice;
  private final Map<String, String> pages = new HashMap<>();

  Reads(Dice dice) {
    this.dice = dice;
  }

  /** Remembers how the list of a collection goes on. */
  void page(String collection, String continueToken) {
    pages.put(collection, continueToken);
  }

  Draft get(ApiResource resource, String path) {
    Draft draft = new Draft("get", "GET", resource, path);
    if (dice.percent(5)) {
      draft.query("resourceVersion", dice.of("0", "x", "1"));
    }
    return draft;
  }

  Draft list(ApiResource resource, String namespace, @Nullable Held held) {
    boolean everywhere = resource.namespaced() && dice.percent(12);
    boolean generated = resource.namespaced() && !everywhere && dice.percent(10);
    String path =
        everywhere
            ? Catalog.root(resource) + "/" + resource.resource()
            : Catalog.collection(resource, generated ? Requests.GENERATED : namespace);
    Draft draft = new Draft("list", "GET", resource, path);
    labels(draft, everywhere || !resource.namespaced());
    if (dice.percent(15)) {
      fields(draft, held);
    }
    boolean pages = resource.namespaced() && !generated && !everywhere;
    if (pages && dice.percent(35)) {
      draft.query(
          "limit",
          dice.of(
              "1",
              "2",
              "3",
              "500",
              "0",
              dice.percent(20) ? "-1" : "2",
              dice.percent(20) ? "x" : "1"));
      String next = this.pages.get(path);
      if (next != null && dice.percent(60)) {
        draft.query("continue", next).note("continues");
        return draft;
      }
    }
    if (dice.percent(2)) {
      draft.query("continue", dice.of("x", "eyJ2IjoibWV0YS5rOHMuaW8vdjEifQ"));
    }
    if (dice.percent(15)) {
      version(draft, held);
    }
    return draft;
  }

  private void labels(Draft draft, boolean shared) {
    String own = Requests.LABEL + "=" + Alignment.MARK;
    String more =
        dice.of(
            "app=web",
            "app!=web",
            "app in (web,db)",
            "app notin (db)",
            "app",
            "!app",
            "app=web,!x",
            "x in (",
            "app=a b",
            "app>1");
    boolean selects = dice.percent(25);
    if (shared) {
      draft.query("labelSelector", selects ? own + "," + more : own);
    } else if (selects) {
      draft.query("labelSelector", more);
    }
  }

  private void fields(Draft draft, @Nullable Held held) {
    String name = held == null ? "o1" : held.name();
    draft.query(
        "fieldSelector",
        dice.of(
            "metadata.name=" + name,
            "metadata.name!=" + name,
            "metadata.namespace=" + Requests.NAMESPACE,
            "status.phase=Pending",
            "spec.nodeName=node-x",
            "type=Opaque",
            "reason=Started",
            "spec.none=1",
            "metadata.name",
            "status.successful=0"));
  }

  private void version(Draft draft, @Nullable Held held) {
    String version =
        held == null || dice.percent(40)
            ? dice.of("0", "0", "1", "x", "999999999999")
            : dice.of(held.versions());
    if (version.equals("999999999999")) {
      version = "0"; // the server would wait 3 s for a future version before it refuses
    }
    draft.query("resourceVersion", version);
    if (dice.percent(60)) {
      draft.query("resourceVersionMatch", dice.of("NotOlderThan", "NotOlderThan", "Exact", "Bad"));
    }
  }

  Draft watch(ApiResource resource, String namespace, @Nullable Held held) {
    Draft draft = new Draft("watch", "GET", resource, Catalog.collection(resource, namespace));
    draft.query("watch", dice.of("true", "1")).query("timeoutSeconds", "3");
    labels(draft, !resource.namespaced());
    int roll = dice.below(100);
    if (roll < 50 && held != null) {
      draft.query("resourceVersion", dice.of(held.versions()));
    } else if (roll < 75) {
      draft.query("sendInitialEvents", dice.percent(90) ? "true" : "false");
      draft.query("allowWatchBookmarks", dice.percent(85) ? "true" : "false");
      if (dice.percent(90)) {
        draft.query("resourceVersionMatch", "NotOlderThan");
      }
      if (dice.percent(30)) {
        draft.query("resourceVersion", "0");
      }
    } else if (roll < 90) {
      draft.query("resourceVersion", dice.of("0", "x"));
    }
    if (dice.percent(20)) {
      draft.query("allowWatchBookmarks", "true");
    }
    return draft;
  }
}
