package dev.fairlead.generator;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fairlead.generator.Component.Form;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes the builder of a type: for each component a setter, and whatever makes the call short: a
 * lambda for an object, one more item for a list, one entry for a map, plain Java values for
 * scalars.
 */
final class BuilderSource {
  private final Names names;
  private final ClassName self;
  private final ClassName builder;
  private final List<Component> components;
  private final Set<String> taken;

  BuilderSource(Names names, ClassName self, List<Component> components) {
    this.names = names;
    this.self = self;
    this.builder = self.nestedClass("Builder");
    this.components = components;
    this.taken = components.stream().map(Component::name).collect(Collectors.toSet());
  }

  TypeSpec source() {
    TypeSpec.Builder out =
        TypeSpec.classBuilder(builder)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(
                ParameterizedTypeName.get(names.inModel("type", "RecordBuilder"), self, builder))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addParameter(self.annotated(RecordSource.NULLABLE), "start")
                    .addStatement("super(TYPE, start)")
                    .build());
    for (int i = 0; i < components.size(); i++) {
      add(out, components.get(i), i);
    }
    return out.build();
  }

  private void add(TypeSpec.Builder out, Component c, int index) {
    switch (c.form()) {
      case Form.Scalar scalar -> addScalar(out, c, scalar, index);
      case Form.Message(ClassName type) -> {
        out.addMethod(setter(c.name(), nullable(type), CodeBlock.of("set($L, value)", index)));
        out.addMethod(
            setter(
                c.name(),
                fill(type),
                CodeBlock.of(
                    "set($L, filled(current($L) instanceof $T now ? now.toBuilder() : $T.builder(),"
                        + " value))",
                    index,
                    index,
                    type,
                    type)));
      }
      case Form.ListOf(Form element) -> addList(out, c, element, index);
      case Form.MapOf(Form value) -> addMap(out, c, value, index);
    }
  }

  private void addScalar(TypeSpec.Builder out, Component c, Form.Scalar scalar, int index) {
    CodeBlock set = CodeBlock.of("set($L, value)", index);
    if (scalar.boxed().isBoxedPrimitive()) {
      out.addMethod(setter(c.name(), scalar.boxed().unbox(), set));
      if (c.property().pointer()) {
        out.addMethod(setter(c.name(), nullable(scalar.boxed()), set));
      }
      return;
    }
    out.addMethod(setter(c.name(), nullable(scalar.boxed()), set));
    for (ParameterSpec plain : plainForms(scalar)) {
      out.addMethod(
          setter(
              c.name(),
              plain.type(),
              CodeBlock.of("set($L, $L)", index, converted(scalar, plain))));
    }
  }

  /** Java types that a scalar is gladly given as. */
  private static List<ParameterSpec> plainForms(Form.Scalar scalar) {
    return switch (scalar.constant()) {
      case "INT_OR_STRING" -> List.of(value(TypeName.INT), value(ClassName.get(String.class)));
      case "QUANTITY" -> List.of(value(ClassName.get(String.class)));
      case "TIME", "MICRO_TIME" -> List.of(value(ClassName.get(Instant.class)));
      default -> List.of();
    };
  }

  private static CodeBlock converted(Form.Scalar scalar, ParameterSpec plain) {
    return switch (scalar.constant()) {
      case "INT_OR_STRING" ->
          CodeBlock.of(
              "$T.$L(value)", scalar.boxed(), plain.type().isPrimitive() ? "ofInt" : "ofString");
      case "QUANTITY" -> CodeBlock.of("$T.parse(value)", scalar.boxed());
      default -> CodeBlock.of("$T.of(value)", scalar.boxed());
    };
  }

  private void addList(TypeSpec.Builder out, Component c, Form element, int index) {
    TypeName list = ParameterizedTypeName.get(ClassName.get(List.class), element.javaType());
    CodeBlock set = CodeBlock.of("set($L, value)", index);
    out.addMethod(setter(c.name(), list, set));
    String one = Names.singular(c.name());
    boolean distinct = !one.equals(c.name());
    if (distinct && (taken.contains(one) || javax.lang.model.SourceVersion.isKeyword(one))) {
      one = "add" + Names.upperFirst(one);
    }
    CodeBlock add = CodeBlock.of("add($L, value)", index);
    switch (element) {
      case Form.Message(ClassName type) -> {
        out.addMethod(setter(one, type, add));
        out.addMethod(
            setter(
                one,
                fill(type),
                CodeBlock.of("add($L, filled($T.builder(), value))", index, type)));
      }
      case Form.Scalar scalar -> {
        TypeName item = scalar.boxed();
        out.addMethod(
            MethodSpec.methodBuilder(c.name())
                .addModifiers(Modifier.PUBLIC)
                .varargs()
                .returns(builder)
                .addParameter(ArrayTypeName.of(item), "value")
                .addStatement("return set($L, $T.of(value))", index, List.class)
                .build());
        if (distinct) {
          out.addMethod(setter(one, item, add));
        }
      }
      case Form.ListOf inner -> throw new IllegalStateException("a list of lists: " + c.name());
      case Form.MapOf inner -> throw new IllegalStateException("a list of maps: " + c.name());
    }
  }

  private void addMap(TypeSpec.Builder out, Component c, Form value, int index) {
    TypeName map =
        ParameterizedTypeName.get(
            ClassName.get(java.util.Map.class), ClassName.get(String.class), value.javaType());
    out.addMethod(setter(c.name(), map, CodeBlock.of("set($L, value)", index)));
    String one = Names.singular(c.name());
    if ((!one.equals(c.name()) && taken.contains(one))
        || javax.lang.model.SourceVersion.isKeyword(one)) {
      one = "put" + Names.upperFirst(one);
    }
    out.addMethod(entry(one, value.javaType(), CodeBlock.of("put($L, key, value)", index)));
    if (value instanceof Form.Scalar scalar) {
      for (ParameterSpec plain : plainForms(scalar)) {
        out.addMethod(
            entry(
                one,
                plain.type(),
                CodeBlock.of("put($L, key, $L)", index, converted(scalar, plain))));
      }
    }
    if (value instanceof Form.Message(ClassName type)) {
      out.addMethod(
          entry(
              one,
              fill(type),
              CodeBlock.of("put($L, key, filled($T.builder(), value))", index, type)));
    }
  }

  private MethodSpec setter(String name, TypeName type, CodeBlock body) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .returns(builder)
        .addParameter(type, "value")
        .addStatement("return $L", body)
        .build();
  }

  private MethodSpec entry(String name, TypeName type, CodeBlock body) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .returns(builder)
        .addParameter(String.class, "key")
        .addParameter(type, "value")
        .addStatement("return $L", body)
        .build();
  }

  private static ParameterSpec value(TypeName type) {
    return ParameterSpec.builder(type, "value").build();
  }

  private static TypeName nullable(TypeName type) {
    return type.annotated(RecordSource.NULLABLE);
  }

  private static TypeName fill(ClassName type) {
    return ParameterizedTypeName.get(ClassName.get(Consumer.class), type.nestedClass("Builder"));
  }
}
