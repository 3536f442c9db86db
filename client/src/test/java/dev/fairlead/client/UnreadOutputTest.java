package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.stream.Exec;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Output of processes that nobody reads, or not at once. */
@Timeout(60)
class UnreadOutputTest {
  private static final int TEN_MEGABYTES = 10 << 20;

  private final KubeletEnd kubelet = new KubeletEnd();
  private final Kubernetes k8s = kubelet.client();
  private final PodStreams pods = new PodStreams(k8s.calls, "/api/v1/namespaces/shop/pods");

  @AfterEach
  void close() {
    k8s.close();
    kubelet.close();
  }

  @Test
  void holdsUpAProcessWhoseReaderIsSlow() throws Exception {
    try (Exec process = pods.exec("web-0", o -> {}, "head", "-c", "10485760", "/dev/zero")) {
      assertThat(process.stdout().read()).isZero();
      assertThat(process.isAlive()).isTrue(); // since most of it waits at the other side
      assertThat(process.stdout().readAllBytes()).hasSize(TEN_MEGABYTES - 1);
      assertThat(process.exitCode()).isZero();
    }
  }

  @Test
  void letsGoWhatNobodyHasBegunToReadWhenOnlyTheExitCodeIsAskedFor() {
    try (Exec process = pods.exec("web-0", o -> {}, "head", "-c", "10485760", "/dev/zero")) {
      assertThat(process.exitCode()).isZero();
    }
  }

  @Test
  void failsRatherThanHangWhenAnUnreadStreamHoldsUpAnother() {
    String script = "head -c 10485760 /dev/zero >&2; echo done";
    try (Exec process = pods.exec("web-0", o -> {}, "sh", "-c", script)) {
      assertThatThrownBy(() -> process.stdout().read())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "stderr has 1048576 bytes that nobody reads, and others wait for what comes after"
                  + " them: read it on another thread, or close it");
    }
  }

  @Test
  void aClosedStreamHoldsUpNobody() throws IOException {
    String script = "head -c 10485760 /dev/zero >&2; echo done";
    try (Exec process = pods.exec("web-0", o -> {}, "sh", "-c", script)) {
      process.stderr().close();
      assertThat(process.stdout().readAllBytes()).asString().isEqualTo("done\n");
      assertThat(process.exitCode()).isZero();
    }
  }

  @Test
  void refusesOutputThatIsTooLarge() {
    assertThatThrownBy(
            () -> pods.run("web-0", o -> o.outputLimit(1_000), "head", "-c", "1001", "/dev/zero"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "stdout is larger than 1000 bytes: give a higher outputLimit, or read it as it comes"
                + " by exec");
    assertThat(pods.run("web-0", o -> o.outputLimit(1_000), "head", "-c", "1000", "/dev/zero"))
        .satisfies(r -> assertThat(r.stdout()).hasSize(1_000));
  }
}
