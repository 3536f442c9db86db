package dev.fairlead.client;

import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.meta.v1.Table;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Objects as the server shows them to people: in columns, as kubectl prints them. Each row has the
 * metadata of its object.
 */
public final class TableResource {
  private final Calls calls;
  private final String path;
  private final TypedResource<DynamicObject, ObjectList<DynamicObject>> rows;

  TableResource(Calls calls, ApiResource resource, @Nullable String namespace) {
    var type = ResourceType.tables(resource.plural(), resource.namespaced(), resource.kind());
    this.calls = calls;
    this.path = type.path(namespace);
    this.rows = new TypedResource<>(calls, type, namespace);
  }

  /**
   * The object of that name as a table of one row.
   *
   * @throws dev.fairlead.client.error.NotFoundException if there is none
   */
  public Table get(String name) {
    return rows.get(name).to(Table.TYPE);
  }

  /**
   * The objects in pages of {@link Listable#PAGE_SIZE} unless the options have another limit, each
   * asked for when the stream gets to it.
   *
   * @throws dev.fairlead.client.error.ExpiredException while it is read, if the server has
   *     forgotten where the stream is: start again
   */
  public Stream<Table> pages(Consumer<ListOptions> options) {
    ListOptions filled = new ListOptions().limit(Listable.PAGE_SIZE);
    options.accept(filled);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new Tables(filled), Spliterator.ORDERED), false);
  }

  /** Each page asked for when it is wanted. */
  private final class Tables implements Iterator<Table> {
    private final ListOptions options;
    private String token = "";
    private boolean more = true;

    Tables(ListOptions options) {
      this.options = options;
    }

    @Override
    public boolean hasNext() {
      return more;
    }

    @Override
    public Table next() {
      if (!more) {
        throw new NoSuchElementException("there was no token for another page");
      }
      Table table = page(options, token);
      token = Objects.requireNonNullElse(table.metadata().continueToken(), "");
      more = !token.isEmpty();
      return table;
    }
  }

  private Table page(ListOptions options, String token) {
    return calls.make(
        new Call<>(
            Requests.list(path, options, token),
            null,
            false,
            true,
            options.timeout(),
            new Call.ObjectReader<>(Table.TYPE)));
  }

  /**
   * A watch that goes on, as {@link Watchable#retryWatch}; its objects are tables, each of the row
   * that has changed. Only the first table after a start has columns.
   */
  public RetryWatch<DynamicObject> retryWatch(Consumer<WatchOptions> options) {
    return rows.retryWatch(options);
  }

  @Override
  public String toString() {
    return "tables of " + rows;
  }
}
