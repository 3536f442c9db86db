package dev.fairlead.client;

import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait: its header Retry-After (RFC 9110, 10.2.3), or its Status. */
final class RetryAfter {
  private RetryAfter() {}

  /** The wait; null if the server asks for none that can be understood. */
  static @Nullable Duration of(@Nullable String header, @Nullable Status status, Instant now) {
    Duration wait = header == null ? null : parse(header.strip(), now);
    if (wait == null && status != null) {
      StatusDetails details = status.details();
      int seconds = details == null ? 0 : details.retryAfterSeconds();
      wait = seconds > 0 ? Duration.ofSeconds(seconds) : null;
    }
    return wait;
  }

  private static @Nullable Duration parse(String header, Instant now) {
    if (!header.isEmpty() && header.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // More digits than an int has is longer than anybody waits.
      return Duration.ofSeconds(header.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(header));
    }
    try {
      Instant then = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
