package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Type;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A resource whose objects can be read, created, changed and deleted one by one. */
public interface ObjectResource<T extends KubernetesObject, L extends KubernetesList<T>>
    extends GetAndList<T, L>, Watchable<T>, CreateOnly<T> {

  /**
   * Puts the object in the place of the one that has its name. What this library's types don't know
   * of it is lost. With a resource version, only if nobody has changed it since.
   *
   * @return the object as stored
   * @throws dev.fairlead.client.error.ConflictException if somebody has
   * @throws dev.fairlead.client.error.NotFoundException if there is none of that name
   */
  default T update(T object) {
    return update(object, o -> {});
  }

  /** As {@link #update(KubernetesObject)}, with options. */
  T update(T object, Consumer<WriteOptions> options);

  /**
   * Changes the object of that name by a patch: a {@link dev.fairlead.model.patch.JsonPatch}, a
   * {@link dev.fairlead.model.patch.MergePatch} or, but for resources of your own, a {@link
   * dev.fairlead.model.patch.StrategicMergePatch}. Fields that it doesn't mention stay, also those
   * that this library's types don't know.
   *
   * @return the object as stored
   * @throws dev.fairlead.client.error.ConflictException if the patch is {@link
   *     Patch#guardedBy(String) guarded} and somebody has changed the object
   */
  default T patch(String name, Patch patch) {
    return patch(name, patch, o -> {});
  }

  /** As {@link #patch(String, Patch)}, with options. */
  T patch(String name, Patch patch, Consumer<WriteOptions> options);

  /**
   * Server-side apply: the fields of the configuration become as it says, and the manager's. Those
   * that the manager applied before and leaves out now go, unless they are others' too. If there is
   * no such object, it is created.
   *
   * @param configuration apiVersion, kind, metadata.name and the fields that the manager has an
   *     opinion on; a tree, because a record can't tell what it leaves open from what is empty
   * @return the object as stored
   * @throws dev.fairlead.client.error.ConflictException if a field is another manager's and has
   *     another value, unless the options {@link WriteOptions#force() force} it; its causes name
   *     fields and managers
   */
  default T apply(JsonObject configuration, String fieldManager) {
    return apply(configuration, fieldManager, o -> {});
  }

  /**
   * Applies the fields that are set in the object: see {@link ApplyConfiguration#of} for which
   * these are. As {@link #apply(JsonObject, String)}.
   */
  default T apply(T object, String fieldManager) {
    return apply(object, fieldManager, o -> {});
  }

  /** As {@link #apply(KubernetesObject, String)}, with options. */
  default T apply(T object, String fieldManager, Consumer<WriteOptions> options) {
    return apply(ApplyConfiguration.of(object), fieldManager, options);
  }

  /** As {@link #apply(JsonObject, String)}, with options. */
  T apply(JsonObject configuration, String fieldManager, Consumer<WriteOptions> options);

  /**
   * Reads the object of that name, changes it and sends the difference, which the server takes only
   * if nobody has changed the object meanwhile; if somebody has, all of it is done again, at most
   * five times. What this library's types don't know of the object stays as it is, also in lists.
   * Nothing is sent if nothing changes.
   *
   * @param change is given the object as it is, each time; it must not have other effects
   * @return the object as stored
   * @throws dev.fairlead.client.error.NotFoundException if there is none of that name
   * @throws dev.fairlead.client.error.ConflictException if somebody was faster every time
   */
  default T edit(String name, UnaryOperator<T> change) {
    return edit(name, change, o -> {});
  }

  /** As {@link #edit(String, UnaryOperator)}, with options for the patch. */
  T edit(String name, UnaryOperator<T> change, Consumer<WriteOptions> options);

  /**
   * Waits until the object of that name is there and the condition holds, by a watch: it asks once,
   * and then hears of every change.
   *
   * @param condition such as {@code Pods::ready} or {@code Conditions.is("Available")}; it is
   *     called on this thread
   * @return the object for which it held
   * @throws dev.fairlead.client.error.WaitTimeoutException if it doesn't in time; it tells why not
   */
  T waitFor(String name, Predicate<? super T> condition, Duration timeout);

  /**
   * Waits until the object that now has that name is gone, even if another one takes its name.
   * Returns at once if there is none.
   *
   * @throws dev.fairlead.client.error.WaitTimeoutException if it isn't in time; it tells what of
   */
  void waitForDeletion(String name, Duration timeout);

  /** The objects' status, which writes of whole objects leave as it is; and only that. */
  default Subresource<T> status() {
    return subresource("status", resourceType().type());
  }

  /** How many replicas the objects have, whatever their kind; of those that scale. */
  default Subresource<Scale> scale() {
    return subresource("scale", Scale.TYPE);
  }

  /**
   * Another part of the objects with a path of its own.
   *
   * @param name as in paths, such as {@code token}
   * @param type what is read and written there
   */
  <S extends KubernetesObject> Subresource<S> subresource(String name, Type<S> type);

  /**
   * Deletes the object of that name. It may be there for a while yet: until its finalizers are done
   * and its grace period is over.
   *
   * @throws dev.fairlead.client.error.NotFoundException if there is none
   */
  default void delete(String name) {
    delete(name, o -> {});
  }

  /**
   * As {@link #delete(String)}, with options.
   *
   * @throws dev.fairlead.client.error.ConflictException if the object isn't the one they ask for
   */
  void delete(String name, Consumer<DeleteOptions> options);
}
