package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void runsWhatNeedsNoServerAndPrintsNothing() {
    ProgramRun run = ProgramRun.of("warm-up").run();

    assertThat(run.errors()).isEmpty();
    assertThat(run.output()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void namesTheCommandsThatFailed() {
    ProgramRun run = ProgramRun.of("warm-up", "no-such-file").run();

    assertThat(run.errors())
        .isEqualTo("fairlead: these commands failed: fairlead pods -A --kubeconfig no-such-file\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
