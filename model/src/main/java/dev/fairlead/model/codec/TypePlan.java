package dev.fairlead.model.codec;

import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.sym.PropertyNameMatcher;

/** What the codecs derive from a type once: names and field numbers by direct look-up. */
final class TypePlan {
  final Type<?> type;
  final Field[] fields;

  /** Objects of this type, for the dictionary. */
  final int sort = Dictionary.newSort();

  private @Nullable PropertyNameMatcher matcher;
  private @Nullable ProtobufNode protobuf;

  private TypePlan(Type<?> type) {
    this.type = type;
    this.fields = type.fields().toArray(Field[]::new);
  }

  static TypePlan of(Type<?> type) {
    return type.plan(TypePlan.class, TypePlan::new);
  }

  /** The index of the field, or {@link TokenReader#UNKNOWN_FIELD}. */
  int indexOf(String name) {
    int index = type.indexOf(name);
    return index < 0 ? TokenReader.UNKNOWN_FIELD : index;
  }

  /** Two threads may build it at once: both build the same. */
  PropertyNameMatcher matcher() {
    PropertyNameMatcher made = matcher;
    if (made == null) {
      List<String> names = type.fields().stream().map(Field::name).toList();
      made = JsonTokens.matcher(names);
      matcher = made;
    }
    return made;
  }

  ProtobufNode protobuf() {
    ProtobufNode made = protobuf;
    if (made == null) {
      made = ProtobufNode.of(fields);
      protobuf = made;
    }
    return made;
  }
}
