package dev.fairlead.examples.pods;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.stream.Exec;
import java.io.IOException;
import java.util.Arrays;

/** Runs a command in a Pod: POD COMMAND [ARGUMENT...]. */
public class PodExec {
  public static void main(String[] args) throws IOException {
    try (Kubernetes k8s = Kubernetes.connect();
        Exec process =
            k8s.coreV1()
                .pods(k8s.namespace())
                .exec(args[0], Arrays.copyOfRange(args, 1, args.length))) {
      process.stderr().close();
      long unused = process.stdout().transferTo(System.out);
      System.out.println("exit code " + process.exitCode());
    }
  }
}
