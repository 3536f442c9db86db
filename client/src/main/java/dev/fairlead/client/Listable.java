package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A resource whose objects can be listed. */
public interface Listable<T extends KubernetesObject, L extends KubernetesList<T>> {
  /** Objects on a page, unless the options say otherwise. client-go's number. */
  long PAGE_SIZE = 500;

  ResourceType<T, ?> resourceType();

  /** All objects, at one resource version. */
  default L list() {
    return list(o -> {});
  }

  /** The objects that the options select, or one page of them if they have a limit. */
  L list(Consumer<ListOptions> options);

  /** As {@link #pages(Consumer)}, of all objects. */
  default Stream<L> pages() {
    return pages(o -> {});
  }

  /**
   * The objects in pages of {@link #PAGE_SIZE} unless the options have another limit. A page is
   * asked for when the stream gets to it; none is kept. See {@link #listAll(Consumer)} for what the
   * pages together are.
   */
  Stream<L> pages(Consumer<ListOptions> options);

  /** As {@link #listAll(Consumer)}, of all objects. */
  default Stream<T> listAll() {
    return listAll(o -> {});
  }

  /**
   * The objects one by one, with only a page of them in memory; in the order of their namespaces
   * and names.
   *
   * <p>As long as the server keeps the resource version of the first page (five minutes by default)
   * the stream is what {@link #list} gives: all objects as they were at one moment. If a page is
   * asked for later than that, the stream goes on after the last object that it gave, with objects
   * as they are now. Then too it has every object that was there all the time, and no name twice;
   * but of what was created or deleted meanwhile it may have some and lack some, and its two parts
   * show different moments.
   *
   * <p>A server that doesn't say how to go on makes the stream throw {@link
   * dev.fairlead.client.error.ExpiredException}: start again.
   */
  Stream<T> listAll(Consumer<ListOptions> options);
}
