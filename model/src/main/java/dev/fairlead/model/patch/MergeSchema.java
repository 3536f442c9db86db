package dev.fairlead.model.patch;

import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the type says about merging the values below one place; Go's PatchMetaFromStruct.
 *
 * @param type the type of the object there, or null if it is no object with known fields
 * @param goKind what Go calls such a value, for errors
 * @param name of the type, for errors
 */
record MergeSchema(@Nullable Type<?> type, String goKind, String name) {

  /**
   * How to merge the value of one field.
   *
   * @param content of the object there, or of each item of the list
   * @param retainsKeys whether patches name the members to keep; of a list, of its items
   * @param strategy merge, replace, or empty where the type says neither
   * @param mergeKey the member that tells list items apart; empty where there is none
   */
  record FieldRules(MergeSchema content, boolean retainsKeys, String strategy, String mergeKey) {
    boolean merges() {
      return strategy.equals(Directives.MERGE);
    }

    boolean replaces() {
      return strategy.equals(Directives.REPLACE);
    }
  }

  static MergeSchema of(Type<?> type) {
    return new MergeSchema(type, "struct", type.name());
  }

  private static MergeSchema of(Shape shape) {
    return switch (shape) {
      case Shape.Message message -> of(message.type());
      case Shape.ListOf list -> new MergeSchema(null, "slice", "");
      case Shape.MapOf map -> new MergeSchema(null, "map", "");
      case Shape.Scalar scalar -> ofScalar(scalar);
    };
  }

  private static MergeSchema ofScalar(Shape.Scalar scalar) {
    return switch (scalar) {
      case STRING, BOOL, INT32, INT64 ->
          new MergeSchema(null, scalar.name().toLowerCase(Locale.ROOT), "");
      case DOUBLE -> new MergeSchema(null, "float64", "");
      case BYTES -> new MergeSchema(null, "slice", "");
      // structs whose members are never met in JSON
      case QUANTITY -> new MergeSchema(null, "struct", "Quantity");
      case INT_OR_STRING -> new MergeSchema(null, "struct", "IntOrString");
      case TIME -> new MergeSchema(null, "struct", "Time");
      case MICRO_TIME -> new MergeSchema(null, "struct", "MicroTime");
      case DURATION -> new MergeSchema(null, "struct", "Duration");
      case FIELDS_V1 -> new MergeSchema(null, "struct", "FieldsV1");
      case RAW_EXTENSION -> new MergeSchema(null, "struct", "RawExtension");
      case JSON -> new MergeSchema(null, "struct", "JSON");
    };
  }

  /** The rules of a field whose value is an object. */
  FieldRules object(String name, Place place) {
    Field field = field(name, place);
    return rules(field, of(field.shape()));
  }

  /** The rules of a field whose value is a list. */
  FieldRules list(String name, Place place) {
    Field field = field(name, place);
    if (!(field.shape() instanceof Shape.ListOf list)) {
      throw MergeErrors.of(
          place, "expected slice or array type, but got: " + of(field.shape()).goKind);
    }
    if (list.element() instanceof Shape.ListOf) {
      throw MergeErrors.of(place, "unexpected slice of slice");
    }
    return rules(field, of(list.element()));
  }

  private static FieldRules rules(Field field, MergeSchema content) {
    String strategy = "";
    boolean retainsKeys = false;
    for (String word : field.patchStrategy()) {
      if (word.equals(Directives.RETAIN_KEYS_STRATEGY)) {
        retainsKeys = true;
      } else {
        strategy = word;
      }
    }
    String mergeKey = field.patchMergeKey();
    return new FieldRules(content, retainsKeys, strategy, mergeKey == null ? "" : mergeKey);
  }

  private Field field(String name, Place place) {
    if (type == null && !goKind.equals("struct")) {
      throw MergeErrors.of(
          place, "merging an object in json but data type is not struct, instead is: " + goKind);
    }
    return Optional.ofNullable(type)
        .filter(known -> !known.isUnion()) // shown in JSON as one of its fields: names mean nothing
        .flatMap(known -> known.field(name).or(() -> inOtherCase(known, name)))
        .orElseThrow(() ->
            MergeErrors.of(
                place,
                "unable to find api field in struct "
                    + this.name
                    + " for the json field "
                    + GoText.quote(name)));
  }

  /** Go takes a name in another case where the exact one is no field's. */
  private static Optional<Field> inOtherCase(Type<?> type, String name) {
    return type.fields().stream().filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
  }
}
