package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.type.Type;
import java.util.function.Consumer;

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

  /** Not repeatable: the second time the object is there. */
  S create(S object, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options);
    return call(Requests.create(path, filled), object, false, filled);
  }

  S createAt(String name, S content, Consumer<WriteOptions> options) {
    WriteOptions filled = filled(options);
    return call(Requests.createAt(path, name, suffix, filled), content, false, filled);
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
