package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Cluster;
import dev.fairlead.client.config.KubeconfigEntries.Context;
import dev.fairlead.client.config.KubeconfigEntries.Origin;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.model.tree.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What kubeconfig files say, before a context is chosen. Reading and merging follow client-go; the
 * files that entries name (certificates, keys, tokens) are read by {@link #resolve}.
 */
public final class Kubeconfig {
  private final List<Origin> origins;
  private final Origin currentContextOrigin;
  private final String currentContext;
  private final Map<String, Context> contexts;
  private final Map<String, Cluster> clusters;
  private final Map<String, User> users;

  Kubeconfig(
      Origin origin,
      String currentContext,
      Map<String, Context> contexts,
      Map<String, Cluster> clusters,
      Map<String, User> users) {
    this(List.of(origin), origin, currentContext, contexts, clusters, users);
  }

  private Kubeconfig(
      List<Origin> origins,
      Origin currentContextOrigin,
      String currentContext,
      Map<String, Context> contexts,
      Map<String, Cluster> clusters,
      Map<String, User> users) {
    this.origins = List.copyOf(origins);
    this.currentContextOrigin = currentContextOrigin;
    this.currentContext = currentContext;
    this.contexts = Collections.unmodifiableMap(contexts);
    this.clusters = Collections.unmodifiableMap(clusters);
    this.users = Collections.unmodifiableMap(users);
  }

  /**
   * The file that the options name, or else all files in KUBECONFIG that exist, the first one
   * strongest, or else {@code .kube/config} in the home folder.
   *
   * @throws ConfigException if there is none, or one can't be read
   */
  public static Kubeconfig load(LoadOptions options) {
    return KubeconfigFiles.load(options);
  }

  /**
   * One file, of at most 10 MiB.
   *
   * @throws ConfigException if it isn't there or is no kubeconfig
   */
  public static Kubeconfig read(Path file) {
    return KubeconfigFiles.read(file);
  }

  /**
   * The content of a file, YAML or JSON. Touches no file.
   *
   * @param name what to call it in messages
   * @throws ConfigException if it is no kubeconfig
   */
  public static Kubeconfig parse(byte[] content, String name) {
    return parse(content, name, null);
  }

  /**
   * As {@link #parse(byte[], String)}.
   *
   * @param folder what relative paths in it start from; null for the working folder
   */
  public static Kubeconfig parse(byte[] content, String name, @Nullable Path folder) {
    return parse(content, new Origin(name, folder, null));
  }

  static Kubeconfig parse(byte[] content, Origin origin) {
    Problems problems = new Problems();
    JsonValue tree = KubeconfigText.tree(content, origin.file(), problems);
    Kubeconfig read = tree == null ? null : new KubeconfigReader(origin, problems).read(tree);
    problems.throwIfAny();
    if (read == null) {
      throw new AssertionError("nothing was read, but there is no problem");
    }
    return read;
  }

  /**
   * Adds another file's entries. An entry of a name that is here already is dropped as a whole, as
   * is the current context if there is one.
   */
  public Kubeconfig mergedWith(Kubeconfig weaker) {
    boolean own = !currentContext.isEmpty();
    List<Origin> both = new ArrayList<>(origins);
    both.addAll(weaker.origins);
    return new Kubeconfig(
        both,
        own ? currentContextOrigin : weaker.currentContextOrigin,
        own ? currentContext : weaker.currentContext,
        merged(contexts, weaker.contexts),
        merged(clusters, weaker.clusters),
        merged(users, weaker.users));
  }

  private static <T> Map<String, T> merged(Map<String, T> strong, Map<String, T> weak) {
    Map<String, T> merged = new LinkedHashMap<>(strong);
    weak.forEach(merged::putIfAbsent);
    return merged;
  }

  /**
   * Changes the files that {@link #load} would read, or makes the one that isn't there. Others who
   * keep to kubectl's lock files, {@code FILE.lock}, wait meanwhile or fail; readers see the old
   * content or the new one. A file in which nothing has changed isn't written.
   *
   * <pre>{@code
   * Kubeconfig.edit(LoadOptions.defaults(), files -> files.setCurrentContext("staging"));
   * }</pre>
   *
   * @param options which files; no context and so on counts here
   * @param change is called once, on this thread; if it throws, nothing is written
   * @return the files that were written
   * @throws ConfigException if one can't be read, locked for five seconds, or written, or would be
   *     no kubeconfig afterwards
   */
  public static List<Path> edit(LoadOptions options, Consumer<KubeconfigEdit> change) {
    Path given = options.kubeconfig();
    List<Path> files =
        given != null ? List.of(given) : KubeconfigFiles.candidates(options.environment());
    if (files.isEmpty()) {
      throw new ConfigException(KubeconfigFiles.nothing(options.environment()));
    }
    return KubeconfigEdit.of(files, change);
  }

  /** The name of the context that is used unless another is asked for. */
  public Optional<String> currentContext() {
    return currentContext.isEmpty() ? Optional.empty() : Optional.of(currentContext);
  }

  /** The names of all contexts, in the order of the files. */
  public List<String> contexts() {
    return List.copyOf(contexts.keySet());
  }

  /**
   * The connection of one context. Reads the files that its cluster and user name, and no others.
   *
   * @param options all but the file count here
   * @throws ConfigException with all that is wrong with that context, its cluster and its user
   */
  public Config resolve(LoadOptions options) {
    return new Resolution(this, options).resolve();
  }

  Map<String, Context> contextEntries() {
    return contexts;
  }

  Map<String, Cluster> clusterEntries() {
    return clusters;
  }

  Map<String, User> userEntries() {
    return users;
  }

  /** The strongest file. */
  Origin origin() {
    return origins.get(0);
  }

  /** The file that the current context is from. */
  String currentContextFile() {
    return currentContextOrigin.file();
  }

  /** All files, for messages. */
  String files() {
    return String.join(" + ", origins.stream().map(Origin::file).toList());
  }

  @Override
  public String toString() {
    return "Kubeconfig[" + files() + ", contexts " + contexts.keySet() + "]";
  }
}
