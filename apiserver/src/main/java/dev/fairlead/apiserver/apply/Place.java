package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** As which of the kinds that its schema allows a value is read. */
enum Place {
  MAP,
  SCALAR,
  LIST;

  /** The value's own kind if the schema allows it, otherwise the first that it allows. */
  static Place of(Schema schema, @Nullable JsonValue value) {
    if (value instanceof JsonObject) {
      if (schema.map() != null) {
        return MAP;
      }
    } else if (value instanceof JsonArray) {
      if (schema.list() != null) {
        return LIST;
      }
    } else if (value != null && !(value instanceof JsonNull) && schema.scalar() != null) {
      return SCALAR;
    }
    return schema.map() != null ? MAP : schema.scalar() != null ? SCALAR : LIST;
  }

  static Schema.Members map(Schema schema) {
    return Objects.requireNonNull(schema.map());
  }

  static Schema.Items list(Schema schema) {
    return Objects.requireNonNull(schema.list());
  }

  static Schema.Scalar scalar(Schema schema) {
    return Objects.requireNonNull(schema.scalar());
  }
}
