package dev.fairlead.client;

import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.StatusDetails;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Type;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one class behind all resources: what a resource doesn't serve, its interface doesn't show.
 */
class TypedResource<T extends KubernetesObject, L extends KubernetesList<T>>
    implements Resource<T, L>, AllNamespaces<T, L> {
  final Calls calls;
  private final ResourceType<T, L> type;
  private final String path;
  private final Writes<T> writes;

  TypedResource(Calls calls, ResourceType<T, L> type, @Nullable String namespace) {
    this.calls = calls;
    this.type = type;
    this.path = type.path(namespace);
    this.writes = new Writes<>(calls, path, "", type.type(), type.hasProtobuf());
  }

  static <T extends KubernetesObject, L extends KubernetesList<T>> TypedResource<T, L> in(
      Calls calls, ResourceType<T, L> type, String namespace) {
    return new TypedResource<>(calls, type, namespace);
  }

  /** In all namespaces, or in none. */
  static <T extends KubernetesObject, L extends KubernetesList<T>> TypedResource<T, L> everywhere(
      Calls calls, ResourceType<T, L> type) {
    return new TypedResource<>(calls, type, null);
  }

  @Override
  public ResourceType<T, ?> resourceType() {
    return type;
  }

  @Override
  public T get(String name, Consumer<GetOptions> options) {
    GetOptions filled = new GetOptions();
    options.accept(filled);
    return calls.make(
        new Call<>(
            Requests.get(path, name, "", filled),
            null,
            type.hasProtobuf(),
            true,
            filled.timeout(),
            new Call.ObjectReader<>(type.type())));
  }

  @Override
  public Optional<T> find(String name, Consumer<GetOptions> options) {
    try {
      return Optional.of(get(name, options));
    } catch (NotFoundException e) {
      StatusDetails details = e.status().details();
      if (details != null && name.equals(details.name())) {
        return Optional.empty();
      }
      throw e; // it is the resource that isn't there
    }
  }

  @Override
  public L list() {
    return page(new ListOptions(), ""); // without a lambda, since it is what programs start with
  }

  @Override
  public L list(Consumer<ListOptions> options) {
    ListOptions filled = new ListOptions();
    options.accept(filled);
    return page(filled, "");
  }

  private L page(ListOptions options, String token) {
    return calls.make(
        new Call<>(
            Requests.list(path, options, token),
            null,
            type.hasProtobuf(),
            true,
            options.timeout(),
            new Call.ObjectReader<>(type.listType())));
  }

  @Override
  public Stream<L> pages(Consumer<ListOptions> options) {
    return paged(options).stream();
  }

  @Override
  public Stream<T> listAll(Consumer<ListOptions> options) {
    return paged(options).items();
  }

  private Pages<T, L> paged(Consumer<ListOptions> options) {
    ListOptions filled = new ListOptions().limit(PAGE_SIZE);
    options.accept(filled);
    return new Pages<>(token -> page(filled, token));
  }

  @Override
  public T create(T object, Consumer<WriteOptions> options) {
    return writes.create(object, options);
  }

  @Override
  public T update(T object, Consumer<WriteOptions> options) {
    return writes.update(object, options);
  }

  @Override
  public T patch(String name, Patch patch, Consumer<WriteOptions> options) {
    return writes.patch(name, patch, options);
  }

  @Override
  public T apply(JsonObject configuration, String fieldManager, Consumer<WriteOptions> options) {
    return writes.apply(configuration, fieldManager, options);
  }

  @Override
  public <S extends KubernetesObject> Subresource<S> subresource(String name, Type<S> of) {
    String suffix = "/" + ApiRequest.segment("subresource", name);
    return new TypedSubresource<>(new Writes<>(calls, path, suffix, of, type.hasProtobuf()));
  }

  @Override
  public void delete(String name, Consumer<DeleteOptions> options) {
    DeleteOptions filled = new DeleteOptions();
    options.accept(filled);
    delete(Requests.delete(path, name), filled, filled.isRepeatable());
  }

  /** Not repeatable: what is there the second time may have come in between. */
  @Override
  public void deleteCollection(Consumer<ListOptions> which, Consumer<DeleteOptions> how) {
    ListOptions selection = new ListOptions();
    which.accept(selection);
    DeleteOptions filled = new DeleteOptions();
    how.accept(filled);
    delete(Requests.deleteCollection(path, selection), filled, false);
  }

  private void delete(ApiRequest request, DeleteOptions options, boolean repeatable) {
    calls.make(
        new Call<>(
            request,
            options.body(),
            type.hasProtobuf(),
            repeatable,
            options.timeout(),
            new Call.SuccessReader()));
  }

  @Override
  public Watch<T> watch(Consumer<WatchOptions> options) {
    WatchOptions filled = new WatchOptions();
    options.accept(filled);
    return calls.make(
        new Call<>(
            Requests.watch(path, filled),
            null,
            type.hasProtobuf(),
            true,
            filled.end(),
            new WatchReader<>(calls, type.type(), filled.serverTimeout())));
  }

  @Override
  public RetryWatch<T> retryWatch(Consumer<WatchOptions> options) {
    WatchOptions filled = new WatchOptions();
    options.accept(filled);
    if (filled.isInitialEventsSent()) {
      throw new IllegalArgumentException(
          "a retryWatch can't begin with initial events: each time that it went on it would get"
              + " them again, and miss what was deleted meanwhile. List, and give the list's"
              + " version");
    }
    return new RetryWatch<>(
        calls, o -> watch(options.andThen(o)), filled.resourceVersion(), toString());
  }

  @Override
  public T edit(String name, UnaryOperator<T> change, Consumer<WriteOptions> options) {
    return writes.edit(name, change, options);
  }

  @Override
  public T waitFor(String name, Predicate<? super T> condition, Duration timeout) {
    return new Waiting<>(calls, this, name, timeout).until(condition);
  }

  @Override
  public void waitForDeletion(String name, Duration timeout) {
    new Waiting<>(calls, this, name, timeout).untilGone();
  }

  @Override
  public String toString() {
    return type.plural() + " at " + path;
  }
}
