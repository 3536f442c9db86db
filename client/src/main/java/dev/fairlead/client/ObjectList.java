package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ListMeta;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of your own records. */
public record ObjectList<T extends KubernetesObject>(ListMeta metadata, List<T> items)
    implements KubernetesList<T> {

  public ObjectList {
    items = List.copyOf(items);
  }

  /** The descriptor of lists of this type. */
  static <T extends KubernetesObject> Type<ObjectList<T>> typeOf(Type<T> item) {
    return new ListType<>(item);
  }

  private static final class ListType<T extends KubernetesObject> extends Type<ObjectList<T>> {
    private final Type<T> item;

    @SuppressWarnings("unchecked") // the class of a list of T is that of a list of anything
    ListType(Type<T> item) {
      super(
          item.name() + "List", (Class<ObjectList<T>>) (Class<?>) ObjectList.class, listKind(item));
      this.item = item;
    }

    private static @Nullable GroupVersionKind listKind(Type<?> item) {
      return item.kind()
          .map(k -> new GroupVersionKind(k.group(), k.version(), k.kind() + "List"))
          .orElse(null);
    }

    @Override
    protected List<Field> describe() {
      return List.of(
          Field.of("metadata", Shape.message(ListMeta.class), Field.Presence.REQUIRED),
          Field.of("items", Shape.list(Shape.message(item)), Field.Presence.REQUIRED));
    }

    @Override
    public Object get(ObjectList<T> list, int index) {
      return index == 0 ? list.metadata() : list.items();
    }

    @Override
    @SuppressWarnings("unchecked") // the fields say so
    public ObjectList<T> create(@Nullable Object[] values) {
      ListMeta metadata = values[0] == null ? ListMeta.TYPE.empty() : (ListMeta) values[0];
      return new ObjectList<>(metadata, values[1] == null ? List.of() : (List<T>) values[1]);
    }
  }
}
