package dev.fairlead.model;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;

/**
 * An object with metadata at the root of a document. Generated kinds are; so can be your records.
 */
public interface KubernetesObject {

  ObjectMeta metadata();

  /** Group, version and kind, from the type. */
  default GroupVersionKind kind() {
    return Type.of(getClass())
        .kind()
        .orElseThrow(() ->
            new IllegalStateException(
                getClass().getName() + " has no kind: annotate the record with @Kind"));
  }

  /** The object as a YAML document. */
  default String toYaml() {
    return Codec.yaml().encodeToString(this);
  }

  /** The object as compact JSON. */
  default String toJson() {
    return Codec.json().encodeToString(this);
  }
}
