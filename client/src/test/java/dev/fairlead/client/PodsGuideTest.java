package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.stream.CopyResult;
import dev.fairlead.client.stream.Exec;
import dev.fairlead.client.stream.PodLog;
import dev.fairlead.client.stream.PortConnection;
import dev.fairlead.client.stream.PortForward;
import dev.fairlead.client.stream.RunResult;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The samples of docs/guide/pods.md, on the kubelet of the test. */
@Timeout(60)
class PodsGuideTest {
  private final KubeletEnd kubelet = new KubeletEnd();
  private final EchoServer echo = new EchoServer();
  private final Kubernetes k8s = kubelet.client();

  @TempDir Path folder;

  @AfterEach
  void close() {
    k8s.close();
    echo.close();
    kubelet.close();
  }

  @Test
  void runs() throws IOException {
    // docs: run
    Pods pods = k8s.coreV1().pods("shop");
    RunResult result = pods.run("web-0", "sh", "-c", "echo hello; exit 3");
    RunResult sorted = pods.run("web-0", o -> o.container("app").stdin("b\na\n"), "sort");
    // docs: end
    assertThat(result.text()).isEqualTo("hello\n");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(sorted.text()).isEqualTo("a\nb\n");

    String answer;
    int code;
    // docs: exec
    try (Exec process = pods.exec("web-0", o -> o.stdin(), "cat")) {
      process.stdin().write("ping".getBytes(UTF_8));
      process.stdin().close();
      answer = new String(process.stdout().readAllBytes(), UTF_8);
      code = process.exitCode();
    }
    // docs: end
    assertThat(answer).isEqualTo("ping");
    assertThat(code).isZero();
  }

  @Test
  void readsLogs() {
    kubelet.log = (query, out) -> out.write("one\ntwo\n".getBytes(UTF_8));
    List<String> lines = new ArrayList<>();
    Pods pods = k8s.coreV1().pods("shop");
    // docs: log
    try (PodLog log = pods.log("web-0", o -> o.container("app").tailLines(100).follow())) {
      log.lines().forEach(lines::add);
    }
    // docs: end
    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void forwardsPorts() throws IOException {
    Pods pods = k8s.coreV1().pods("shop");
    int port = echo.port();
    byte[] request = "hello".getBytes(UTF_8);
    byte[] answer;
    // docs: port-forward
    try (PortForward forward = pods.portForward("web-0", port);
        PortConnection connection = forward.connect()) {
      connection.output().write(request);
      connection.output().close();
      answer = connection.input().readAllBytes();
    }
    // docs: end
    assertThat(answer).isEqualTo(request);
    // docs: listen
    try (PortForward forward = pods.portForward("web-0", port).listen(0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), forward.localPort())) {
      socket.getOutputStream().write(request);
      answer = socket.getInputStream().readNBytes(request.length);
    }
    // docs: end
    assertThat(answer).isEqualTo(request);
  }

  @Test
  void copies() throws IOException {
    Pods pods = k8s.coreV1().pods("shop");
    Path conf = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(conf.resolve("app.conf"), "port = 80");
    String there = folder + "/there";
    Path back = folder.resolve("back");
    // docs: copy
    CopyResult sent = pods.copyTo("web-0", conf, there, o -> o.container("app"));
    CopyResult received = pods.copyFrom("web-0", there, back);
    // docs: end
    assertThat(sent.files()).isEqualTo(1);
    assertThat(received).isEqualTo(sent);
    assertThat(back.resolve("app.conf")).hasContent("port = 80");
  }

  @Test
  void asksServersInPods() {
    Pods pods = k8s.coreV1().pods("shop");
    int status;
    // docs: proxy
    try (ApiResponse answer = pods.proxy("web-0", 8080, ApiRequest.of("GET", "/healthz"))) {
      status = answer.status();
    }
    // docs: end
    assertThat(status).isEqualTo(200);
  }
}
