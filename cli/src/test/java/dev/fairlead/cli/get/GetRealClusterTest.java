package dev.fairlead.cli.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.ProgramRun;
import dev.fairlead.cli.VerbsRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code fairlead get}: and {@code api-resources}, in the words of kubectl 1.37. */
class GetRealClusterTest {
  private static VerbsRun verbs;

  @BeforeAll
  static void createObjects() {
    verbs = new VerbsRun();
    ProgramRun applied =
        verbs.run(
            "apply -f -",
            """
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "one", "labels": {"b": "2", "a": "1"}},
             "data": {"key": "value", "a": "b"}}
            ---
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "number-two"}}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: nginx, image: "nginx:1.29"}]}
            """);
    assertThat(applied.errors()).isEmpty();
  }

  @AfterAll
  static void deleteNamespace() {
    verbs.close();
  }

  private static String output(String line) {
    ProgramRun run = verbs.run(line);
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run.output().replaceAll("(?m)\\b\\d+s\\b", "0s");
  }

  @Test
  void printsTheServersTable() {
    assertThat(output("get cm one"))
        .isEqualTo(
            """
            NAME   DATA   AGE
            one    2      0s
            """);
    assertThat(output("get deployments.v1.apps -o wide --no-headers"))
        .isEqualTo("web   0/1   0     0     0s    nginx   nginx:1.29   app=web\n");
  }

  @Test
  void namesTheKindsOfSeveral() {
    assertThat(output("get deploy/web cm/number-two"))
        .isEqualTo(
            """
            NAME                  READY   UP-TO-DATE   AVAILABLE   AGE
            deployment.apps/web   0/1     0            0           0s

            NAME                   DATA   AGE
            configmap/number-two   0      0s
            """);
    assertThat(output("get all,cm -o name").lines())
        .contains("configmap/one", "configmap/number-two", "deployment.apps/web");
  }

  @Test
  void addsNamespacesAndLabels() {
    assertThat(output("get cm -A --field-selector metadata.name=number-two"))
        .containsPattern(
            "(?s)^NAMESPACE +NAME +DATA +AGE\n.*" + verbs.namespace() + " +number-two +0 +0s\n");
    assertThat(output("get cm -l a --show-labels"))
        .isEqualTo(
            """
            NAME   DATA   AGE   LABELS
            one    2      0s    a=1,b=2
            """);
  }

  @Test
  void printsWholeObjectsInTheOrderOfNames() {
    assertThat(output("get cm one -o yaml").replaceAll("(?m)^  (creation|resource|uid).*\n", ""))
        .isEqualTo(
            """
            apiVersion: v1
            data:
              a: b
              key: value
            kind: ConfigMap
            metadata:
              labels:
                a: "1"
                b: "2"
              name: one
              namespace: %s
            """
                .formatted(verbs.namespace()));
    assertThat(output("get cm -l a -o json"))
        .startsWith(
            """
            {
                "apiVersion": "v1",
                "items": [
                    {
                        "apiVersion": "v1",
                        "data": {
                            "a": "b",
            """);
  }

  @Test
  void printsWhatATemplateMakesOfThem() {
    ProgramRun run =
        verbs
            .words(
                "get",
                "deploy,cm",
                "-o",
                "jsonpath={range .items[?(@.kind!=\"Secret\")]}{.kind} {.metadata.name};{end}")
            .run();

    assertThat(run.errors()).isEmpty();
    assertThat(run.output())
        .startsWith("Deployment web;ConfigMap ")
        .contains("ConfigMap number-two;");
  }

  @Test
  void goesOnAfterOneThatIsNotThere() {
    ProgramRun run = verbs.run("get cm nope one --no-headers");

    assertThat(run.output()).startsWith("one ");
    assertThat(run.errors())
        .isEqualTo("Error from server (NotFound): configmaps \"nope\" not found\n");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(output("get cm nope --ignore-not-found")).isEmpty();
  }

  @Test
  void saysThatThereIsNone() {
    ProgramRun run = verbs.run("get jobs,secrets -l no=such");

    assertThat(run.output()).isEmpty();
    assertThat(run.errors())
        .isEqualTo("No resources found in " + verbs.namespace() + " namespace.\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void explainsATypeThatIsNotServed() {
    ProgramRun run = verbs.run("get deploymnts");

    assertThat(run.errors())
        .isEqualTo(
            "error: the server doesn't have a resource type \"deploymnts\"; similar:"
                + " deployments.apps\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void explainsThatTheUserMayNot() {
    assertThat(verbs.run("get cm --context viewer").errors())
        .isEqualTo(
            "Error from server (Forbidden): configmaps is forbidden: User \"viewer\" cannot list"
                + " resource \"configmaps\" in API group \"\" in the namespace \""
                + verbs.namespace()
                + "\"\n");
  }

  @Test
  void listsWhatIsServed() {
    assertThat(output("api-resources --api-group apps --namespaced -o wide"))
        .startsWith("NAME                  SHORTNAMES   APIVERSION   NAMESPACED   KIND ")
        .containsPattern(
            "(?m)^deployments +deploy +apps/v1 +true +Deployment +create,delete,deletecollection,"
                + "get,list,patch,update,watch +all$");
    assertThat(output("api-resources --namespaced=false -o name").lines())
        .contains("nodes", "clusterroles.rbac.authorization.k8s.io")
        .doesNotContain("pods");
  }
}
