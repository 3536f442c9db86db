package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.Owners.Owned;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of ownership: who loses, who gains and what goes away when an object changes.
 *
 * @param schema of the object
 * @param apiVersion in which the object is read and written
 * @param subresource through which it is written; empty for the object itself
 * @param reset what is never owned through this way
 * @param servesVersion whether an owner's apiVersion is one of this kind's; the owners of others
 *     are forgotten. Fields are taken to have the same paths in all versions of a kind.
 */
record Ownership(
    Schema schema,
    String apiVersion,
    String subresource,
    FieldSet reset,
    Predicate<String> servesVersion) {

  /** More updaters than this are united (DefaultMaxUpdateManagers of apimachinery). */
  private static final int MAX_UPDATERS = 10;

  private static final String ANCIENT_CHANGES = "ancient-changes";

  /** What nobody owns, as the server decides it. */
  private static final FieldSet NEVER_OWNED =
      FieldSet.of(
          "apiVersion",
          "kind",
          "metadata",
          "metadata.name",
          "metadata.namespace",
          "metadata.creationTimestamp",
          "metadata.selfLink",
          "metadata.uid",
          "metadata.clusterName",
          "metadata.generation",
          "metadata.managedFields",
          "metadata.resourceVersion");

  /**
   * Records that a manager wrote an object.
   *
   * @param owners are changed
   */
  void update(Owners owners, JsonValue live, JsonValue updated, String manager, Time now) {
    SchemaChanges.reconcile(schema, owners);
    Comparison comparison = Comparison.of(schema, live, updated).without(reset);
    takeFromOthers(owners, comparison, Owner.CURRENT_OPERATION, true);
    FieldSet taken = comparison.changed().difference(NEVER_OWNED);
    if (!taken.isEmpty()) {
      Owner owner = Owner.updater(manager, apiVersion, subresource);
      Owned before = owners.get(owner);
      FieldSet all = before == null ? taken : taken.union(before.set());
      owners.put(owner, new Owned(all, apiVersion, now));
    }
    uniteOldUpdaters(owners);
  }

  /** Takes what changed from all others, or throws if they are not forced. */
  private void takeFromOthers(Owners owners, Comparison comparison, Owner self, boolean force) {
    owners
        .map()
        .entrySet()
        .removeIf(entry -> !entry.getKey().equals(self) && !isKnown(entry.getValue().apiVersion()));
    FieldSet changed = comparison.changed();
    SortedMap<Owner, FieldSet> conflicts = new TreeMap<>();
    owners
        .map()
        .forEach((owner, owned) -> {
          FieldSet conflict = owned.set().intersection(changed);
          if (!owner.equals(self) && !conflict.isEmpty()) {
            conflicts.put(owner, conflict);
          }
        });
    if (!force && !conflicts.isEmpty()) {
      throw new ConflictException(conflicts);
    }
    owners
        .map()
        .replaceAll((owner, owned) ->
            owner.equals(self)
                ? owned
                : owned.with(owned.set().difference(changed).difference(comparison.removed())));
    owners.map().values().removeIf(owned -> owned.set().isEmpty());
  }

  private boolean isKnown(String version) {
    return version.equals(apiVersion) || servesVersion.test(version);
  }

  private void uniteOldUpdaters(Owners owners) {
    List<Owner> updaters = new ArrayList<>();
    for (Owner owner : owners.map().keySet()) {
      if (!owner.applies()) {
        updaters.add(owner);
      }
    }
    int left = updaters.size();
    if (left <= MAX_UPDATERS) {
      return;
    }
    updaters.sort((a, b) -> {
      int times = Long.compare(seconds(owners, a), seconds(owners, b));
      return times != 0 ? times : a.compareTo(b);
    });
    Map<String, Owner> firstOfVersion = new HashMap<>();
    for (Owner owner : updaters) {
      Owned owned = owners.get(owner);
      if (left <= MAX_UPDATERS || owned == null) {
        return;
      }
      String version = owned.apiVersion();
      Owner first = firstOfVersion.putIfAbsent(version, owner);
      if (first != null) {
        Owner bucket = Owner.updater(ANCIENT_CHANGES, version, "");
        Owned old = owners.get(bucket);
        if (old == null) {
          old = owners.remove(first);
        }
        FieldSet all = old == null ? owned.set() : owned.set().union(old.set());
        owners.remove(owner);
        owners.put(bucket, new Owned(all, version, owned.time()));
        left--;
      }
    }
  }

  private static long seconds(Owners owners, Owner owner) {
    Owned owned = owners.get(owner);
    return owned == null ? 0 : Owners.seconds(owned.time());
  }

  /**
   * Merges an applied configuration into an object.
   *
   * @param owners are changed
   * @return the object, or null if it stays as it is
   * @throws ConflictException if others own what changes and {@code force} is false
   */
  @Nullable JsonValue apply(
      Owners owners, JsonValue live, JsonValue patch, String manager, boolean force, Time now) {
    SchemaChanges.reconcile(schema, owners);
    Owner self = Owner.applier(manager, subresource);
    Owned last = owners.get(self);
    JsonValue merged = Merge.of(schema, live, patch);
    FieldSet applied = OwnedPaths.of(schema, patch).without(reset);
    Time lastTime = last == null ? null : last.time();
    owners.put(self, new Owned(applied, apiVersion, lastTime));
    JsonValue result = last == null ? merged : prune(merged, owners, last);
    takeFromOthers(owners, Comparison.of(schema, live, result).without(reset), self, force);
    boolean same = live.equals(result);
    Owned owned = owners.get(self);
    if (owned != null) {
      FieldSet kept = owned.set().difference(NEVER_OWNED);
      if (kept.isEmpty()) {
        owners.remove(self);
      } else {
        owners.put(self, same ? owned.with(kept) : owned.with(kept).at(now));
      }
    }
    return same ? null : result;
  }

  /** Removes what the applier applied last time, doesn't now, and nobody else owns. */
  private JsonValue prune(JsonValue merged, Owners owners, Owned last) {
    if (last.set().isEmpty() || !isKnown(last.apiVersion())) {
      return merged;
    }
    FieldSet lastPaths = last.set().withNamedFields(schema);
    FieldSet mergedPaths = OwnedPaths.of(schema, merged).withNamedFields(schema);
    JsonValue pruned = Removal.of(schema, merged, lastPaths);

    FieldSet owned = FieldSet.EMPTY;
    for (Owned other : owners.map().values()) {
      owned = isKnown(other.apiVersion()) ? owned.union(other.set()) : owned;
    }
    FieldSet kept = paths(pruned).union(owned.withNamedFields(schema));
    pruned = Removal.of(schema, merged, mergedPaths.difference(kept));

    FieldSet gone = mergedPaths.difference(paths(pruned)).intersection(lastPaths);
    return Removal.of(schema, merged, gone);
  }

  private FieldSet paths(JsonValue object) {
    return OwnedPaths.of(schema, object).withNamedFields(schema);
  }
}
