package dev.fairlead.generator;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import dev.fairlead.schema.ObjectSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the chain of {@code client}: a class with one method a resource for every group version,
 * and the class that {@code Kubernetes} extends, with one method a group version. What a method
 * returns has the verbs that the resource serves, and no others.
 *
 * <p>{@code GenerateClient OUTPUT_FOLDER}
 */
public final class GenerateClient {
  private static final String CLIENT = "dev.fairlead.client";
  private static final ClassName CALLS = ClassName.get(CLIENT, "Calls");
  private static final ClassName TYPED = ClassName.get(CLIENT, "TypedResource");
  private static final ClassName RESOURCE_TYPE = ClassName.get(CLIENT, "ResourceType");
  private static final String ALL_NAMESPACES = "The $L of all namespaces.";

  /**
   * Resources with operations of their own: a hand-written interface, and the class behind it,
   * whose name has "Typed" before the interface's.
   */
  private static final Map<String, String> WITH_OPERATIONS =
      Map.of(
          "v1 pods", "Pods",
          "v1 serviceaccounts", "ServiceAccounts",
          "apps/v1 deployments", "Deployments",
          "certificates.k8s.io/v1 certificatesigningrequests", "CertificateSigningRequests");

  private final KubernetesApi api;
  private final Names model = new Names("dev.fairlead.model");
  private final SourceFolder folder;

