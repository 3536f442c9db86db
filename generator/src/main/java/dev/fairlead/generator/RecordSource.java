package dev.fairlead.generator;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fairlead.generator.Component.Form;
import dev.fairlead.schema.KubernetesApi;
import dev.fairlead.schema.ObjectSchema;
import dev.fairlead.schema.PropertySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/** Writes one type: a record with its constants, its builder and its descriptor. */
final class RecordSource {
  static final AnnotationSpec NULLABLE =
      AnnotationSpec.builder(ClassName.get("org.jspecify.annotations", "Nullable")).build();

  /** Schemas that are scalars in Java: constant of Shape.Scalar and the class that holds them. */
  private static final Map<String, String[]> SCALARS =
      Map.of(
          "io.k8s.apimachinery.pkg.api.resource.Quantity", new String[] {"QUANTITY", "Quantity"},
          "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
              new String[] {"INT_OR_STRING", "IntOrString"},
          "io.k8s.apimachinery.pkg.apis.meta.v1.Time", new String[] {"TIME", "Time"},
          "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime",
              new String[] {"MICRO_TIME", "MicroTime"},
          "io.k8s.apimachinery.pkg.apis.meta.v1.Duration", new String[] {"DURATION", "Duration"},
          "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1", new String[] {"FIELDS_V1", "FieldsV1"},
          "io.k8s.apimachinery.pkg.runtime.RawExtension", new String[] {"RAW_EXTENSION", ""},
          "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON",
              new String[] {"JSON", ""});

  /** What generated types do beyond holding data: interfaces of model, by schema. */
  private static final Map<String, String> BEHAVIOURS =
      Map.of(
          "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", "Metadata",
          "io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector", "LabelSelection",
          "io.k8s.apimachinery.pkg.apis.meta.v1.Status", "StatusReading");

  private final KubernetesApi api;
  private final Names names;

  RecordSource(KubernetesApi api, Names names) {
    this.api = api;
    this.names = names;
  }

  static boolean isScalar(String schemaName) {
    return SCALARS.containsKey(schemaName);
  }

