package dev.fairlead.client.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What requests say about their sender unless the program says otherwise. */
final class UserAgent {
  /** Like {@code fairlead/0.1.0 (linux/amd64) java/25}, in the form that client-go's has. */
  static final String DEFAULT =
      "fairlead/%s (%s/%s) java/%d"
          .formatted(
              version(),
              word(System.getProperty("os.name")),
              word(System.getProperty("os.arch")),
              Runtime.version().feature());

  private UserAgent() {}

  private static String version() {
    var module = UserAgent.class.getModule().getDescriptor();
    return word(
        module != null
            ? module.rawVersion().orElse(null)
            : UserAgent.class.getPackage().getImplementationVersion());
  }

  /** What may stand in the header: whatever the value is, it can't break out of it. */
  private static String word(@Nullable String value) {
    return value == null || value.isEmpty()
        ? "unknown"
        : value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._+-]+", "_");
  }
}
