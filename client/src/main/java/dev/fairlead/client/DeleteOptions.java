package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to delete. Filled in by a lambda; not for keeping. */
public final class DeleteOptions {
  /** What becomes of the objects that the deleted one owns. */
  public enum Propagation {
    /** They stay, without an owner. */
    ORPHAN("Orphan"),
    /** They are deleted afterwards. */
    BACKGROUND("Background"),
    /** They are deleted first. */
    FOREGROUND("Foreground");

    final String text;

    Propagation(String text) {
      this.text = text;
    }
  }

  private @Nullable Long gracePeriodSeconds;
  private @Nullable Propagation propagation;
  private @Nullable String uid;
  private @Nullable String resourceVersion;
  private boolean dryRun;
  private @Nullable Duration timeout;

  DeleteOptions() {}

  /** How long it may take to stop, in seconds; 0 for at once. Default: the object's own. */
  public DeleteOptions gracePeriodSeconds(long seconds) {
    this.gracePeriodSeconds = seconds;
    return this;
  }

  /** Default: the resource's own; background for nearly all. */
  public DeleteOptions propagation(Propagation propagation) {
    this.propagation = propagation;
    return this;
  }

  /** Only the object with this UID, not another of the same name. Default: any. */
  public DeleteOptions ifUid(String uid) {
    this.uid = uid;
    return this;
  }

  /** Only if it hasn't changed since it had this version. Default: any. */
  public DeleteOptions ifResourceVersion(String version) {
    this.resourceVersion = version;
    return this;
  }

  /** Only this very object, unchanged: its UID and its resource version. */
  public DeleteOptions ifUnchanged(KubernetesObject object) {
    this.uid = object.metadata().uid();
    this.resourceVersion = object.metadata().resourceVersion();
    return this;
  }

  /** Does everything but delete. Default: deletes. */
  public DeleteOptions dryRun() {
    this.dryRun = true;
    return this;
  }

  /** For the whole call. Default: the Config's. */
  public DeleteOptions timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  @Nullable Duration timeout() {
    return timeout;
  }

  /** With a UID, a second try can't hit another object. */
  boolean isRepeatable() {
    return uid != null;
  }

  /** As sent in the body; null if there is nothing to say. */
  dev.fairlead.model.meta.v1.@Nullable DeleteOptions body() {
    boolean anything = gracePeriodSeconds != null || propagation != null || dryRun;
    if (!anything && uid == null && resourceVersion == null) {
      return null;
    }
    dev.fairlead.model.meta.v1.DeleteOptions.Builder body =
        dev.fairlead.model.meta.v1.DeleteOptions.builder().gracePeriodSeconds(gracePeriodSeconds);
    if (propagation != null) {
      body.propagationPolicy(propagation.text);
    }
    if (uid != null || resourceVersion != null) {
      body.preconditions(p -> p.uid(uid).resourceVersion(resourceVersion));
    }
    return body.dryRun(dryRun ? List.of("All") : List.of()).build();
  }
}
