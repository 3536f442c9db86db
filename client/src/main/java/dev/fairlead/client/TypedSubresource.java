package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.tree.JsonObject;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The one class behind all subresources. */
final class TypedSubresource<S extends KubernetesObject> implements Subresource<S> {
  private final Writes<S> writes;

  TypedSubresource(Writes<S> writes) {
    this.writes = writes;
  }

  @Override
  public S get(String name) {
    return writes
        .calls()
        .make(
            new Call<>(
                Requests.get(writes.path(), name, writes.suffix(), new GetOptions()),
                null,
                writes.protobuf(),
                true,
                null,
                new Call.ObjectReader<>(writes.type())));
  }

  @Override
  public S create(String name, S content, Consumer<WriteOptions> options) {
    return writes.createAt(name, content, options);
  }

  @Override
  public void post(String name, S content) {
    writes.postAt(name, content);
  }

  @Override
  public S update(S content, Consumer<WriteOptions> options) {
    return writes.update(content, options);
  }

  @Override
  public S patch(String name, Patch patch, Consumer<WriteOptions> options) {
    return writes.patch(name, patch, options);
  }

  @Override
  public S edit(String name, UnaryOperator<S> change, Consumer<WriteOptions> options) {
    return writes.edit(name, change, options);
  }

  @Override
  public S apply(JsonObject configuration, String fieldManager, Consumer<WriteOptions> options) {
    return writes.apply(configuration, fieldManager, options);
  }

  @Override
  public String toString() {
    return writes.suffix().substring(1) + " of what is at " + writes.path();
  }
}
