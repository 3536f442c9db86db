package dev.fairlead.client;

import dev.fairlead.client.error.ConflictException;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.type.Type;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Writes of whole objects and of changes to them, at the paths of one resource or of a subresource
 * of its objects.
 *
 * @param path that of the collection
 * @param suffix what follows an object's name: empty, or a slash and a subresource
 * @param type what is written, and answered
 */
record Writes<S extends KubernetesObject>(
    Calls calls, String path, String suffix, Type<S> type, boolean protobuf) {
  /** As client-go's retry.DefaultBackoff: attempts, and the first pause, which doubles. */
  private static final int MAX_EDITS = 5;

  private static final Duration FIRST_EDIT_PAUSE = Duration.ofMillis(10);

  /** Not repeatable: the second time the object is there. */
  S create(S object, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options);
    return call(Requests.create(path, filled), object, false, filled);
  }

  S createAt(String name, S content, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options);
    return call(Requests.createAt(path, name, suffix, filled), content, false, filled);
  }

  void postAt(String name, S content) {
    ApiRequest request = Requests.createAt(path, name, suffix, new WriteOptions());
    calls.make(new Call<>(request, content, protobuf, false, null, new Call.SuccessReader()));
  }

  /** Repeatable with a resource version: the second time the server finds another one. */
  S update(S object, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options);
    String name = object.metadata().name();
    if (name == null || name.isEmpty()) {
      throw new IllegalArgumentException(
          "an object without metadata.name can't be updated: give it a name, or create it");
    }
    String version = object.metadata().resourceVersion();
    boolean guarded = version != null && !version.isEmpty();
    return call(Requests.update(path, name, suffix, filled), object, guarded, filled);
  }

  /** Not repeatable: some patches add something each time. */
  S patch(String name, Patch patch, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options);
    return call(
        Requests.patch(path, name, suffix, filled),
        new Call.Document(patch.mediaType(), patch.body()),
        false,
        filled);
  }

  /**
   * Reads, changes and patches until nobody else has come in between.
   *
   * @throws ConflictException if somebody has, each of {@link #MAX_EDITS} times
   */
  S edit(String name, UnaryOperator<S> change, Consumer<WriteOptions> options) {
    long pause = FIRST_EDIT_PAUSE.toNanos();
    for (int made = 1; ; made++) {
      try {
        return editOnce(name, change, options);
      } catch (ConflictException e) {
        if (made == MAX_EDITS) {
          throw e;
        }
      }
      calls.pauseOrCancel(pause, "edit of " + name);
      pause *= 2;
    }
  }

  private S editOnce(String name, UnaryOperator<S> change, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options);
    ApiRequest get = Requests.get(path, name, suffix, new GetOptions());
    JsonObject whole =
        calls.make(new Call<>(get, null, false, true, filled.timeout(), new Call.TreeReader()));
    S before = Codec.fromTree(type, whole);
    S after = change.apply(before);
    JsonObject was = (JsonObject) Codec.toTree(before);
    JsonObject is = (JsonObject) Codec.toTree(after);
    if (is.equals(was)) {
      return before;
    }
    if (!name.equals(after.metadata().name())) {
      throw new IllegalArgumentException(
          "an edit can't rename " + name + " to " + after.metadata().name() + ": create another");
    }
    MergePatch patch = MergePatch.diff(whole, Rebase.of(whole, was, is, type));
    String version = before.metadata().resourceVersion();
    return patch(name, version == null ? patch : patch.guardedBy(version), options);
  }

  /** Repeatable: what is asked for is there the second time. */
  S apply(JsonObject configuration, String fieldManager, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options).fieldManager(fieldManager);
    if (!(configuration.get("metadata") instanceof JsonObject metadata)
        || !(metadata.get("name") instanceof JsonString name)) {
      throw new IllegalArgumentException(
          "a configuration without metadata.name can't be applied: say which object it is for");
    }
    return call(
        Requests.patch(path, name.value(), suffix, filled),
        new Call.Document(Requests.APPLY, configuration),
        true,
        filled);
  }

  private S call(ApiRequest request, Object body, boolean repeatable, WriteOptions options) {
    return calls.make(
        new Call<>(
            request, body, protobuf, repeatable, options.timeout(), new Call.ObjectReader<>(type)));
  }

  private static WriteOptions filled(Consumer<WriteOptions> options) {
    WriteOptions filled = new WriteOptions();
    options.accept(filled);
    return filled;
  }
}
