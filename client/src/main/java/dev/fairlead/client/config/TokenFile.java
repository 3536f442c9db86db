package dev.fairlead.client.config;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token in a file that somebody else renews, like a Pod's service account token. Read again when
 * asked for after {@link #PERIOD} less {@link #LEEWAY}, or at once when the server refuses the
 * token; while that fails the last token stays.
 *
 * <p>One lock, for the fields; the file is read under it, so that it is read once.
 */
final class TokenFile implements Credential {
  /**
   * How long what was read counts. The kubelet renews a token two minutes or more before it ends;
   * client-go's choice.
   */
  static final Duration PERIOD = Duration.ofMinutes(1);

  /** How much earlier it is read again, and how long to wait after a failure. client-go's too. */
  static final Duration LEEWAY = Duration.ofSeconds(10);

  /** Far more than any token that a server takes (its headers end at 1 MiB). In bytes. */
  static final int MAX_BYTES = 1 << 20;

  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.config");

  private final Path file;
  private final String where;
  private final InstantSource clock;

  @GuardedBy("this")
  private @Nullable String token;

  @GuardedBy("this")
  private Instant readAgain = Instant.MIN;

  TokenFile(Path file, String where, InstantSource clock) {
    this.file = file;
    this.where = where;
    this.clock = clock;
  }

  /**
   * Reads for the first time.
   *
   * @param fallback what to use until the file can be read; without it that is a problem now
   */
  synchronized void startWith(@Nullable String fallback, Problems problems) {
    token = fallback;
    try {
      accept(read());
    } catch (ConfigException e) {
      if (fallback == null) {
        problems.addAll(e);
      }
    }
  }

  @Override
  public synchronized Optional<String> bearerToken() {
    Instant now = clock.instant();
    if (token == null || !now.isBefore(readAgain)) {
      try {
        accept(read());
      } catch (ConfigException e) {
        if (token == null) {
          throw e;
        }
        readAgain = now.plus(LEEWAY);
        LOG.log(Level.WARNING, "{0} (the token read before is used on)", e.getMessage());
      }
    }
    return Optional.ofNullable(token);
  }

  /** Reads the file before its time, but not if that has happened since the refused token's. */
  @Override
  public synchronized Optional<String> authorizationInsteadOf(String refused) {
    Optional<String> current = authorization();
    if (current.isPresent() && current.get().equals(refused)) {
      try {
        accept(read());
        current = authorization();
      } catch (ConfigException e) {
        LOG.log(Level.WARNING, "{0} (the server refused the token read before)", e.getMessage());
      }
    }
    return current.filter(header -> !header.equals(refused));
  }

  @GuardedBy("this")
  private void accept(String read) {
    token = read;
    readAgain = clock.instant().plus(PERIOD).minus(LEEWAY);
  }

  private String read() {
    Problems problems = new Problems();
    byte[] content = LocalFile.read(file, MAX_BYTES, where, problems);
    problems.throwIfAny();
    String text = new String(content, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new ConfigException(where + ": " + file + " is empty: put a token there");
    }
    Credential.checkedToken(text, where + ": " + file, problems);
    problems.throwIfAny();
    return text;
  }

  @Override
  public String toString() {
    return "the token in " + file;
  }
}
