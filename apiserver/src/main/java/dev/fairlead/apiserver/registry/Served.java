package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.kind.Kind;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.schema.ApiResource;
import org.jspecify.annotations.Nullable;

/**
 * A resource in one of the versions in which it is served.
 *
 * @param facts what discovery tells of it
 * @param type of the objects as clients see them
 * @param kind the rules, for objects as they are stored
 * @param storage where they are kept: resource and group of the stored version
 * @param conversion between the two; the same object where the version is the stored one
 */
public record Served<S extends KubernetesObject>(
    ApiResource facts,
    Type<? extends KubernetesObject> type,
    Kind<S> kind,
    String storage,
    Conversion<S> conversion) {

  /** Between a served version and the stored one. */
  public interface Conversion<S extends KubernetesObject> {
    S toStored(KubernetesObject served);

    KubernetesObject toServed(S stored);
  }

  public GroupResource groupResource() {
    return new GroupResource(facts.group(), facts.resource());
  }

  /** Group and kind, as the messages about invalid objects name them: those of what is stored. */
  public GroupResource groupKind() {
    return new GroupResource(kind.type().kind().orElseThrow().group(), facts.kind());
  }

  public GroupVersionKind gvk() {
    return new GroupVersionKind(facts.group(), facts.version(), facts.kind());
  }

  public boolean namespaced() {
    return facts.namespaced();
  }

  public boolean allows(String verb) {
    return facts.verbs().contains(verb);
  }

  public Key key(String namespace, String name) {
    return new Key(storage, namespaced() ? namespace : "", name);
  }

  /** The object as it is stored. */
  @SuppressWarnings("unchecked") // the table of this resource only holds objects of its kind
  public S stored(@Nullable KubernetesObject object) {
    if (object == null) {
      throw new IllegalStateException("no object where there must be one of " + gvk());
    }
    return (S) object;
  }
}
