package dev.fairlead.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An embedded cluster for the tests named RealClusterTest: {@code ./fairlead test --embedded} runs
 * this file with java. Its kubeconfig has the contexts that realcluster's has.
 */
final class ServeForTests {
  private ServeForTests() {}

  /** Serves until it is ended, and writes the file kubeconfig into the folder named. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Cluster cluster = Cluster.start(0);
    String own = cluster.kubeconfig();
    String viewer = cluster.kubeconfig("viewer", List.of());
    String users = own.substring(own.indexOf("- name: fairlead-admin"), own.indexOf("contexts:"));
    String more =
        viewer.substring(viewer.indexOf("- name: viewer"), viewer.indexOf("contexts:"));
    String text =
        own.substring(0, own.indexOf("users:"))
            + "users:\n"
            + users.replace("fairlead-admin", "certificate")
            + more
            + "- name: token\n  user:\n    token: "
            + cluster.config().bearerToken().orElseThrow()
            + "\ncontexts:\n";
    StringBuilder kubeconfig = new StringBuilder(text);
    for (String user : List.of("certificate", "token", "viewer")) {
      kubeconfig.append("- name: " + user + "\n  context: {cluster: fairlead, user: " + user + "}\n");
    }
    kubeconfig.append("current-context: certificate\n");
    Path unfinished = Path.of(arguments[0], "kubeconfig.part");
    Files.writeString(unfinished, kubeconfig);
    Files.move(unfinished, Path.of(arguments[0], "kubeconfig"));
    Thread.currentThread().join();
  }
}
