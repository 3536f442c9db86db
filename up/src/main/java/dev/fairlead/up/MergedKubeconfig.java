package dev.fairlead.up;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.client.config.Environment;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kubeconfig that kubectl uses, with one more context. What is in it stays, but for comments,
 * which kubectl doesn't keep either.
 */
final class MergedKubeconfig implements KubeconfigPlace {
  private static final List<String> NAMES = List.of(CONTEXT, "fairlead-admin");
  private static final List<String> LISTS = List.of("clusters", "users", "contexts");

  /** The name of an extension of our cluster's entry, by which it is known as ours. */
  private static final String MARK = "fairlead.dev/up";

  private final Path file;
  private JsonObject ours = JsonObject.EMPTY;
  private boolean written;

  MergedKubeconfig(Path file) {
    this.file = file;
  }

  /** As kubectl chooses: the first file of $KUBECONFIG that is there, or else the last. */
  static MergedKubeconfig of(Environment environment) {
    String list = environment.variables().getOrDefault("KUBECONFIG", "");
    @Nullable Path chosen = null;
    for (String each : list.split(File.pathSeparator, -1)) {
      if (!each.isEmpty()) {
        chosen = Path.of(each);
        if (Files.exists(chosen)) {
          break;
        }
      }
    }
    return new MergedKubeconfig(
        chosen == null ? environment.home().resolve(".kube").resolve("config") : chosen);
  }

  @Override
  public void check() throws IOException {
    JsonObject content = read();
    for (JsonValue entry : entries(content, "clusters")) {
      if (CONTEXT.equals(name(entry)) && entry instanceof JsonObject cluster && isOurs(cluster)) {
        checkIsOver();
        return;
      }
    }
    for (String list : LISTS) {
      for (JsonValue entry : entries(content, list)) {
        if (NAMES.contains(String.valueOf(name(entry)))) {
          throw new CommandFailure(
              file
                  + " has an entry \""
                  + name(entry)
                  + "\" under "
                  + list
                  + " that is not \"fairlead up\"'s: rename it, or leave out --merge");
        }
      }
    }
  }

  /** An earlier run has left its context behind, or is it running still? */
  private void checkIsOver() {
    Optional<URI> running = RunningServer.of(file);
    if (running.isPresent()) {
      throw new CommandFailure(
          file
              + " has the context \""
              + CONTEXT
              + "\" of a server that is running, "
              + running.get()
              + ": stop that, or give this one a port and a file of its own, --port 0 --kubeconfig"
              + " FILE");
    }
  }

  @Override
  public void write(Cluster cluster) throws IOException {
    check(); // again: another one may have begun meanwhile
    ours = marked((JsonObject) Codec.yaml().decodeTree(cluster.kubeconfig()));
    change(this::added);
    written = true;
  }

  @Override
  public void remove() throws IOException {
    if (written && Files.exists(file)) {
      change(this::removed);
    }
  }

  @Override
  public String told() {
    return "The context of its administrator: " + CONTEXT + ", in " + file + "\n";
  }

  @Override
  public String threeCommands() {
    return """
      kubectl config use-context fairlead
      kubectl create deployment web --image=nginx --replicas=3
      kubectl get deployments,namespaces
    """;
  }

  /** One change of the file's content. */
  private interface Change {
    JsonObject of(JsonObject content);
  }

  /** Under the lock file that kubectl takes. */
  private void change(Change change) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path lock = file.resolveSibling(file.getFileName() + ".lock");
    try {
      Files.createFile(lock);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          lock + " is there: another program changes the file now; if none does, delete it", e);
    }
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file; // not the link to it
      PrivateFile.replace(target, Codec.yaml().encodeToString(change.of(read())));
    } finally {
      Files.delete(lock);
    }
  }

  private JsonObject read() throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return JsonObject.builder().put("apiVersion", "v1").put("kind", "Config").build();
    }
    try {
      if (Codec.yaml().decodeTree(Files.readString(file)) instanceof JsonObject content) {
        return content;
      }
    } catch (DecodeException e) {
      throw new CommandFailure(file + " is no kubeconfig: " + e.getMessage(), e);
    }
    throw new CommandFailure(file + " is no kubeconfig: correct it, or leave out --merge");
  }

  private JsonObject added(JsonObject content) {
    JsonObject changed = content;
    for (String list : LISTS) {
      List<JsonValue> entries = others(changed, list);
      entries.addAll(entries(ours, list));
      changed = changed.with(list, new JsonArray(entries));
    }
    JsonValue current = changed.get("current-context");
    boolean none = !(current instanceof JsonString name) || name.value().isEmpty();
    return none ? changed.with("current-context", new JsonString(CONTEXT)) : changed;
  }

  private JsonObject removed(JsonObject content) {
    if (!entries(content, "clusters").containsAll(entries(ours, "clusters"))) {
      return content; // another "up" has put its own there
    }
    JsonObject changed = content;
    for (String list : LISTS) {
      changed = changed.with(list, new JsonArray(others(changed, list)));
    }
    return CONTEXT.equals(changed.string("current-context"))
        ? changed.with("current-context", new JsonString(""))
        : changed;
  }

  /** All entries of a list but those that have one of our names. */
  private List<JsonValue> others(JsonObject content, String list) {
    Set<@Nullable String> names = new HashSet<>();
    entries(ours, list).forEach(entry -> names.add(name(entry)));
    List<JsonValue> others = new ArrayList<>();
    for (JsonValue entry : entries(content, list)) {
      if (!names.contains(name(entry))) {
        others.add(entry);
      }
    }
    return others;
  }

  private static List<JsonValue> entries(JsonObject content, String list) {
    return content.get(list) instanceof JsonArray entries ? entries.items() : List.of();
  }

  private static @Nullable String name(JsonValue entry) {
    return entry instanceof JsonObject object ? object.string("name") : null;
  }

  private static JsonObject marked(JsonObject kubeconfig) {
    List<JsonValue> clusters = new ArrayList<>();
    for (JsonValue entry : entries(kubeconfig, "clusters")) {
      if (entry instanceof JsonObject object && object.get("cluster") instanceof JsonObject body) {
        JsonObject extension =
            JsonObject.builder().put("name", MARK).put("extension", JsonObject.EMPTY).build();
        clusters.add(object.with("cluster", body.with("extensions", JsonArray.of(extension))));
      }
    }
    return kubeconfig.with("clusters", new JsonArray(clusters));
  }

  private static boolean isOurs(JsonObject entry) {
    return entry.get("cluster") instanceof JsonObject body
        && entries(body, "extensions").stream().anyMatch(each -> MARK.equals(name(each)));
  }
}
