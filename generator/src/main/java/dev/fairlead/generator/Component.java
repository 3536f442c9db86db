package dev.fairlead.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.fairlead.schema.ObjectSchema;
import dev.fairlead.schema.PropertySchema;
import java.util.List;
import java.util.Map;

/**
 * A property on its way to a record component.
 *
 * <p>What a component holds when the property is absent follows Go, so that both wire forms decode
 * to the same object: lists and maps are empty, objects that Go holds by value are empty objects,
 * numbers and booleans that Go holds by value are primitives, required strings are empty. All else
 * is null.
 */
record Component(PropertySchema property, Form form) {
  private static final String LIST_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

  /** The Java form of a value. */
  sealed interface Form {
    /** A constant of Shape.Scalar and the class that holds it, boxed. */
    record Scalar(String constant, ClassName boxed) implements Form {}

    record Message(ClassName type) implements Form {}

    record ListOf(Form element) implements Form {}

    record MapOf(Form value) implements Form {}

    default TypeName javaType() {
      return switch (this) {
        case Scalar scalar -> scalar.boxed();
        case Message message -> message.type();
        case ListOf(Form element) ->
            ParameterizedTypeName.get(ClassName.get(List.class), element.javaType());
        case MapOf(Form value) ->
            ParameterizedTypeName.get(
                ClassName.get(Map.class), ClassName.get(String.class), value.javaType());
      };
    }
  }

  String name() {
    return Names.component(property.name());
  }

  boolean isPrimitive() {
    return !property.pointer() && form instanceof Form.Scalar s && s.boxed().isBoxedPrimitive();
  }

  /** A struct that Go holds by value: never null in Java. */
  boolean isEmbeddedObject() {
    return !property.pointer() && form instanceof Form.Message;
  }

  private boolean isRequiredString() {
    return form instanceof Form.Scalar(String constant, ClassName type)
        && constant.equals("STRING")
        && !property.pointer()
        && property.zeroText().equals("\"\"");
  }

  TypeName componentType() {
    if (isPrimitive()) {
      return form.javaType().unbox();
    }
    boolean neverNull =
        isEmbeddedObject()
            || isRequiredString()
            || form instanceof Form.ListOf
            || form instanceof Form.MapOf;
    return neverNull ? form.javaType() : form.javaType().annotated(RecordSource.NULLABLE);
  }

  /** The line of the constructor; it puts what stands for absent in the place of null. */
  void assign(MethodSpec.Builder constructor, Names names) {
    CodeBlock value =
        switch (form) {
          case Form.ListOf list ->
              CodeBlock.of("$T.list($N)", names.inModel("type", "Values"), name());
          case Form.MapOf map ->
              CodeBlock.of("$T.map($N)", names.inModel("type", "Values"), name());
          case Form.Message(ClassName type) when isEmbeddedObject() ->
              CodeBlock.of("$N == null ? $T.TYPE.empty() : $N", name(), type, name());
          case Form.Scalar s when isRequiredString() ->
              CodeBlock.of("$N == null ? \"\" : $N", name(), name());
          case Form.Scalar(String constant, ClassName type)
              when !property.pointer() && (constant.equals("STRING") || constant.equals("BYTES")) ->
              CodeBlock.of("$N == null || $N.isEmpty() ? null : $N", name(), name(), name());
          default -> CodeBlock.of("$N", name());
        };
    constructor.addStatement("this.$N = $L", name(), value);
  }

  /** The expression that takes the component out of {@code values}. */
  CodeBlock fromValue(int index) {
    if (isPrimitive()) {
      String zero =
          switch (((Form.Scalar) form).constant()) {
            case "BOOL" -> "false";
            case "INT32" -> "0";
            case "INT64" -> "0L";
            default -> "0.0";
          };
      return CodeBlock.of(
          "values[$L] == null ? $L : ($T) values[$L]", index, zero, form.javaType(), index);
    }
    return CodeBlock.of("($T) values[$L]", form.javaType(), index);
  }

  private String presence() {
    if (property.pointer()) {
      return "EXPLICIT";
    }
    boolean writtenEmpty = !property.zeroText().isEmpty() && !property.zeroText().equals("null");
    boolean requiredList = property.required() && form instanceof Form.ListOf;
    return writtenEmpty || requiredList ? "REQUIRED" : "IMPLICIT";
  }

  /** The line of the descriptor. */
  CodeBlock describe(Names names, ObjectSchema owner) {
    ClassName field = names.inModel("type", "Field");
    CodeBlock.Builder line =
        CodeBlock.builder()
            .add(
                "$T.of($S, $L, $T.$L",
                field,
                property.name(),
                shape(form, names),
                field.nestedClass("Presence"),
                presence());
    property.protobufPath().forEach(number -> line.add(", $L", number));
    line.add(")");
    if (property.listType() != null) {
      line.add(
          ".listType($T.$L",
          field.nestedClass("ListType"),
          property.listType().toUpperCase(java.util.Locale.ROOT));
      property.listMapKeys().forEach(key -> line.add(", $S", key));
      line.add(")");
    }
    if ("atomic".equals(property.mapType())) {
      line.add(".atomic()");
    }
    if (!property.patchStrategy().isEmpty() || property.patchMergeKey() != null) {
      line.add(".patch($S", property.patchMergeKey());
      property.patchStrategy().forEach(strategy -> line.add(", $S", strategy));
      line.add(")");
    }
    if (property.defaultJson() != null && !isZero(property.defaultJson())) {
      line.add(".defaultJson($S)", property.defaultJson());
    }
    if (property.zeroText().equals("null") && !isListOfList(owner)) {
      line.add(".nullable()");
    }
    return line.build();
  }

  /** Servers print the items of empty lists and the rows of empty tables as []. */
  private boolean isListOfList(ObjectSchema owner) {
    return form instanceof Form.ListOf
        && owner.properties().stream()
            .anyMatch(other -> other.value().equals(new PropertySchema.Value.Reference(LIST_META)));
  }

  private static boolean isZero(String json) {
    return List.of("{}", "\"\"", "0", "false").contains(json);
  }

  private static CodeBlock shape(Form form, Names names) {
    ClassName shape = names.inModel("type", "Shape");
    return switch (form) {
      case Form.Scalar scalar ->
          CodeBlock.of("$T.$L", shape.nestedClass("Scalar"), scalar.constant());
      case Form.Message(ClassName type) -> CodeBlock.of("$T.message($T.class)", shape, type);
      case Form.ListOf(Form element) -> CodeBlock.of("$T.list($L)", shape, shape(element, names));
      case Form.MapOf(Form value) -> CodeBlock.of("$T.map($L)", shape, shape(value, names));
    };
  }
}
