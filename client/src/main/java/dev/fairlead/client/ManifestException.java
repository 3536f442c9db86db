package dev.fairlead.client;

import java.util.List;

/** Manifests that can't be read. The message has all that is wrong, one a line. */
public final class ManifestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ManifestException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, each with file, document and line. */
  public List<String> problems() {
    return problems;
  }
}
