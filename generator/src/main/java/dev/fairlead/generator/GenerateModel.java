package dev.fairlead.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import dev.fairlead.schema.ObjectSchema;
import dev.fairlead.schema.PropertySchema;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;

/**
 * Writes the types of {@code model}: every kind that is served, every type that they reach, and
 * those of requests and answers that no resource lists.
 *
 * <p>{@code GenerateModel OUTPUT_FOLDER ROOT_PACKAGE}
 */
public final class GenerateModel {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  /** Types at the root of documents that no served resource names. */
  private static final List<String> REQUESTS_AND_ANSWERS =
      List.of(
          META + "Status",
          META + "DeleteOptions",
          META + "APIGroup",
          META + "APIGroupList",
          META + "APIResourceList",
          META + "APIVersions",
          META + "WatchEvent",
          META + "LabelSelector",
          META + "Condition",
          "io.k8s.apimachinery.pkg.version.Info");

  private final KubernetesApi api;
  private final Names names;
  private final SourceFolder folder;

  private GenerateModel(KubernetesApi api, Names names, SourceFolder folder) {
    this.api = api;
    this.names = names;
    this.folder = folder;
  }

  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: GenerateModel OUTPUT_FOLDER ROOT_PACKAGE");
      System.exit(2);
    }
    SourceFolder folder = new SourceFolder(Path.of(arguments[0]));
    new GenerateModel(KubernetesApi.load(), new Names(arguments[1]), folder).run();
    folder.removeOthers();
  }

  private void run() {
    Set<ObjectSchema> reached = reached();
    Set<String> packages = new TreeSet<>();
    RecordSource records = new RecordSource(api, names);
    for (ObjectSchema schema : reached) {
      String packageName = names.type(schema).packageName();
      packages.add(packageName);
      folder.write(packageName, records.source(schema));
    }
    packages.forEach(this::writePackageInfo);
    writeRegistry(reached);
  }

  /** Whatever the served resources, their lists and subresources, and the requests lead to. */
  private Set<ObjectSchema> reached() {
    Deque<ObjectSchema> open = new ArrayDeque<>();
    for (ApiResource resource : api.resources()) {
      ObjectSchema kind = kind(resource.group(), resource.version(), resource.kind());
      open.add(kind);
      ObjectSchema list = api.schemas().get(kind.name() + "List");
      if (list != null) {
        open.add(list);
      }
      for (ApiResource.Subresource subresource : resource.subresources()) {
        boolean own = subresource.version().isEmpty();
        open.add(
            kind(
                own ? resource.group() : subresource.group(),
                own ? resource.version() : subresource.version(),
                subresource.kind()));
      }
    }
    REQUESTS_AND_ANSWERS.forEach(name -> open.add(schema(name)));
    api.schemas().values().stream().filter(ObjectSchema::beyondOpenApi).forEach(open::add);

    Set<ObjectSchema> reached = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      ObjectSchema schema = open.remove();
      if (RecordSource.isScalar(schema.name()) || !reached.add(schema)) {
        continue;
      }
      for (PropertySchema property : schema.properties()) {
        String name = reference(property.value());
        if (name != null) {
          open.add(schema(name));
        }
      }
    }
    return reached;
  }

  private static @org.jspecify.annotations.Nullable String reference(PropertySchema.Value value) {
    return switch (value) {
      case PropertySchema.Value.Reference(String schema) -> schema;
      case PropertySchema.Value.ListOf(PropertySchema.Value element) -> reference(element);
      case PropertySchema.Value.MapOf(PropertySchema.Value element) -> reference(element);
      case PropertySchema.Value.Scalar scalar -> null;
    };
  }

  private ObjectSchema kind(String group, String version, String kind) {
    return api.kind(group, version, kind)
        .orElseThrow(
            () -> new IllegalStateException("no schema for " + group + "/" + version + " " + kind));
  }

  private ObjectSchema schema(String name) {
    ObjectSchema schema = api.schemas().get(name);
    if (schema == null) {
      throw new IllegalStateException("no schema " + name);
    }
    return schema;
  }

  private void writePackageInfo(String packageName) {
    int beforeGroup = packageName.lastIndexOf('.', packageName.lastIndexOf('.') - 1);
    String group = packageName.substring(beforeGroup + 1).replace('.', '/');
    folder.write(
        packageName,
        "package-info",
        """
        // Generated from the schemas of the Kubernetes API. Do not edit.
        /** The types of %s, generated from the schemas of Kubernetes %s. */
        @org.jspecify.annotations.NullMarked
        package %s;
        """
            .formatted(group, api.version(), packageName));
  }

  /** A switch from apiVersion and kind to descriptor: a type is loaded when it is asked for. */
  private void writeRegistry(Set<ObjectSchema> reached) {
    ClassName type = names.inModel("type", "Type");
    TreeMap<String, ClassName> byKind = new TreeMap<>();
    for (ObjectSchema schema : reached) {
      for (ObjectSchema.Kind kind : schema.kinds()) {
        String group = kind.group().isEmpty() ? "" : kind.group() + "/";
        byKind.put(group + kind.version() + " " + kind.kind(), names.type(schema));
      }
    }
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (key) {\n").indent();
    byKind.forEach((kind, javaType) -> body.add("case $S -> $T.TYPE;\n", kind, javaType));
    body.add("default -> null;\n").unindent().add("};\n");
    TypeSpec registry =
        TypeSpec.classBuilder("BuiltInTypes")
            .addModifiers(Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(
                MethodSpec.methodBuilder("find")
                    .addJavadoc("The type for \"apiVersion kind\", or null.")
                    .addModifiers(Modifier.STATIC)
                    .returns(
                        ParameterizedTypeName.get(type, WildcardTypeName.subtypeOf(Object.class))
                            .annotated(RecordSource.NULLABLE))
                    .addParameter(String.class, "key")
                    .addCode(body.build())
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("keys")
                    .addJavadoc("All that {@link #find} knows.")
                    .addModifiers(Modifier.STATIC)
                    .returns(ParameterizedTypeName.get(List.class, String.class))
                    .addStatement(
                        "return $T.of($L)",
                        List.class,
                        byKind.keySet().stream()
                            .map(key -> CodeBlock.of("$S", key))
                            .collect(CodeBlock.joining(",\n")))
                    .build())
            .build();
    folder.write(names.inModel("", "BuiltInTypes").packageName(), registry);
  }
}
