package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Events;
import dev.fairlead.apiserver.registry.ListPage;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.meta.v1.ListMeta;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows objects, lists and events of one resource in the format and form that a client wants. */
final class Presentation<S extends KubernetesObject> {
  private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  private final Served<S> resource;
  private final Negotiation form;

  Presentation(Served<S> resource, Negotiation form) {
    this.resource = resource;
    this.form = form;
  }

  /** What names the bytes of an object in {@link Stored#derived}. */
  private record Encoded(Format format, GroupVersionKind kind) {}

  byte[] object(Stored stored) {
    return stored.derived(
        new Encoded(form.format(), resource.gvk()),
        () -> form.format().codec().encode(served(stored)));
  }

  private KubernetesObject served(Stored stored) {
    return resource.conversion().toServed(resource.stored(stored.object()));
  }

  byte[] list(ListPage page) {
    List<KubernetesObject> items = new ArrayList<>(page.items().size());
    page.items().forEach(item -> items.add(served(item)));
    ListMeta metadata =
        ListMeta.of(
            m ->
                m.resourceVersion(Long.toString(page.revision()))
                    .continueToken(page.continueToken().isEmpty() ? null : page.continueToken())
                    .remainingItemCount(
                        page.remaining() == 0 ? null : Long.valueOf(page.remaining())));
    return form.format().codec().encode(listOf(metadata, items));
  }

  private Object listOf(ListMeta metadata, List<KubernetesObject> items) {
    GroupVersionKind gvk = resource.gvk();
    GroupVersionKind listKind =
        new GroupVersionKind(gvk.group(), gvk.version(), gvk.kind() + "List");
    Type<?> type =
        TypeRegistry.kubernetes()
            .find(listKind)
            .orElseThrow(() -> new IllegalStateException("no type for " + listKind));
    @Nullable Object[] values = new Object[type.fields().size()];
    values[type.indexOf("metadata")] = metadata;
    values[type.indexOf("items")] = items;
    return type.create(values);
  }

  /** An event as it travels: a line of JSON, or a frame of protobuf. */
  byte[] event(Events.Event event) {
    return switch (event) {
      case Events.Event.Object(var kind, var stored) -> framed(kind.name(), object(stored));
      case Events.Event.Bookmark(var revision, var end) ->
          framed("BOOKMARK", form.format().codec().encode(bookmark(revision, end)));
      case Events.Event.Failure(var why) ->
          framed("ERROR", form.format().codec().encode(why.status()));
    };
  }

  /** Only the version, in an otherwise empty object. */
  private Object bookmark(long revision, boolean initialEnd) {
    Map<String, String> annotations = initialEnd ? Map.of(INITIAL_EVENTS_END, "true") : Map.of();
    return bookmark(resource.type(), Long.toString(revision), annotations);
  }

  private static <T extends KubernetesObject> T bookmark(
      Type<T> type, String version, Map<String, String> annotations) {
    T empty = type.empty();
    return MetadataChange.with(
        empty, empty.metadata().with(m -> m.resourceVersion(version).annotations(annotations)));
  }

  private byte[] framed(String type, byte[] object) {
    return form.format() == Format.PROTOBUF
        ? EventFrames.protobuf(type, object)
        : EventFrames.json(type, object);
  }
}
