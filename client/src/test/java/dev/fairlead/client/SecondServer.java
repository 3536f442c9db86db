package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Another kube-apiserver for the same cluster, started as the cluster's own was but at another
 * port. Where there is no kube-apiserver, as in an embedded cluster, the test is left out.
 */
final class SecondServer {
  private static final int MAX_SECONDS = 90;

  private final Process process;
  private final int port;

  private SecondServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static SecondServer start() {
    Path kubeconfig = RealCluster.kubeconfig();
    Path pid = kubeconfig.resolveSibling("kube-apiserver.pid");
    Assumptions.assumeTrue(Files.exists(pid), "the cluster has a kube-apiserver to start again");
    try {
      int port;
      try (ServerSocket socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Path commandLine = Path.of("/proc", Files.readString(pid).strip(), "cmdline");
      List<String> command =
          Arrays.stream(Files.readString(commandLine, StandardCharsets.UTF_8).split("\0"))
              .map(a -> a.startsWith("--secure-port=") ? "--secure-port=" + port : a)
              .toList();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(kubeconfig.resolveSibling("second-kube-apiserver.log").toFile())
              .start();
      SecondServer server = new SecondServer(process, port);
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "https://127.0.0.1:" + port;
  }

  private void awaitReady() {
    long end = System.nanoTime() + MAX_SECONDS * 1_000_000_000L;
    try (Kubernetes k8s = Kubernetes.connect(RealCluster.at(address()))) {
      while (System.nanoTime() < end && process.isAlive()) {
        try {
          var unused = k8s.coreV1().namespaces().get("default");
          return;
        } catch (ApiException e) {
          Thread.onSpinWait(); // not ready
        }
      }
    }
    throw new AssertionError("kube-apiserver wasn't ready after " + MAX_SECONDS + " s");
  }

  /** With SIGKILL. */
  void kill() {
    process.destroyForcibly();
    try {
      int unused = process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
