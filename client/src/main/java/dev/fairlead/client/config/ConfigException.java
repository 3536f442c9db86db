package dev.fairlead.client.config;

import java.util.List;

/**
 * A configuration that can't be used. Each of {@link #problems} says which file and entry was read,
 * what is wrong with it and what to do; the message has them all. None shows a secret.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super(messageOf(problems));
    this.problems = List.copyOf(problems);
  }

  ConfigException(String problem) {
    this(List.of(problem));
  }

  /** At least one, in the order in which they were found. */
  public List<String> problems() {
    return problems;
  }

  private static String messageOf(List<String> problems) {
    return problems.size() == 1
        ? problems.get(0)
        : problems.size() + " problems with the configuration:\n- " + String.join("\n- ", problems);
  }
}
