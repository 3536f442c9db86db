package dev.fairlead.client;

import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The pages of a list, each asked for when it is wanted. Used by one thread. */
final class Pages<T extends KubernetesObject, L extends KubernetesList<T>> implements Iterator<L> {
  private final Function<String, L> page;
  private String token = "";
  private boolean more = true;

  /**
   * Pages.
   *
   * @param page asks for the page at a token; at the empty one for the first
   */
  Pages(Function<String, L> page) {
    this.page = page;
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public L next() {
    if (!more) {
      throw new NoSuchElementException("there was no token for another page");
    }
    L got = get();
    String next = got.metadata().continueToken();
    token = next == null ? "" : next;
    more = !token.isEmpty();
    return got;
  }

  /** Goes on at the newest version with the token that the server gives in place of an old one. */
  private L get() {
    try {
      return page.apply(token);
    } catch (ExpiredException e) {
      String other = e.continueToken().orElse("");
      if (token.isEmpty() || other.isEmpty() || other.equals(token)) {
        throw e;
      }
      token = other;
      return page.apply(token);
    }
  }

  Stream<L> stream() {
    return streamOf(this);
  }

  Stream<T> items() {
    return streamOf(new Items<>(this));
  }

  private static <E> Stream<E> streamOf(Iterator<E> iterator) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  /** The items of all pages. Lets go of a page before it asks for the next. */
  private static final class Items<T extends KubernetesObject> implements Iterator<T> {
    private final Iterator<? extends KubernetesList<T>> pages;
    private Iterator<T> items = Collections.emptyIterator();

    Items(Iterator<? extends KubernetesList<T>> pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      while (!items.hasNext() && pages.hasNext()) {
        items = Collections.emptyIterator();
        items = pages.next().items().iterator();
      }
      return items.hasNext();
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there are no more objects");
      }
      return items.next();
    }
  }
}
