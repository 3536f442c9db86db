package dev.fairlead.apiserver.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded server answers as the real one does, but for what {@link Explained} says. */
class DifferentialRealClusterTest {
  /**
   * The kubeconfig of a real API server without controllers, which would change what is compared.
   */
  private static final String REAL = "fairlead.realcluster.minimal";

  private static final int REQUESTS = 400;

  /**
   * Calls of a run whose answers may still differ without an explanation. It may only fall; the
   * goal is none.
   */
  private static final int NOT_YET_MENDED = 3;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void embeddedAnswersAsTheRealOne(long seed) throws Exception {
    Endpoint real = real();
    try (EmbeddedServer embedded = EmbeddedServer.start()) {
      compare(real, embedded.endpoint(), seed, NOT_YET_MENDED);
    }
  }

  /** The harness itself: a server never differs from itself. */
  @ParameterizedTest
  @ValueSource(longs = 4)
  void realAnswersAsItself(long seed) throws Exception {
    Endpoint real = real();
    compare(real, real, seed, 0);
  }

  private static Endpoint real() {
    String kubeconfig = System.getProperty(REAL);
    Assumptions.assumeTrue(kubeconfig != null, "no real cluster is named by -D" + REAL);
    return Endpoint.ofKubeconfig(kubeconfig);
  }

  private static void compare(Endpoint a, Endpoint b, long seed, int most)
      throws InterruptedException {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
    Report report = new Differential(a, b, out).with(seed, REQUESTS).run();
    assertThat(report.differing())
        .as(told.toString(StandardCharsets.UTF_8))
        .isLessThanOrEqualTo(most);
  }
}