  private GenerateClient(KubernetesApi api, SourceFolder folder) {
    this.api = api;
    this.folder = folder;
  }

  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: GenerateClient OUTPUT_FOLDER");
      System.exit(2);
    }
    SourceFolder folder = new SourceFolder(Path.of(arguments[0]));
    new GenerateClient(KubernetesApi.load(), folder).run();
    folder.removeOthers();
  }

  private void run() {
    Map<String, TypeSpec.Builder> groups = new TreeMap<>();
    for (ApiResource resource : api.resources()) {
      TypeSpec.Builder group =
          groups.computeIfAbsent(
              ResourceNames.groupVersion(resource), name -> group(resource, name));
      addResource(group, resource);
    }
    TypeSpec.Builder entry =
        TypeSpec.classBuilder("ApiGroups")
            .addJavadoc(
                "The groups and versions of the API that Kubernetes $L serves.\n", api.version())
            .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
            .addField(CALLS, "calls", Modifier.FINAL)
            .addMethod(constructor());
    groups.forEach((name, group) -> {
      folder.write(CLIENT, group.build());
      ClassName type = groupClass(name);
      entry.addMethod(
          MethodSpec.methodBuilder(name)
              .addJavadoc("The resources of {@code $L}.\n", groupVersion(name))
              .addModifiers(Modifier.PUBLIC)
              .returns(type)
              .addStatement("return new $T(calls)", type)
              .build());
    });
    folder.write(CLIENT, entry.build());
  }

  private String groupVersion(String name) {
    return api.resources().stream()
        .filter(resource -> ResourceNames.groupVersion(resource).equals(name))
        .findFirst()
        .map(GenerateClient::apiVersion)
        .orElseThrow();
  }

  private static String apiVersion(ApiResource resource) {
    return resource.group().isEmpty()
        ? resource.version()
        : resource.group() + "/" + resource.version();
  }

  private static ClassName groupClass(String name) {
    return ClassName.get(CLIENT, Names.upperFirst(name) + "Api");
  }

  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addParameter(CALLS, "calls")
        .addStatement("this.calls = calls")
        .build();
  }

  private static TypeSpec.Builder group(ApiResource resource, String name) {
    return TypeSpec.classBuilder(groupClass(name))
        .addJavadoc("The resources of {@code $L}.\n", apiVersion(resource))
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addField(FieldSpec.builder(CALLS, "calls", Modifier.PRIVATE, Modifier.FINAL).build())
        .addMethod(constructor());
  }

  private void addResource(TypeSpec.Builder group, ApiResource resource) {
    String name = ResourceNames.method(resource);
    ServedVerbs verbs = ServedVerbs.of(resource);
    String own = WITH_OPERATIONS.get(apiVersion(resource) + " " + resource.resource());
    TypeName served =
        own == null ? returned(verbs.type(), verbs, resource) : ClassName.get(CLIENT, own);
    CodeBlock type = resourceType(verbs, resource);
    if (!resource.namespaced()) {
      group.addMethod(
          method(name, served, "The $L of the cluster.", resource)
              .addStatement("return $L", made(own, "everywhere", CodeBlock.of("(calls, $L)", type)))
              .build());
      return;
    }
    group.addMethod(
        method(name, served, "The $L of one namespace.", resource)
            .addParameter(String.class, "namespace")
            .addStatement(
                "return $L", made(own, "in", CodeBlock.of("(calls, $L, namespace)", type)))
            .build());
    if (verbs.listed()) {
      group.addMethod(
          method(name, returned("AllNamespaces", verbs, resource), ALL_NAMESPACES, resource)
              .addStatement("return $T.everywhere(calls, $L)", TYPED, type)
              .build());
    }
  }

  private static CodeBlock made(@Nullable String own, String factory, CodeBlock arguments) {
    return own == null
        ? CodeBlock.of("$T.$L$L", TYPED, factory, arguments)
        : CodeBlock.of("new $T$L", ClassName.get(CLIENT, "Typed" + own), arguments);
  }

  private static MethodSpec.Builder method(
      String name, TypeName returned, String javadoc, ApiResource resource) {
    return MethodSpec.methodBuilder(name)
        .addJavadoc(javadoc + "\n", resource.resource())
        .addModifiers(Modifier.PUBLIC)
        .returns(returned);
  }

  private TypeName returned(String simpleName, ServedVerbs verbs, ApiResource resource) {
    ClassName type = ClassName.get(CLIENT, simpleName);
    ClassName object = type(resource, resource.kind());
    return verbs.listed()
        ? ParameterizedTypeName.get(type, object, type(resource, resource.kind() + "List"))
        : ParameterizedTypeName.get(type, object);
  }

  /** Made where it is used, so a program loads the types of only those resources that it calls. */
  private CodeBlock resourceType(ServedVerbs verbs, ApiResource resource) {
    ClassName object = type(resource, resource.kind());
    String scope = resource.namespaced() ? "namespaced" : "cluster";
    return verbs.listed()
        ? CodeBlock.of(
            "$T.$L($S, $T.TYPE, $T.TYPE)",
            RESOURCE_TYPE,
            scope,
            resource.resource(),
            object,
            type(resource, resource.kind() + "List"))
        : CodeBlock.of(
            "$T.$LUnlisted($S, $T.TYPE)", RESOURCE_TYPE, scope, resource.resource(), object);
  }

  private ClassName type(ApiResource resource, String kind) {
    ObjectSchema schema =
        api.kind(resource.group(), resource.version(), kind)
            .orElseThrow(
                () -> new IllegalStateException("no schema for " + apiVersion(resource) + kind));
    return model.type(schema);
  }

  /** The hand-written interface whose methods are just the verbs that a resource serves. */
  private record ServedVerbs(String type, boolean listed) {
    private static final Set<String> OBJECT =
        Set.of("create", "delete", "get", "list", "patch", "update", "watch");
    private static final String COLLECTION = "deletecollection";

    static ServedVerbs of(ApiResource resource) {
      List<String> verbs = resource.verbs();
      if (verbs.equals(List.of("create"))) {
        return new ServedVerbs("CreateOnly", false);
      }
      if (Set.copyOf(verbs).equals(Set.of("get", "list"))) {
        return new ServedVerbs("GetAndList", true);
      }
      if (Set.copyOf(verbs).equals(OBJECT)) {
        return new ServedVerbs("ObjectResource", true);
      }
      if (verbs.contains(COLLECTION) && verbs.size() == OBJECT.size() + 1) {
        return new ServedVerbs("Resource", true);
      }
      throw new IllegalStateException(
          apiVersion(resource)
              + " "
              + resource.resource()
              + " serves "
              + verbs
              + ": write an interface with these verbs in "
              + CLIENT);
    }
  }
}
