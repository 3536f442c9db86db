package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.type.Type;
import org.jspecify.annotations.Nullable;

/** Gives objects of any kind another metadata, or another value of any one field. */
public final class MetadataChange {
  private MetadataChange() {}

  public static <T extends KubernetesObject> T with(T object, ObjectMeta metadata) {
    return with(object, "metadata", metadata);
  }

  /** A copy in which the field has this value; the object itself if its type lacks the field. */
  @SuppressWarnings("unchecked") // the descriptor of an object's class makes objects of that class
  public static <T extends KubernetesObject> T with(
      T object, String field, @Nullable Object value) {
    Type<T> type = (Type<T>) Type.of(object.getClass());
    int changed = type.indexOf(field);
    if (changed < 0) {
      return object;
    }
    @Nullable Object[] values = new Object[type.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == changed ? value : type.get(object, i);
    }
    return type.create(values);
  }

  /** The object with a revision as its resource version. */
  public static KubernetesObject withRevision(KubernetesObject object, long revision) {
    String version = Long.toString(revision);
    return with(object, object.metadata().with(m -> m.resourceVersion(version)));
  }
}
