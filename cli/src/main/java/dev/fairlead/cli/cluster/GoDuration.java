package dev.fairlead.cli.cluster;

import dev.fairlead.cli.command.UsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Times as kubectl takes them: 30s, 5m, 1h30m. */
public final class GoDuration {
  private GoDuration() {}

  /**
   * The value of an option; a bare number, which kubectl doesn't take, is seconds.
   *
   * @param given null if the option isn't given
   * @throws UsageException if it is no time
   */
  public static Duration of(String option, @Nullable String given, Duration otherwise) {
    if (given == null) {
      return otherwise;
    }
    String text = given.matches("\\d{1,9}") ? given + "s" : given;
    try {
      return dev.fairlead.model.value.Duration.parse(text).toJavaDuration();
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + " is a time such as 30s or 5m, not '" + given + "'");
    }
  }
}
