package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A token file")
class TokenFileTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-01-31T08:00:00Z");

  @Test
  @DisplayName("is read without the white space around the token")
  void isStripped() {
    assertThat(config("  one \n").authorization()).contains("Bearer one");
  }

  @Test
  @DisplayName("is read again after 50 seconds and not before")
  void isReadAgain() {
    Config config = config("one");
    write("two");

    now = now.plus(Duration.ofMillis(49_999));
    assertThat(config.bearerToken()).contains("one");
    now = now.plus(Duration.ofMillis(1));
    assertThat(config.bearerToken()).contains("two");
  }

  @Test
  @DisplayName("that is gone or empty leaves the old token in use, and is tried again 10 s later")
  void keepsTheOldToken() throws IOException {
    Config config = config("one");
    Files.delete(file());
    now = now.plus(Duration.ofSeconds(50));
    assertThat(config.bearerToken()).contains("one");

    write(" ");
    now = now.plus(Duration.ofSeconds(10));
    assertThat(config.bearerToken()).contains("one");

    write("two");
    now = now.plus(Duration.ofSeconds(9));
    assertThat(config.bearerToken()).contains("one");
    now = now.plus(Duration.ofSeconds(1));
    assertThat(config.bearerToken()).contains("two");
  }

  @Test
  @DisplayName("beats a token once it was read, which serves until then")
  void beatsTheToken() {
    ConfigBuilder both = Config.builder().server("https://x").bearerToken("written");
    Config config = both.bearerTokenFile(file(), () -> now).build();
    assertThat(config.bearerToken()).contains("written");

    write("read");
    now = now.plus(Duration.ofSeconds(50));
    assertThat(config.bearerToken()).contains("read");
  }

  @Test
  @DisplayName("must be there, small and of one line when the Config is made")
  void mustBeGoodAtFirst() {
    assertThatThrownBy(() -> config("hush\nhush"))
        .hasMessage(
            "Config.builder(): bearerTokenFile: "
                + file()
                + ": character 5 of 9 (a line feed) can't be sent in an HTTP header: take it out");
    assertThatThrownBy(() -> config("x".repeat(TokenFile.MAX_BYTES + 1)))
        .hasMessage(
            "Config.builder(): bearerTokenFile: "
                + file()
                + " has more than 1 MiB, so it can't be what it should: name the right file");
  }

  @Test
  @DisplayName("is all that a Config shows of it")
  void isNotShown() {
    assertThat(config("hush").toString())
        .isEqualTo(
            "Config[https://x, namespace default, the token in " + file() + ", Config.builder()]");
  }

  private Path file() {
    return folder.resolve("token");
  }

  private void write(String content) {
    TestFiles.write(file(), content);
  }

  private Config config(String content) {
    write(content);
    return Config.builder().server("https://x").bearerTokenFile(file(), () -> now).build();
  }
}
