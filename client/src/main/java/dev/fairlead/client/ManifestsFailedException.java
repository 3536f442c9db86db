package dev.fairlead.client;

import java.util.List;

/**
 * Some objects of a set could not be applied or deleted; what became of the others is told as well.
 */
public final class ManifestsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Failure> failures;
  private final transient List<ManifestResult> results;

  /**
   * An object that failed.
   *
   * @param manifest which
   * @param cause why: an ApiException, or that its kind is unknown
   */
  public record Failure(Manifest manifest, RuntimeException cause) {}

  ManifestsFailedException(List<Failure> failures, List<ManifestResult> results) {
    super(message(failures, results), failures.get(0).cause());
    this.failures = List.copyOf(failures);
    this.results = List.copyOf(results);
    failures.stream().skip(1).forEach(f -> addSuppressed(f.cause()));
  }

  private static String message(List<Failure> failures, List<ManifestResult> results) {
    StringBuilder text = new StringBuilder();
    text.append(failures.size()).append(failures.size() == 1 ? " object" : " objects");
    text.append(" of ").append(failures.size() + results.size()).append(" failed:");
    for (Failure failure : failures) {
      text.append("\n").append(failure.manifest()).append(": ");
      text.append(failure.cause().getMessage());
    }
    return text.toString();
  }

  /** Those that failed, in the order in which they were tried. */
  public List<Failure> failures() {
    return failures;
  }

  /** What became of the others. */
  public List<ManifestResult> results() {
    return results;
  }
}
