package dev.fairlead.cli.get;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.ProgramRun;
import dev.fairlead.cli.VerbsRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code fairlead get -w}: its lines come while it runs. */
class WatchingRealClusterTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  private static String read(VerbsRun verbs, String line, String change, String until)
      throws IOException, InterruptedException {
    PipedInputStream in = new PipedInputStream();
    PipedOutputStream out = new PipedOutputStream(in);
    StringBuilder seen = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Thread watching = Thread.ofVirtual().start(() -> verbs.words(line.split(" ")).writeTo(out));
      seen.append(lines.readLine()).append('\n');
      seen.append(lines.readLine()).append('\n');
      ProgramRun changed = verbs.run(change);
      assertThat(changed.errors()).isEmpty();
      while (seen.indexOf(until) < 0) {
        seen.append(lines.readLine()).append('\n');
      }
      watching.interrupt();
      assertThat(watching.join(LONG_ENOUGH)).isTrue();
    }
    return seen.toString();
  }

  @Test
  void printsALineForEachChange() throws Exception {
    try (VerbsRun verbs = new VerbsRun()) {
      String map = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"web\"}}";
      assertThat(verbs.run("apply -f -", map).errors()).isEmpty();

      String seen =
          read(
              verbs,
              "get cm --field-selector metadata.name=web -w",
              "patch cm web -p {\"data\":{\"a\":\"b\"}}",
              "web    1 ");

      assertThat(seen.replaceAll("\\d+s", "0s"))
          .isEqualTo(
              """
              NAME   DATA   AGE
              web    0      0s
              web    1      0s
              """);
    }
  }
}
