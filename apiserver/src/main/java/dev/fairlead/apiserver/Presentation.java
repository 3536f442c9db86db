package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Events;
import dev.fairlead.apiserver.registry.ListPage;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.table.Tables;
import dev.fairlead.apiserver.table.View;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.meta.v1.ListMeta;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows objects, lists and events of one resource in the format and form that a client wants. */
final class Presentation<S extends KubernetesObject> {
  private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  private static final Tables TABLES = new Tables();

  private final Served<S> resource;
  private final Negotiation form;
  private final @Nullable View<S> view;
  private final Instant now;
  private final EncodedForms forms;
  private boolean first = true;

  /**
   * For one request.
   *
   * @param now to tell ages
   */
  Presentation(
      Served<S> resource, Negotiation form, Request request, Instant now, EncodedForms forms) {
    this.resource = resource;
    this.form = form;
    this.view = View.of(request, form, resource.facts(), resource.kind());
    this.now = now;
    this.forms = forms;
  }

  byte[] object(Stored stored) {
    if (view != null) {
      return form.encode(TABLES.object(view, resource.stored(stored.object()), now));
    }
    return form.format() == Format.PROTOBUF ? shared(stored) : form.encode(served(stored));
  }

  /** The bytes of an object as all clients of the format get them, made once. */
  private byte[] shared(Stored stored) {
    return forms.of(
        stored, form.format(), resource.gvk(), () -> form.format().codec().encode(served(stored)));
  }

  private KubernetesObject served(Stored stored) {
    return resource.conversion().toServed(resource.stored(stored.object()));
  }

  byte[] list(ListPage page) {
    ListMeta metadata =
        ListMeta.of(m ->
            m.resourceVersion(Long.toString(page.revision()))
                .continueToken(page.continueToken().isEmpty() ? null : page.continueToken())
                .remainingItemCount(page.remaining() == 0 ? null : Long.valueOf(page.remaining())));
    if (view != null) {
      List<S> items = new ArrayList<>(page.items().size());
      page.items().forEach(item -> items.add(resource.stored(item.object())));
      return form.encode(TABLES.list(view, metadata, items, now));
    }
    List<KubernetesObject> items = new ArrayList<>(page.items().size());
    page.items().forEach(item -> items.add(served(item)));
    return form.encode(listOf(metadata, items));
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
      case Events.Event.Changed(var kind, var stored) ->
          framed(kind.name(), view == null ? shared(stored) : viewed(stored.object()));
      case Events.Event.Bookmark(var revision, var end) ->
          framed("BOOKMARK", bookmark(revision, end));
      case Events.Event.Failure(var why) ->
          framed("ERROR", form.format().codec().encode(why.status()));
    };
  }

  private byte[] viewed(KubernetesObject object) {
    boolean isFirst = first;
    first = false;
    Object shown =
        TABLES.event(Objects.requireNonNull(view), resource.stored(object), now, isFirst);
    return form.format().codec().encode(shown);
  }

  /** Only the version, in an otherwise empty object. */
  private byte[] bookmark(long revision, boolean initialEnd) {
    S unset = resource.kind().unset();
    Map<String, String> annotations = new LinkedHashMap<>(unset.metadata().annotations());
    if (initialEnd) {
      annotations.put(INITIAL_EVENTS_END, "true");
    }
    String version = Long.toString(revision);
    S bookmark =
        MetadataChange.with(
            unset, unset.metadata().with(m -> m.resourceVersion(version).annotations(annotations)));
    return view == null
        ? form.format().codec().encode(resource.conversion().toServed(bookmark))
        : viewed(bookmark);
  }

  private byte[] framed(String type, byte[] object) {
    return form.format() == Format.PROTOBUF
        ? EventFrames.protobuf(type, object)
        : EventFrames.json(type, object);
  }
}
