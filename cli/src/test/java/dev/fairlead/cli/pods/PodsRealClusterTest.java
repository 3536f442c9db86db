package dev.fairlead.cli.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.ProgramRun;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.model.core.v1.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairlead pods} and {@code version} against the real cluster. */
class PodsRealClusterTest {
  private static final String KUBECONFIG = System.getProperty("fairlead.realcluster", "");

  @TempDir Path folder;

  @BeforeAll
  static void createPods() {
    try (Kubernetes k8s = Kubernetes.connect(config())) {
      k8s.coreV1().pods("default").create(pod("pods-test-one", "one"));
      k8s.coreV1().pods("default").create(pod("pods-test-number-two", "two"));
    }
  }

  @AfterAll
  static void deletePods() {
    try (Kubernetes k8s = Kubernetes.connect(config())) {
      k8s.coreV1().pods("default").deleteCollection(o -> o.labelSelector("pods-test"));
    }
  }

  private static Config config() {
    return Config.load(LoadOptions.defaults().withKubeconfig(Path.of(KUBECONFIG)));
  }

  private static Pod pod(String name, String label) {
    return Pod.of(p ->
        p.metadata(m -> m.name(name).label("pods-test", label))
            .spec(s ->
                s.nodeSelector("no-such", "node")
                    .container(c -> c.name("web").image("nginx:1.29"))));
  }

  private static ProgramRun pods(String... options) {
    return ProgramRun.of("pods", "--kubeconfig", KUBECONFIG).with(options).run();
  }

  @Test
  void printsAColumnEachForNamespaceNamePhaseNodeAndAge() {
    ProgramRun run = pods("-n", "default", "-l", "pods-test");

    assertThat(run.output().replaceAll("(?m)\\d+s$", "0s"))
        .isEqualTo(
            """
            NAMESPACE   NAME                   PHASE     NODE     AGE
            default     pods-test-number-two   Pending   <none>   0s
            default     pods-test-one          Pending   <none>   0s
            """);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void selectsByLabelInAllNamespaces() {
    assertThat(pods("-A", "-l", "pods-test=two").output().lines()).hasSize(2);
  }

  @Test
  void saysThatThereIsNone() {
    ProgramRun run = pods("-n", "kube-public");

    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).isEqualTo("No resources found in kube-public namespace.\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void explainsThatTheUserMayNot() {
    ProgramRun run = pods("-n", "default", "--context", "viewer");

    assertThat(run.errors())
        .isEqualTo(
            "fairlead: GET /api/v1/namespaces/default/pods of "
                + config().server()
                + ": 403 Forbidden: pods is forbidden: User \"viewer\" cannot list resource"
                + " \"pods\" in API group \"\" in the namespace \"default\". Have somebody bind"
                + " a role that allows it, or ask as another user.\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void explainsThatTheServerDoesNotKnowTheUser() throws IOException {
    Path wrong = folder.resolve("kubeconfig");
    Files.writeString(
        wrong,
        Files.readString(Path.of(KUBECONFIG))
            .replace("viewer-token", "nobodys-token")
            .replace("current-context: certificate", "current-context: viewer"));

    ProgramRun run = ProgramRun.of("pods", "--kubeconfig", wrong.toString()).run();

    assertThat(run.errors())
        .isEqualTo(
            "fairlead: GET /api/v1/namespaces/default/pods of "
                + config().server()
                + ": 401 Unauthorized: Unauthorized. Renew the credentials of "
                + wrong
                + ": context \"viewer\".\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void explainsASelectorThatTheServerCannotRead() {
    ProgramRun run = pods("-n", "default", "-l", "app=(");

    assertThat(run.errors())
        .isEqualTo(
            "fairlead: GET /api/v1/namespaces/default/pods of "
                + config().server()
                + ": 400 BadRequest: unable to parse requirement: found '(', expected: identifier."
                + " Correct the request.\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesANamespaceThatNoneCanBeNamed() {
    assertThat(pods("-n", "a/b").errors())
        .isEqualTo(
            "fairlead: namespace \"a/b\" has a '/', which no name can have: correct --namespace or"
                + " the context's\n");
  }

  @Test
  void printsTheVersionOfTheServer() {
    ProgramRun run = ProgramRun.of("version", "--server", "--kubeconfig", KUBECONFIG).run();

    assertThat(run.output()).endsWith("\nserver v1.37.2 (" + config().server() + ")\n");
  }
}
