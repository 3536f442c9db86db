package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Origin;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Kubeconfig files while they are changed, by {@link Kubeconfig#edit}. Entries are trees, so that
 * what this library doesn't know stays as it is; paths in them start from the folder of their file.
 * Comments don't stay, as they don't with kubectl.
 *
 * <p>Which file: that of the entry of that name that counts; for a new one, and to name the current
 * context, the first file in KUBECONFIG that exists, or else the last one named there.
 */
public final class KubeconfigEdit {
  private static final String CURRENT_CONTEXT = "current-context";

  /** One of the three lists. */
  private enum Kind {
    CLUSTER,
    CONTEXT,
    USER;

    final String body = name().toLowerCase(Locale.ROOT);
    final String list = body + "s";
  }

  private static final class Document {
    final Path path;
    final boolean there;
    final JsonObject before;
    JsonObject now;

    Document(Path path, boolean there, JsonObject before) {
      this.path = path;
      this.there = there;
      this.before = before;
      this.now = before;
    }
  }

  private final List<Document> documents = new ArrayList<>();

  private KubeconfigEdit() {}

  /** Reads, lets the change happen, and writes what has changed; returns the files written. */
  static List<Path> of(List<Path> files, Consumer<KubeconfigEdit> change) {
    KubeconfigLock lock = KubeconfigLock.of(files);
    try {
      KubeconfigEdit edit = new KubeconfigEdit();
      files.forEach(edit::read);
      change.accept(edit);
      return edit.write();
    } finally {
      lock.close();
    }
  }

  private void read(Path file) {
    boolean there = LocalFile.exists(file);
    JsonObject content = JsonObject.EMPTY;
    if (there) {
      Problems problems = new Problems();
      byte[] bytes = LocalFile.read(file, KubeconfigFiles.MAX_BYTES, "kubeconfig", problems);
      problems.throwIfAny();
      check(file, bytes);
      if (KubeconfigText.tree(bytes, file.toString(), problems) instanceof JsonObject object) {
        content = object;
      }
    }
    documents.add(new Document(file, there, content));
  }

  /** Whether it is a kubeconfig: its lists are lists of entries, and so on. */
  private static void check(Path file, byte[] content) {
    var unused = Kubeconfig.parse(content, new Origin(file.toString(), file.getParent(), file));
  }

  private List<Path> write() {
    List<Path> written = new ArrayList<>();
    for (Document document : documents) {
      // A change of order alone counts too, and JsonObject.equals doesn't see it.
      if (!document.now.toString().equals(document.before.toString())) {
        JsonObject content = document.now;
        if (!content.has("kind")) {
          content = JsonObject.builder().put("kind", "Config").putAll(content).build();
        }
        if (!content.has("apiVersion")) {
          content = JsonObject.builder().put("apiVersion", "v1").putAll(content).build();
        }
        byte[] bytes = Codec.yaml().encodeToString(content).getBytes(StandardCharsets.UTF_8);
        check(document.path, bytes);
        replace(document.path, bytes);
        written.add(document.path);
      }
    }
    return List.copyOf(written);
  }

  private static void replace(Path file, byte[] content) {
    try {
      LocalFile.replace(file, content);
    } catch (IOException e) {
      throw new ConfigException(
          file + ": can't be written (" + e + "): give this user the permission to");
    }
  }

  // --- the current context ---

  public Optional<String> currentContext() {
    return documents.stream().map(KubeconfigEdit::current).filter(s -> !s.isEmpty()).findFirst();
  }

  private static String current(Document document) {
    String name = document.now.string(CURRENT_CONTEXT);
    return name == null ? "" : name;
  }

  /** Empty for none: then it is cleared where it is set. The context needn't be there. */
  public void setCurrentContext(String name) {
    if (name.equals(currentContext().orElse(""))) {
      return;
    }
    Document target = standard();
    if (name.isEmpty()) {
      target = documents.stream().filter(d -> !current(d).isEmpty()).findFirst().orElse(target);
    }
    target.now = target.now.with(CURRENT_CONTEXT, new JsonString(name));
  }

  // --- entries ---

  /** The names of all contexts, in the order of the files. */
  public List<String> contexts() {
    return names(Kind.CONTEXT);
  }

  public List<String> clusters() {
    return names(Kind.CLUSTER);
  }

  public List<String> users() {
    return names(Kind.USER);
  }

  /** With {@code cluster}, {@code user} and {@code namespace}; empty if it isn't there. */
  public Optional<JsonObject> context(String name) {
    return get(Kind.CONTEXT, name);
  }

  /** With {@code server}, {@code certificate-authority-data} and so on; empty if there is none. */
  public Optional<JsonObject> cluster(String name) {
    return get(Kind.CLUSTER, name);
  }

  /** With {@code token}, {@code client-key-data} and so on; empty if it isn't there. */
  public Optional<JsonObject> user(String name) {
    return get(Kind.USER, name);
  }

  /** Adds it, or puts it in the place of the one of that name. */
  public void putContext(String name, JsonObject context) {
    put(Kind.CONTEXT, name, context);
  }

  /** Adds it, or puts it in the place of the one of that name. */
  public void putCluster(String name, JsonObject cluster) {
    put(Kind.CLUSTER, name, cluster);
  }

  /** Adds it, or puts it in the place of the one of that name. */
  public void putUser(String name, JsonObject user) {
    put(Kind.USER, name, user);
  }

  /** Whether it was there. One of that name in a weaker file counts from now on. */
  public boolean removeContext(String name) {
    return remove(Kind.CONTEXT, name);
  }

  /** Whether it was there. One of that name in a weaker file counts from now on. */
  public boolean removeCluster(String name) {
    return remove(Kind.CLUSTER, name);
  }

  /** Whether it was there. One of that name in a weaker file counts from now on. */
  public boolean removeUser(String name) {
    return remove(Kind.USER, name);
  }

  private List<String> names(Kind kind) {
    LinkedHashSet<String> names = new LinkedHashSet<>();
    for (Document document : documents) {
      entries(document, kind).forEach(entry -> names.add(nameOf(entry)));
    }
    return List.copyOf(names);
  }

  private Optional<JsonObject> get(Kind kind, String name) {
    for (Document document : documents) {
      for (JsonValue entry : entries(document, kind)) {
        if (name.equals(nameOf(entry)) && entry instanceof JsonObject object) {
          return Optional.of(
              object.get(kind.body) instanceof JsonObject body ? body : JsonObject.EMPTY);
        }
      }
    }
    return Optional.empty();
  }

  private void put(Kind kind, String name, JsonObject body) {
    Document document = withEntry(kind, name);
    List<JsonValue> entries = new ArrayList<>();
    if (document == null) {
      document = standard();
      entries.addAll(entries(document, kind));
      entries.add(JsonObject.builder().put("name", name).put(kind.body, body).build());
    } else {
      for (JsonValue entry : entries(document, kind)) {
        boolean it = name.equals(nameOf(entry)) && entry instanceof JsonObject;
        entries.add(it ? ((JsonObject) entry).with(kind.body, body) : entry);
      }
    }
    document.now = document.now.with(kind.list, new JsonArray(entries));
  }

  private boolean remove(Kind kind, String name) {
    Document document = withEntry(kind, name);
    if (document == null) {
      return false;
    }
    List<JsonValue> others =
        entries(document, kind).stream().filter(entry -> !name.equals(nameOf(entry))).toList();
    document.now = document.now.with(kind.list, new JsonArray(others));
    return true;
  }

  private @Nullable Document withEntry(Kind kind, String name) {
    for (Document document : documents) {
      if (entries(document, kind).stream().anyMatch(entry -> name.equals(nameOf(entry)))) {
        return document;
      }
    }
    return null;
  }

  private Document standard() {
    for (Document document : documents) {
      if (document.there) {
        return document;
      }
    }
    return documents.get(documents.size() - 1);
  }

  private static List<JsonValue> entries(Document document, Kind kind) {
    return document.now.get(kind.list) instanceof JsonArray array ? array.items() : List.of();
  }

  private static String nameOf(JsonValue entry) {
    String name = entry instanceof JsonObject object ? object.string("name") : null;
    return name == null ? "" : name;
  }

  /** Names only: entries have secrets. */
  @Override
  public String toString() {
    return "KubeconfigEdit[contexts " + contexts() + "]";
  }
}
