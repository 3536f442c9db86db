package dev.fairlead.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.ProgramRun;
import dev.fairlead.cli.VerbsRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairlead apply}, {@code delete}, {@code patch}, {@code scale} and {@code wait}. */
class ChangesRealClusterTest {
  private static VerbsRun verbs;

  @TempDir Path folder;

  @BeforeAll
  static void makeNamespace() {
    verbs = new VerbsRun();
  }

  @AfterAll
  static void deleteNamespace() {
    verbs.close();
  }

  private static String map(String name, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s, labels: {set: %s}}
    data: {key: "%s"}
    """
        .formatted(name, name.replaceAll("-.*", ""), value);
  }

  private static String deployment(String name) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s}
    spec:
      replicas: 1
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: nginx, image: "nginx:1.29"}]}
    """
        .formatted(name);
  }

  private static String done(ProgramRun run) {
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run.output();
  }

  private static String key(String name) {
    return done(verbs.run("get cm " + name + " -o jsonpath={.data.key}"));
  }

  @Test
  void applySaysWhatBecameOfEach() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), map("applied", "1"));
    Files.writeString(folder.resolve("b.yaml"), deployment("applied"));
    String all = "apply -f " + folder;

    assertThat(done(verbs.run(all + " --dry-run=server")))
        .isEqualTo(
            """
            configmap/applied created (server dry run)
            deployment.apps/applied created (server dry run)
            """);
    assertThat(done(verbs.run(all)))
        .isEqualTo("configmap/applied created\ndeployment.apps/applied created\n");
    Files.writeString(file, map("applied", "2"));
    assertThat(done(verbs.run(all)))
        .isEqualTo("configmap/applied configured\ndeployment.apps/applied unchanged\n");
    assertThat(key("applied")).isEqualTo("2");
  }

  @Test
  void applyTellsOfConflictsUnlessForced() {
    done(verbs.run("apply -f - --field-manager somebody", map("fought-over", "1")));

    ProgramRun refused = verbs.run("apply -f -", map("fought-over", "2"));

    assertThat(refused.errors())
        .isEqualTo(
            "Error from server (Conflict): Apply failed with 1 conflict: conflict with"
                + " \"somebody\": .data.key\n");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(key("fought-over")).isEqualTo("1");
    assertThat(done(verbs.run("apply -f - --force-conflicts", map("fought-over", "2"))))
        .isEqualTo("configmap/fought-over configured\n");
  }

  @Test
  void applyGoesOnAfterOneThatIsRefused() {
    String invalid =
        deployment("refused").replace("app: web}}\n  template", "app: db}}\n  template");

    ProgramRun run = verbs.run("apply -f -", invalid + "---\n" + map("beside-refused", "1"));

    assertThat(run.output()).isEqualTo("configmap/beside-refused created\n");
    assertThat(run.errors())
        .startsWith(
            "The Deployment \"refused\" is invalid: spec.template.metadata.labels: Invalid value:"
                + " ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void applyPrunes() {
    String both = map("pruned-one", "1") + "---\n" + map("pruned-two", "1");
    done(verbs.run("apply -f - --prune -l set=pruned", both));

    assertThat(done(verbs.run("apply -f - --prune -l set=pruned", map("pruned-one", "1"))))
        .isEqualTo("configmap/pruned-one unchanged\nconfigmap/pruned-two pruned\n");
  }

  @Test
  void patchSaysWhetherAnythingChanged() {
    done(verbs.run("apply -f -", map("patched", "1")));
    String line = "patch cm patched --type merge -p {\"data\":{\"key\":\"2\"}}";

    assertThat(done(verbs.run(line + " --dry-run=server")))
        .isEqualTo("configmap/patched patched (server dry run)\n");
    assertThat(done(verbs.run(line))).isEqualTo("configmap/patched patched\n");
    assertThat(done(verbs.run(line))).isEqualTo("configmap/patched patched (no change)\n");
    assertThat(
            done(
                verbs.run(
                    "patch cm/patched --type=json"
                        + " -p [{\"op\":\"replace\",\"path\":\"/data/key\",\"value\":\"3\"}]")))
        .isEqualTo("configmap/patched patched\n");
    assertThat(key("patched")).isEqualTo("3");
  }

  @Test
  void patchChangesSubresources() {
    done(verbs.run("apply -f -", deployment("patched-part")));

    assertThat(
            done(
                verbs.run(
                    "patch deploy/patched-part --subresource status"
                        + " -p {\"status\":{\"replicas\":1,\"readyReplicas\":1}}")))
        .isEqualTo("deployment.apps/patched-part patched\n");
    assertThat(done(verbs.run("get deploy patched-part --no-headers")))
        .startsWith("patched-part   1/1 ");
  }

  @Test
  void scaleChangesReplicas() {
    done(verbs.run("apply -f -", deployment("scaled")));

    assertThat(done(verbs.run("scale deploy/scaled --replicas=3 --current-replicas=1")))
        .isEqualTo("deployment.apps/scaled scaled\n");
    ProgramRun other = verbs.run("scale deploy scaled --replicas=5 --current-replicas=1");
    assertThat(other.errors()).isEqualTo("error: expected replicas to be 1, was 3\n");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(done(verbs.run("get deploy scaled -o jsonpath={.spec.replicas}"))).isEqualTo("3");
  }

  @Test
  void waitEndsWhenItHoldsOrTheTimeIsOver() {
    done(verbs.run("apply -f -", deployment("awaited")));

    ProgramRun late = verbs.run("wait --for=condition=available deploy/awaited --timeout=100ms");
    assertThat(late.errors())
        .isEqualTo("error: timed out waiting for the condition on deployments/awaited\n");
    assertThat(late.exitCode()).isEqualTo(1);

    done(
        verbs.run(
            "patch deploy awaited --subresource status -p"
                + " {\"status\":{\"conditions\":[{\"type\":\"Available\",\"status\":\"True\"}]}}"));
    assertThat(done(verbs.run("wait --for=condition=available deploy/awaited")))
        .isEqualTo("deployment.apps/awaited condition met\n");
    assertThat(done(verbs.run("wait --for=jsonpath={.spec.replicas}=1 deploy awaited")))
        .isEqualTo("deployment.apps/awaited condition met\n");
  }

  @Test
  void deleteWaitsUntilTheyAreGone() {
    String finalized = map("deleted-late", "1").replace("labels:", "finalizers: [a/b], labels:");
    done(verbs.run("apply -f -", finalized + "---\n" + map("deleted-one", "1")));

    assertThat(done(verbs.run("delete cm deleted-one")))
        .isEqualTo("configmap \"deleted-one\" deleted from " + verbs.namespace() + " namespace\n");
    ProgramRun late = verbs.run("delete cm -l set=deleted --timeout=100ms");
    assertThat(late.errors())
        .isEqualTo(
            "error: timed out waiting for the condition on configmaps/deleted-late: it is still"
                + " there\n");
    assertThat(late.exitCode()).isEqualTo(1);
    done(verbs.run("patch cm deleted-late --type merge -p {\"metadata\":{\"finalizers\":null}}"));
    assertThat(verbs.run("delete cm/deleted-late").errors())
        .isEqualTo("Error from server (NotFound): configmaps \"deleted-late\" not found\n");
    assertThat(done(verbs.run("delete cm/deleted-late --ignore-not-found"))).isEmpty();
  }

  @Test
  void deleteTakesFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("a.yaml"), map("in-file", "1"));
    done(verbs.run("apply -f " + file));

    assertThat(done(verbs.run("delete -f " + file + " --grace-period=0")))
        .isEqualTo("configmap \"in-file\" deleted from " + verbs.namespace() + " namespace\n");
    ProgramRun again = verbs.run("delete -f " + file);
    assertThat(again.errors())
        .startsWith("Error from server (NotFound): error when deleting \"" + file)
        .endsWith("\": configmaps \"in-file\" not found\n");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(done(verbs.run("delete -f " + file + " --ignore-not-found"))).isEmpty();
  }
}
