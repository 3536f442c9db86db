package dev.fairlead.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** How to apply or delete manifests. Filled in by a lambda; not for keeping. */
public final class ManifestOptions {
  /** Who the fields belong to unless a name is given. */
  public static final String FIELD_MANAGER = "fairlead";

  /** For a definition to be established and served. kubectl's users wait as long. */
  public static final Duration DEFINITION_TIMEOUT = Duration.ofSeconds(60);

  private String fieldManager = FIELD_MANAGER;
  private String namespace = "";
  private boolean dryRun;
  private boolean force;
  private Duration definitionTimeout = DEFINITION_TIMEOUT;
  private String pruneSelector = "";
  private List<String> pruneKinds = List.of();
  private Consumer<DeleteOptions> deletion = o -> {};

  ManifestOptions() {}

  /** Who the fields belong to. Default: {@link #FIELD_MANAGER}. */
  public ManifestOptions fieldManager(String manager) {
    this.fieldManager = manager;
    return this;
  }

  /** For objects that name none, of kinds that are in namespaces. Default: the client's. */
  public ManifestOptions defaultNamespace(String namespace) {
    this.namespace = namespace;
    return this;
  }

  /** Does everything but store and delete. Default: does it all. */
  public ManifestOptions dryRun() {
    this.dryRun = true;
    return this;
  }

  /** Takes fields over that other managers have. Default: a conflict. */
  public ManifestOptions force() {
    this.force = true;
    return this;
  }

  /**
   * How long a CustomResourceDefinition may take until its objects can be applied. Default: {@link
   * #DEFINITION_TIMEOUT}.
   */
  public ManifestOptions definitionTimeout(Duration timeout) {
    this.definitionTimeout = timeout;
    return this;
  }

  /**
   * Afterwards deletes what has this label and isn't in the set: objects of these kinds alone; of
   * those in namespaces, in the namespaces alone that the set has objects in; and none that another
   * object controls. Nothing is pruned if anything failed.
   *
   * @param labelSelector as kubectl -l; it has to select something, and every object of the set
   *     should have it
   * @param kinds names as {@link Kubernetes#dynamic(String)} takes
   */
  public ManifestOptions prune(String labelSelector, String... kinds) {
    if (labelSelector.isBlank() || kinds.length == 0) {
      throw new IllegalArgumentException(
          "pruning needs a label selector and the kinds to prune, lest it delete everything");
    }
    this.pruneSelector = labelSelector;
    this.pruneKinds = List.of(kinds);
    return this;
  }

  /** How to delete each object: its grace period, what becomes of those it owns. */
  public ManifestOptions deletion(Consumer<DeleteOptions> deletion) {
    this.deletion = deletion;
    return this;
  }

  String fieldManager() {
    return fieldManager;
  }

  String namespaceOr(String other) {
    return namespace.isEmpty() ? other : namespace;
  }

  boolean isDryRun() {
    return dryRun;
  }

  boolean isForced() {
    return force;
  }

  Duration definitionTimeout() {
    return definitionTimeout;
  }

  String pruneSelector() {
    return pruneSelector;
  }

  List<String> pruneKinds() {
    return pruneKinds;
  }

  Consumer<DeleteOptions> deletion() {
    return deletion;
  }
}
