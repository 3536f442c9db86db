package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  @TempDir Path folder;

  private Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> shown(Manifests manifests) {
    return manifests.all().stream().map(m -> m.object().toString()).toList();
  }

  @Test
  void areReadFromFilesAndFolders() {
    file(
        "b.yaml",
        """
        # nothing here
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: one}
        ---
        apiVersion: v1
        kind: List
        items:
          - {apiVersion: v1, kind: Secret, metadata: {name: two}}
          - apiVersion: v1
            kind: PodList
            items:
              - metadata: {name: three}
        ---
        """);
    file("a.json", "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"zero\"}}");
    file("c.txt", "not one");
    Manifests all = Manifests.read(folder);
    assertThat(shown(all))
        .containsExactly("v1 Pod zero", "v1 ConfigMap one", "v1 Secret two", "v1 Pod three");
    assertThat(all.all().get(1).source())
        .isEqualTo(folder.resolve("b.yaml") + ", document 1 (line 3)");
    assertThat(all.all().get(3).source())
        .isEqualTo(folder.resolve("b.yaml") + ", document 2 (line 7), items[1], items[0]");
  }

  @Test
  void tellAllThatIsWrongAtOnce() {
    Path bad =
        file(
            "bad.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            ---
            just text
            ---
            kind: Pod
            metadata: {name: x}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: x, labels: [a]}
            """);
    Path twice = file("twice.yaml", "apiVersion: v1\nkind: Pod\nkind: Pod\nmetadata: {name: a}\n");
    Path torn = file("torn.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n---\nkind: [\n");
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> Manifests.read(bad, twice, torn, missing))
        .isInstanceOfSatisfying(
            ManifestException.class,
            e -> {
              assertThat(e.problems()).hasSize(7);
              assertThat(e.problems().get(0))
                  .isEqualTo(
                      bad
                          + ", document 1 (line 1): ConfigMap has no metadata.name: say which"
                          + " object it is for");
              assertThat(e.problems().get(1))
                  .isEqualTo(
                      bad + ", document 2 (line 4): is a string where an object was expected");
              assertThat(e.problems().get(2))
                  .isEqualTo(
                      bad
                          + ", document 3 (line 6): an object needs apiVersion and kind, texts"
                          + " that say what it is: this one has no apiVersion");
              assertThat(e.problems().get(3)).startsWith(bad + ", document 4 (line 9): metadata: ");
              assertThat(e.problems().get(4))
                  .isEqualTo(
                      twice
                          + ", document 1: strict decoding error: line 3: key \"kind\" already set"
                          + " in map");
              assertThat(e.problems().get(5)).startsWith(torn + ", document 2: YAML, line ");
              assertThat(e.problems().get(6)).isEqualTo(missing + ": there is no such file");
            });
  }

  @Test
  void areOrderedByWhatNeedsWhat() {
    Manifests mixed =
        Manifests.of(
            object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"),
            object("example.com/v1", "Shop"),
            object("apps/v1", "Deployment"),
            object("v1", "Service"),
            object("rbac.authorization.k8s.io/v1", "RoleBinding"),
            object("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
            object("v1", "ConfigMap"),
            object("example.com/v1", "Deployment"),
            object("v1", "Namespace"));
    assertThat(mixed.ordered().stream().map(m -> m.object().kind().kind()))
        .containsExactly(
            "Namespace",
            "CustomResourceDefinition",
            "ConfigMap",
            "RoleBinding",
            "Service",
            "Deployment",
            "Shop",
            "Deployment",
            "ValidatingWebhookConfiguration");
  }

  private static DynamicObject object(String apiVersion, String kind) {
    return DynamicObject.of(GroupVersionKind.of(apiVersion, kind), "a");
  }
}