  TypeSpec source(ObjectSchema schema) {
    ClassName self = names.type(schema);
    List<Component> components = components(schema);
    MethodSpec.Builder canonical = MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC);
    for (Component c : components) {
      canonical.addParameter(ParameterSpec.builder(c.componentType(), c.name()).build());
    }
    components.forEach(c -> c.assign(canonical, names));
    TypeSpec.Builder record =
        TypeSpec.recordBuilder(self.simpleName())
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc("$L.", title(schema))
            .recordConstructor(canonical.build());
    addInterfaces(record, schema, components);
    ClassName builder = self.nestedClass("Builder");
    TypeName fill = ParameterizedTypeName.get(ClassName.get(Consumer.class), builder);
    record
        .addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(names.inModel("type", "Type"), self),
                    "TYPE",
                    Modifier.PUBLIC,
                    Modifier.STATIC,
                    Modifier.FINAL)
                .initializer("new Descriptor()")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("of")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(self)
                .addParameter(fill, "fill")
                .addStatement("$T builder = builder()", builder)
                .addStatement("fill.accept(builder)")
                .addStatement("return builder.build()")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("builder")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(builder)
                .addStatement("return new Builder(null)")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("toBuilder")
                .addJavadoc("A builder that starts from this object's values.")
                .addModifiers(Modifier.PUBLIC)
                .returns(builder)
                .addStatement("return new Builder(this)")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("with")
                .addJavadoc("A changed copy.")
                .addModifiers(Modifier.PUBLIC)
                .returns(self)
                .addParameter(fill, "change")
                .addStatement("$T builder = toBuilder()", builder)
                .addStatement("change.accept(builder)")
                .addStatement("return builder.build()")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("toString")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $T.of(TYPE, this)", names.inModel("type", "Summary"))
                .build())
        .addType(new BuilderSource(names, self, components).source())
        .addType(descriptor(schema, self, components));
    return record.build();
  }

  private static String title(ObjectSchema schema) {
    if (schema.kinds().isEmpty()) {
      return schema.shortName();
    }
    ObjectSchema.Kind kind = rootKind(schema);
    String group = kind.group().isEmpty() ? "" : kind.group() + "/";
    return kind.kind() + " of " + group + kind.version();
  }

  /** The one kind of nearly all; for those that every group serves, the core group's. */
  private static ObjectSchema.Kind rootKind(ObjectSchema schema) {
    return schema.kinds().stream()
        .filter(kind -> kind.group().isEmpty() && kind.version().equals("v1"))
        .findFirst()
        .orElse(schema.kinds().getFirst());
  }

  private List<Component> components(ObjectSchema schema) {
    List<Component> components = new ArrayList<>();
    for (PropertySchema property : schema.properties()) {
      boolean typeMeta =
          (property.name().equals("apiVersion") || property.name().equals("kind"))
              && property.protobufPath().isEmpty()
              && !schema.kinds().isEmpty();
      if (!typeMeta) {
        components.add(new Component(property, form(property.value())));
      }
    }
    return components;
  }

  private Form form(PropertySchema.Value value) {
    return switch (value) {
      case PropertySchema.Value.Reference(String name) -> {
        String[] scalar = SCALARS.get(name);
        if (scalar != null) {
          ClassName held =
              scalar[1].isEmpty()
                  ? names.inModel("tree", "JsonValue")
                  : names.inModel("value", scalar[1]);
          yield new Form.Scalar(scalar[0], held);
        }
        ObjectSchema schema = api.schemas().get(name);
        if (schema == null) {
          throw new IllegalStateException("no schema " + name);
        }
        yield new Form.Message(names.type(schema));
      }
      case PropertySchema.Value.ListOf(PropertySchema.Value element) ->
          new Form.ListOf(form(element));
      case PropertySchema.Value.MapOf(PropertySchema.Value element) ->
          new Form.MapOf(form(element));
      case PropertySchema.Value.Scalar(String type, String format) ->
          switch (type + " " + format) {
            case "string " -> new Form.Scalar("STRING", ClassName.get(String.class));
            case "string byte" -> new Form.Scalar("BYTES", names.inModel("value", "Bytes"));
            case "boolean " -> new Form.Scalar("BOOL", ClassName.get(Boolean.class));
            case "integer int32" -> new Form.Scalar("INT32", ClassName.get(Integer.class));
            case "integer int64" -> new Form.Scalar("INT64", ClassName.get(Long.class));
            case "number double" -> new Form.Scalar("DOUBLE", ClassName.get(Double.class));
            default -> throw new IllegalStateException("no Java form for a " + type + " " + format);
          };
    };
  }

  private void addInterfaces(
      TypeSpec.Builder record, ObjectSchema schema, List<Component> components) {
    String behaviour = BEHAVIOURS.get(schema.name());
    if (behaviour != null) {
      record.addSuperinterface(names.inModel("", behaviour));
    }
    if (schema.kinds().isEmpty()) {
      return;
    }
    for (Component c : components) {
      if (c.name().equals("metadata") && c.form() instanceof Form.Message(ClassName type)) {
        if (type.simpleName().equals("ObjectMeta")) {
          record.addSuperinterface(names.inModel("", "KubernetesObject"));
        }
        if (type.simpleName().equals("ListMeta")) {
          items(components)
              .ifPresent(item ->
                  record.addSuperinterface(
                      ParameterizedTypeName.get(names.inModel("", "KubernetesList"), item)));
        }
      }
    }
  }

  private static java.util.Optional<ClassName> items(List<Component> components) {
    return components.stream()
        .filter(c -> c.name().equals("items"))
        .map(Component::form)
        .filter(f -> f instanceof Form.ListOf(Form.Message message))
        .map(f -> ((Form.Message) ((Form.ListOf) f).element()).type())
        .findFirst();
  }

  private TypeSpec descriptor(ObjectSchema schema, ClassName self, List<Component> components) {
    ClassName type = names.inModel("type", "Type");
    ClassName field = names.inModel("type", "Field");
    CodeBlock kind = CodeBlock.of("null");
    if (!schema.kinds().isEmpty()) {
      ObjectSchema.Kind root = rootKind(schema);
      kind =
          CodeBlock.of(
              "new $T($S, $S, $S)",
              names.inModel("value", "GroupVersionKind"),
              root.group(),
              root.version(),
              root.kind());
    }
    CodeBlock fields =
        components.stream()
            .map(c -> c.describe(names, schema))
            .collect(CodeBlock.joining(",\n", "", ""));
    CodeBlock.Builder get = CodeBlock.builder();
    if (!components.isEmpty()) {
      get.add("return switch (index) {\n").indent();
    }
    CodeBlock.Builder create = CodeBlock.builder().add("return new $T(", self);
    for (int i = 0; i < components.size(); i++) {
      Component c = components.get(i);
      get.add("case $L -> object.$N;\n", i, c.name());
      create.add(i == 0 ? "\n" : ",\n").add(c.fromValue(i));
    }
    String noSuchField = components.isEmpty() ? "throw" : "default -> throw";
    get.add(noSuchField + " new $T(index);\n", IndexOutOfBoundsException.class);
    if (!components.isEmpty()) {
      get.unindent().add("};\n");
    }
    create.add(");\n");
    TypeSpec.Builder descriptor =
        TypeSpec.classBuilder("Descriptor")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .superclass(ParameterizedTypeName.get(type, self))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addStatement("super($S, $T.class, $L)", self.simpleName(), self, kind)
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("describe")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PROTECTED)
                    .returns(ParameterizedTypeName.get(ClassName.get(List.class), field))
                    .addStatement("return $T.of($>$>\n$L$<$<)", List.class, fields)
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("get")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PUBLIC)
                    .returns(ClassName.get(Object.class).annotated(NULLABLE))
                    .addParameter(self, "object")
                    .addParameter(int.class, "index")
                    .addCode(get.build())
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("create")
                    .addAnnotation(Override.class)
                    .addAnnotation(
                        AnnotationSpec.builder(SuppressWarnings.class)
                            .addMember("value", "$S", "unchecked")
                            .build())
                    .addModifiers(Modifier.PUBLIC)
                    .returns(self)
                    .addParameter(Object[].class, "values")
                    .addCode(create.build())
                    .build());
    if (schema.union()) {
      descriptor.addMethod(
          MethodSpec.methodBuilder("isUnion")
              .addAnnotation(Override.class)
              .addModifiers(Modifier.PUBLIC)
              .returns(boolean.class)
              .addStatement("return true")
              .build());
    }
    return descriptor.build();
  }
}
